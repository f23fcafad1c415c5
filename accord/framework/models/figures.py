"""Regional figures, each as one source says it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.framework.querysets import FigureQuerySet
from accord.lib.bilingual import filled, paired
from accord.lib.constraints import always, once
from accord.lib.fields import NOTE, Code, Line, decimal, in_both_languages, key, texts
from accord.lib.imprecise import Dated
from accord.lib.scoping import PublicQuerySet
from accord.sources.models import Source


class Measure(models.Model):
    """What a regional figure counts: its label, unit and definition."""

    code = Code(_("code"), unique=True)
    label, label_fr, label_nl = texts(_("label"), 160)
    unit = Line(_("unit"), max_length=20, blank=True)
    definition, definition_fr, definition_nl = texts(_("definition"), blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        constraints = [
            always(
                "measure_written_in_both_languages",
                filled("label") & paired("definition"),
            )
        ]

    def __str__(self) -> str:
        return self.label


class Figure(Dated):
    """One value of a measure, said by one source as of ``date``."""

    measure = key(Measure, _("measure"))
    value = decimal(_("value"), 16, 2)
    source = key(Source, _("source"))
    note, note_fr, note_nl = texts(NOTE, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once(
                "figure_once",
                ["measure", "when", "source", "value"],
                said=_("This source already says so."),
            ),
            in_both_languages(
                "figure_note_in_both_languages",
                paired("note"),
                said=_("Write the note in French and in Dutch."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.value}"
