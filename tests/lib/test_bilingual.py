import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from accord.directory.models import Organisation
from accord.lib.bilingual import local, spoken


def test_reads_the_active_language_and_falls_back_on_the_other():
    town = Organisation(name_fr="Ixelles", name_nl="Elsene")
    with override("nl"):
        assert town.name == "Elsene"
        assert local("name") == "name_nl"
    with override("fr"):
        assert town.name == "Ixelles"
        town.name_fr = ""
        assert town.name == "Elsene"


def test_an_abbreviation_stays_in_its_language():
    body = Organisation(name_fr="Cour des comptes", abbreviation_fr="CdC")
    with override("nl"):
        assert not body.abbreviation
    with override("fr"):
        assert body.abbreviation == "CdC"


def test_an_address_speaks_the_readers_language():
    address = spoken(fr="communes/", nl="gemeenten/")
    with override("nl"):
        assert str(address) == "gemeenten/"
    with override("fr"):
        assert str(address) == "communes/"


@pytest.mark.django_db
def test_both_languages_are_required():
    with pytest.raises(ValidationError):
        Organisation(kind="region", name_fr="Région", name_nl="").validate_constraints()
