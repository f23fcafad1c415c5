"""Every body of the Brussels register is known by the names that people write."""

import re

import pytest

from accord.directory.matching import Bodies
from accord.directory.models import Organisation
from accord.lib.naming import unaccented

pytestmark = pytest.mark.django_db

BOTH = [
    "{fr} / {nl}",
    "{fr} – {nl}",
    "{fr} - {nl}",
    "{fr} ({nl})",
    "{nl}/{fr}",
    "{fr}|{nl}",
]
OF_TOWNS = [
    *("Commune de {fr}", "Commune d’{fr}", "Administration communale de {fr}"),
    *("Ville de {fr}", "1000 {fr}", "{fr} (commune)", "COMMUNE DE {fr}"),
    *("Gemeente {nl}", "Gemeentebestuur van {nl}", "Stad {nl}", "1000 {nl}"),
]
# What no rule finds: data.
USUAL = {
    "Molenbeek": "Molenbeek-Saint-Jean",
    "Commune de Molenbeek": "Molenbeek-Saint-Jean",
    "Berchem": "Berchem-Sainte-Agathe",
    "St-Josse": "Saint-Josse-ten-Noode",
    "Sint-Joost": "Saint-Josse-ten-Noode",
    "Boitsfort": "Watermael-Boitsfort",
    "Bruxelles-Ville": "Ville de Bruxelles",
    "Bruxelles": "Ville de Bruxelles",
    "Brussel": "Ville de Bruxelles",
    "Woluwé-St-Pierre": "Woluwe-Saint-Pierre",
    "WSL": "Woluwe-Saint-Lambert",
    "SLRB-BGHM": "Société du Logement de la Région de Bruxelles-Capitale",
    "SLRB / BGHM": "Société du Logement de la Région de Bruxelles-Capitale",
    "la SLRB": "Société du Logement de la Région de Bruxelles-Capitale",
    "Fonds du logement": "Fonds du Logement",
    "CPAS/OCMW": "Centres publics d’action sociale",
}


def shortened(name):
    for long, short in (("Sainte-", "Ste-"), ("Saint-", "St-"), ("Sint-", "St-")):
        name = name.replace(long, short)
    return name


def spellings(body):
    names = {"fr": body.name_fr, "nl": body.name_nl}
    alone = [*names.values(), *(one.format(**names) for one in BOTH)]
    if body.kind == "municipality":
        alone += [one.format(**names) for one in OF_TOWNS] + [body.nis_code]
    for name in alone:
        for said in (name, name.upper(), unaccented(name), shortened(name)):
            yield said
            yield re.sub(r"(?<=\w)-(?=\w)", " ", said)


def test_each_body_is_known_by_its_names_and_by_no_other(nobody, brussels):
    brussels.load()
    bodies = Bodies()
    asked = 0
    for body in Organisation.objects.public():
        for said in spellings(body):
            assert bodies.meant(said) == {body.pk}, said
            asked += 1
    assert asked > 1000
    for said, meant in USUAL.items():
        assert [bodies.called[one] for one in bodies.meant(said)] == [meant], said
    for said in ("", "–", "Région", "Commune", "Sainte", "Gent", "Ixelles / Uccle"):
        assert len(bodies.meant(said)) != 1, said
