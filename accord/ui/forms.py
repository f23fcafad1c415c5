"""How forms are drawn: label, hint, error, all tied to the field."""

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting

from accord.lib.bilingual import language_of


class Field(BoundField):
    """A field of a form; one that is written in French or in Dutch says so.

    A screen reader then reads it in that language, and the browser corrects it so.
    """

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        language = language_of(self.name)
        return {"lang": language, **attrs} if language else attrs


class Renderer(TemplatesSetting):
    """Our own field and form templates, found like every other template."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field
