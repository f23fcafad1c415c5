"""The referent's post, who holds it and when, and the profile each offers."""
