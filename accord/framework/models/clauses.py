"""What a model agreement says in words of law, around the missions."""

from string import Formatter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.framework.models.plan import OUT_OF_ORDER, ModelAgreement, Reference
from accord.framework.querysets import ClauseQuerySet
from accord.lib.bilingual import filled
from accord.lib.constraints import always, once
from accord.lib.fields import in_both_languages, key, texts
from accord.lib.spans import in_order


class ClausePart(models.TextChoices):
    """Where a clause stands in the deed, in the order of the deed."""

    REGION = "region", pgettext_lazy("clause", "The Region as a party")
    MUNICIPALITY = (
        "municipality",
        pgettext_lazy("clause", "The municipality as a party"),
    )
    RECITAL = "recital", pgettext_lazy("clause", "Recital")
    DURATION = "duration", pgettext_lazy("clause", "Duration")
    AMENDMENT = "amendment", pgettext_lazy("clause", "Amendment")
    TERMINATION = "termination", pgettext_lazy("clause", "Termination")
    DISPUTES = "disputes", pgettext_lazy("clause", "Disputes")
    LANGUAGES = "languages", pgettext_lazy("clause", "Language of the text")
    OTHER = "other", pgettext_lazy("clause", "Another provision")
    CLOSING = "closing", pgettext_lazy("clause", "Closing formula")


# What a deed cannot do without.
EXPECTED = [part for part in ClausePart if part != ClausePart.OTHER]
# What the text that is agreed on fills in. The authority is named with its article
# (“la Région du Littoral”), or without it: ``{region}``, whatever its kind.
PLACES = (
    *("municipality", "region", "authority"),
    *("representatives", "effective_on", "ends_on"),
)


# Where alone ``{representatives}`` may stand: anyone reads the other clauses of a text
# that is published, and who is to sign is not told there.
NAMING = (ClausePart.REGION, ClausePart.MUNICIPALITY, ClausePart.CLOSING)


def require_places(text: str, part: str) -> None:
    """Refuse a ``{place}`` that no deed can fill in at that part: every writer asks.

    A place is its name alone: how wide it is to be written could be a gigabyte.
    """
    places = [one for one in PLACES if part in NAMING or one != "representatives"]
    try:
        named = [
            name + (how and f":{how}") + (f"!{sign}" if sign else "")
            for _said, name, how, sign in Formatter().parse(text)
            if name is not None and how is not None
        ]
    except ValueError:
        raise ValidationError(
            _("A brace is not closed. Write a place so: {municipality}.")
        ) from None
    unknown = [name for name in named if name not in places]
    if unknown:
        raise ValidationError(
            _("Nothing fills in “%(name)s”. Known: %(known)s."),
            params={"name": unknown[0], "known": ", ".join(places)},
        )


class Clause(Reference):
    """One clause: its heading and its text, from when until when the model has it so.

    Texts hold places such as ``{municipality}`` (``PLACES``), which the agreed text
    fills in. A text takes those that hold on the day it takes effect.
    """

    ALIKE = ("model", "part", "text_fr", "text_nl")

    model = key(ModelAgreement, _("model"))
    part = models.CharField(_("part of the deed"), max_length=12, choices=ClausePart)
    rank = models.PositiveSmallIntegerField(_("order"), default=1)
    text, text_fr, text_nl = texts(_("text"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            in_both_languages("clause_text_in_both_languages", filled("text")),
            in_order(
                "clause_valid_in_order", "valid_from", "valid_to", said=OUT_OF_ORDER
            ),
            once(
                "clause_once_per_place",
                ["model", "part", "rank", "valid_from"],
                said=_("This place in the deed is taken from that day on."),
            ),
            always("clause_known_part", Q(part__in=ClausePart.values)),
        ]
