"""The look: base templates, components, tags, styles, htmx."""
