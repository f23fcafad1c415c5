"""What the database knows of reference data, whoever writes it."""

import pytest
from django.db import IntegrityError, transaction

from accord.directory.models import Measurement
from accord.framework.models import Figure, Measure, SubsidyTerms
from tests import make

pytestmark = pytest.mark.django_db


def figure(**note):
    measure = Measure.objects.create(code="posts", label_fr="Postes", label_nl="Posten")
    return Figure(measure=measure, value=9, source=make.source(), date="2023", **note)


def subsidy_terms(**note):
    return SubsidyTerms(
        model=make.model_agreement(),
        amount_eur=60_000,
        fte=1,
        source=make.source(),
        date="2021-03",
        **note,
    )


def measurement(**note):
    return Measurement(
        municipality=make.organisation(),
        measure="population",
        value=1000,
        source=make.source(),
        date="2020",
        **note,
    )


@pytest.mark.parametrize("build", [figure, subsidy_terms, measurement])
def test_a_note_is_written_in_both_languages_or_in_none(build):
    half = build(note_fr="Arrondi")
    with pytest.raises(IntegrityError), transaction.atomic():
        half.save()
    half.note_nl = "Afgerond"
    half.save()
    half.note_fr = half.note_nl = ""
    half.save()
