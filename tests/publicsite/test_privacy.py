"""The privacy page: article 13 of the GDPR, said by who installed the site."""

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import override

from accord.publicsite.privacy import ASKED

pytestmark = pytest.mark.django_db
SAID = {
    "CONTROLLER_FR": "Bruxelles Logement, rue Neuve 1",
    "CONTROLLER_NL": "Brussel Huisvesting, Nieuwstraat 1",
    "DPO_EMAIL": "dpo@example.org",
    "PROCESSORS_FR": "Hébergeur (Belgique)",
    "PROCESSORS_NL": "Host (België)",
}


def read(client, language):
    caches["pages"].clear()  # as a start with other settings does
    with override(language):
        return client.get(reverse("publicsite:privacy")).text


@pytest.mark.parametrize(
    ("language", "missing"),
    [
        ("fr", "À compléter par l’administration qui installe ce site"),
        ("nl", "Aan te vullen door het bestuur dat deze site installeert"),
    ],
)
def test_what_only_the_installer_knows_is_said_by_them_or_said_to_be_missing(
    language, missing, client, settings
):
    for name in ASKED:
        setattr(settings, name, "")
    assert read(client, language).count(missing) == 3

    for name, value in SAID.items():
        setattr(settings, name, value)
    page = read(client, language)
    assert missing not in page
    for name, value in SAID.items():
        is_other = name[-2:] in {"FR", "NL"} and not name.endswith(language.upper())
        assert (value in page) is not is_other, name


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_both_languages_say_the_same_things_in_the_same_order(language, client):
    pages = {"fr": read(client, "fr"), "nl": read(client, "nl")}
    assert len({page.count("<h2>") for page in pages.values()}) == 1
    assert "180" in pages[language]  # days that the words of a mail are kept


def test_the_desk_of_administrators_names_what_is_still_to_be_set(
    sign_in, cast, settings
):
    settings.CONTROLLER_NL = ""
    desk = reverse("dashboards:overview")
    assert "CONTROLLER_NL" in sign_in(cast.ada).get(desk).text
    assert "CONTROLLER_NL" not in sign_in(cast.rita).get(desk).text
    for name, value in SAID.items():
        setattr(settings, name, value)
    assert "CONTROLLER_NL" not in sign_in(cast.ada).get(desk).text
