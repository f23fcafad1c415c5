"""What is typed about versions of the model agreement, missions and conditions."""

from typing import Any

from django import forms
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from accord.framework.forms.plan import TitledForm
from accord.framework.models import (
    Clause,
    Condition,
    Mission,
    ModelAgreement,
    PlanAction,
)
from accord.framework.models.clauses import PLACES, require_places
from accord.framework.querysets import SUBSIDY
from accord.lib.choosing import Among, Radios, Several, Ticks, choose_among
from accord.lib.dateforms import DatedForm
from accord.lib.fields import field, pair
from accord.lib.naming import spelled

OTHER = "other"
RIGHTS = [
    (SUBSIDY, _("The referent's subsidy")),
    (OTHER, _("Another right, named by its title")),
]


class ValidForm(forms.Form):
    """From when until when it may be taken on; either end may not be known."""

    valid_from, valid_to = field(Mission, "valid_from"), field(Mission, "valid_to")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and first > last:
            said = _("The second date comes before the first.")
            self.add_error("valid_to", said)
        return data


class ModelAgreementForm(DatedForm, ValidForm, TitledForm):
    """A version of the model agreement: when it was decided, for how long it holds."""

    plan_action = field(
        ModelAgreement,
        "plan_action",
        label=_("Action of the plan it carries out"),
        among=PlanAction.objects.public().for_table,
        required=False,
        empty=_("not known"),
    )
    expiry_notice_days = field(
        ModelAgreement,
        "expiry_notice_days",
        help_text=_("Empty: not known."),
        min_value=1,
        max_value=730,
    )

    field_order = (
        *("title_fr", "title_nl", "copied", "plan_action", "precision", "day"),
        *("until", "valid_from", "valid_to", "expiry_notice_days", "source"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["precision"].label = _("How well the date of its decision is known")


class ModelAddForm(ModelAgreementForm):
    copied = Among(
        label=_("Start from the missions of"),
        help_text=_(
            "Its missions, conditions and indicators are copied, to be changed after."
        ),
        among=ModelAgreement.objects.public().for_table,
        required=False,
        empty_label=_("none: it starts empty"),
    )


class MissionForm(ValidForm, TitledForm):
    pairs = ("note", "short", "summary", "obligation")

    title_fr, title_nl = pair(Mission, "title", validators=[spelled])
    rank = field(
        Mission, "rank", label=_("Place in the list"), min_value=1, max_value=99
    )
    short_fr, short_nl = pair(Mission, "short")
    summary_fr, summary_nl = pair(Mission, "summary")
    obligation_fr, obligation_nl = pair(Mission, "obligation")

    field_order = (
        *("rank", "title_fr", "title_nl", "short_fr", "short_nl"),
        *("summary_fr", "summary_nl", "obligation_fr", "obligation_nl"),
        *("valid_from", "valid_to", "source"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for code in ("fr", "nl"):
            slug = slugify(data.get(f"title_{code}", ""))[:80]
            data[f"slug_{code}"] = slug.strip("-")
        return data


class ClauseForm(ValidForm, TitledForm):
    """A clause of the deed; ``{municipality}`` and the like are filled in later."""

    pairs = ("note", "text")

    part = field(Clause, "part", empty=_("Choose a part"))
    rank = field(
        Clause, "rank", label=_("Place in the part"), min_value=1, max_value=99
    )
    text_fr, text_nl = pair(
        Clause,
        "text",
        help_text=format_lazy(
            "{} {}",
            _("Each text fills these in:"),
            ", ".join(f"{{{one}}}" for one in PLACES),
        ),
    )

    field_order = (
        *("part", "rank", "title_fr", "title_nl", "text_fr", "text_nl"),
        *("valid_from", "valid_to", "source"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("text_fr", "text_nl"):
            try:
                require_places(data.get(name, ""), data.get("part", ""))
            except forms.ValidationError as error:
                self.add_error(name, error)
        return data


class ConditionForm(TitledForm):
    """A right, and the missions it asks for."""

    missions = Several(
        label=_("Missions it names"), queryset=Mission.objects.none(), widget=Ticks
    )
    at_least = field(
        Condition,
        "at_least",
        label=_("How many of them are enough"),
        min_value=1,
        max_value=99,
    )

    field_order = ("code", "title_fr", "title_nl", "missions", "at_least", "source")

    def __init__(self, *args: Any, model: ModelAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missions = Mission.objects.public().filter(model=model)
        choose_among(self, missions=missions.order_by("rank", "pk"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        missions, enough = data.get("missions"), data.get("at_least")
        if missions is not None and enough and enough > len(missions):
            self.add_error("at_least", _("That is more than the missions named."))
        return data


class ConditionAddForm(ConditionForm):
    code = forms.ChoiceField(label=_("Right it gives"), choices=RIGHTS, widget=Radios)

    def clean_code(self) -> str:
        """Empty where the title names the right."""
        code = self.cleaned_data["code"]
        return "" if code == OTHER else code
