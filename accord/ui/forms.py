"""How forms are drawn: label, hint, error, all tied to the field."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our own field and form templates, found like every other template."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
