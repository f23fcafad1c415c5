"""The real actors come with the register, each with its source."""

from pathlib import Path

import pytest
from django.conf import settings

from accord.agreements.loading import load_register
from accord.directory.models import Organisation, Service
from accord.network.reading.duplicates import proposals

pytestmark = pytest.mark.django_db

BRUSSELS = Path(settings.BASE_DIR) / "data" / "brussels"


def test_services_that_a_source_names_are_loaded_once_and_are_no_duplicates(cast):
    load_register(BRUSSELS)
    again = {report.name: report for report in load_register(BRUSSELS)}

    housing = Organisation.objects.get(code="bruxelles-logement")
    services = Service.objects.of(housing)
    assert {one.name_nl[-6:] for one in services} == {"(DGHI)", "(DHLW)"}
    assert all(one.source and one.competences_fr for one in services)
    assert (again["services"].created, again["services"].updated) == (0, 0)
    assert proposals(cast.remy) == []
    bodies = Organisation.objects.exclude(kind="municipality").exclude(
        pk__in=(cast.region.pk, cast.service.pk)
    )
    assert all(one.source_id for one in bodies)
    assert {"sau", "cltb", "apd"} <= set(bodies.values_list("code", flat=True))
