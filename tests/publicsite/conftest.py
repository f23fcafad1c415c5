"""A small register that is public, and where its pages are."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accord.framework.models import Figure, Measure
from tests import make

LANGUAGES = ("fr", "nl")


@pytest.fixture
def register(cast):
    """Ixelles agreed and took one mission on; of Schaerbeek, less is known."""
    cast.plan = make.plan()
    make.axis(plan=cast.plan, number=1)
    cast.action = make.plan_action(plan=cast.plan, number=11)
    cast.model = make.model_agreement(
        plan=cast.plan, plan_action=cast.action, date="2021-03"
    )
    cast.mission = make.mission(model=cast.model, conditions_subsidy=True)
    make.subsidy_terms(model=cast.model)
    cast.source = make.source(code="question-1219")
    cast.agreement = make.agreement(municipality=cast.ixelles, model=cast.model)
    cast.other_agreement = make.agreement(
        municipality=cast.schaerbeek, model=cast.model
    )
    make.step("signature", "2021-11", agreement=cast.agreement, source=cast.source)
    make.step("concluded", "[..2022-12]", agreement=cast.other_agreement)
    make.choice(agreement=cast.agreement, mission=cast.mission, source=cast.source)
    make.absence(
        municipality=make.organisation(code="never"),
        model=cast.model,
        source=cast.source,
    )
    measure = Measure.objects.create(
        code="referents-in-post", label_fr="Référents", label_nl="Referenten"
    )
    Figure.objects.create(measure=measure, value=9, source=cast.source, date="2023")
    return cast


LISTS = [
    "publicsite:home",
    "publicsite:agreement_list",
    "publicsite:mission_list",
    "publicsite:referent_list",
    "publicsite:source_list",
    "publicsite:about",
    "publicsite:accessibility",
    "publicsite:privacy",
    "opendata:dataset_list",
]
DETAILS = ["ixelles", "mission", "plan", "action", "source"]
EVERY = [*LISTS, *DETAILS, "opendata:dataset_detail"]


def address(name, language, register):
    with override(language):
        if name == "opendata:dataset_detail":
            return reverse(name, args=["agreements"])
        if name in DETAILS:
            return getattr(register, name).get_absolute_url()
        return reverse(name)
