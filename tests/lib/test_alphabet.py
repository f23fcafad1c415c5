"""Letters compare by one rule: in Python and on both databases, in list and filter."""

import ast
from pathlib import Path

import pytest
from django.utils.text import slugify
from django.utils.translation import override

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Organisation, Service, UsualName
from accord.framework.models import Measure
from accord.lib.alphabet import holding, in_both
from accord.lib.naming import letters
from accord.network.models import Contact
from accord.referents.models import Referent
from accord.sources.models import Source
from tests import make

pytestmark = pytest.mark.engine  # each engine compares letters by itself

HOUSE = Path(__file__).parents[2] / "accord"

# As a Belgian reads them.
SORTED = ["a", "à côté", "Écluse", "École", "ĳs", "Ĳzer", "L'École", "Łódź", "lœss"]
SORTED += ["Maçon", "madame", "œdème", "Oesling", "Œuvre", "Øresund", "straße"]
SORTED += ["stratège", "Zaventem", "Zoé", "zoo"]
FOUND = {
    "etat": "État de l’agglomération",
    "AGGLOMERATION": "État de l’agglomération",
    "oeuvre": "Œuvre de l’Ĳzer",
    "ŒUVRE": "Œuvre de l’Ĳzer",
    "ijzer": "Œuvre de l’Ĳzer",
    "strasse": "Große Straße",
    "l’Ijzer": "Œuvre de l’Ĳzer",
    "etat agglomération": "État de l’agglomération",
}


def test_letters_are_those_that_a_reader_hears():
    names = ["Zoé", "Zaventem", "œdème", "Oslo", "Écluse", "Ecole", "évêque", "Ĳzer"]
    assert sorted(names, key=letters) == [
        *("Écluse", "Ecole", "évêque", "Ĳzer", "œdème", "Oslo", "Zaventem", "Zoé")
    ]
    assert letters("L’État d’Œuvre (ß)") == "l etat d oeuvre ss"


# Each list of texts that people read, by the queryset that orders it.


def contacts(names, cast):
    for name in names:
        Contact.objects.create(organisation=cast.ixelles, name=name)
    return [one.name for one in Contact.objects.visible_to(cast.remy).for_page()]


def services(names, cast):
    for number, name in enumerate(names):
        Service.objects.create(
            organisation=cast.ixelles, name_fr=name, name_nl=f"{name} {number}"
        )
    return [one.name_fr for one in Service.objects.public().for_table()]


def services_of(names, cast):
    services(names, cast)
    return [one.name_fr for one in Service.objects.public().of(cast.ixelles)]


def people(names, cast):
    for name in names:
        make.person(name=name)
    rows = User.objects.filter(name__in=names)
    return [one.name for one in rows.for_table()]


def referents(names, cast):
    for name in names:
        Referent.objects.create(name=name, slug=slugify(f"x {name}"))
    return [one.name for one in Referent.objects.filter(name__in=names).for_table()]


def sources(names, cast):
    for name in names:
        make.source(publisher_fr=name, publisher_nl=name)
    rows = Source.objects.filter(publisher_fr__in=names)
    return [one.publisher_fr for one in rows.for_table()]


def measures(names, cast):
    for number, name in enumerate(names):
        texts = {"label_fr": name, "label_nl": name}
        texts |= {"definition_fr": "x", "definition_nl": "x"}
        Measure.objects.create(code=f"m-{number}", **texts)
    rows = Measure.objects.filter(label_fr__in=names).order_by("label_fr__letters")
    return [one.label_fr for one in rows]


LISTS = [contacts, services, services_of, people, referents, sources, measures]


@pytest.mark.django_db
@pytest.mark.parametrize("listed", LISTS, ids=lambda one: one.__name__)
def test_a_list_is_in_the_order_of_its_letters_on_both_databases(listed, cast):
    with override("fr"):
        assert listed(SORTED[::-1], cast) == SORTED


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "meant"), FOUND.items())
def test_every_search_box_ignores_accents_and_capitals(typed, meant, cast):
    names = list(dict.fromkeys(FOUND.values()))
    bodies = [make.organisation("agency", name_fr=one, name_nl=one) for one in names]
    for name, body in zip(names, bodies, strict=True):
        Contact.objects.create(organisation=cast.ixelles, name=name)
        Service.objects.create(organisation=cast.ixelles, name_fr=name, name_nl=name)
        Referent.objects.create(name=name, slug=slugify(f"x {name}"))
        make.person(name=name)
        make.source(title_fr=name, title_nl=name)
        make.agreement(municipality=body)

    def only(rows, column="name"):
        assert [getattr(one, column) for one in rows] == [meant]

    with override("fr"):
        only(Organisation.objects.public().matching(text=typed))
        only(Service.objects.public().matching(text=typed))
        only(User.objects.visible_to(cast.ada).matching(typed))
        only(Referent.objects.visible_to(cast.remy).matching(typed))
        only(Source.objects.public().matching(typed), "title")
        rows = Agreement.objects.visible_to(cast.remy)
        rows = rows.matching(state="", mission=None, text=typed)
        assert [one.municipality.name for one in rows] == [meant]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["St-Gilles", "sint gillis", "Commune de Saint-Gilles", "gemeente SINT-GILLIS"],
)
def test_a_place_is_found_as_people_write_it(typed, cast):
    town = make.organisation(name_fr="Saint-Gilles", name_nl="Sint-Gillis")
    make.organisation(name_fr="Saint-Josse", name_nl="Sint-Joost")
    assert list(Organisation.objects.public().matching(text=typed)) == [town]


@pytest.mark.django_db
def test_a_usual_name_finds_its_body(cast):
    UsualName.objects.create(organisation=cast.ixelles, name="Les Étangs")
    assert list(Organisation.objects.public().matching(text="etangs")) == [cast.ixelles]


@pytest.mark.django_db
def test_what_is_asked_is_never_a_pattern(cast):
    make.person(name="100 % Zoé")
    everyone = User.objects.visible_to(cast.ada)
    assert not everyone.filter(name__letters__contains="1_0").exists()
    assert everyone.filter(holding("\0", "name")).count() == everyone.count()
    assert everyone.filter(holding("", "name")).count() == everyone.count()
    assert in_both("name") == ["name_fr", "name_nl"]


# Nobody compares letters otherwise


def others(source: str) -> list[str]:
    """Lookups and orders that each database answers in its own way."""
    found = []
    for node in ast.walk(ast.parse(source)):
        said = ""
        if isinstance(node, ast.keyword):
            said = node.arg or ""
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value
        if any(f"__{one}" in said for one in ("icontains", "istarts", "iexact")):
            found += [said] * (said != "email__iexact")  # whose capitals are ASCII's
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by":
            found += [word for one in node.args if (word := _by_code(one))]
    return found


TEXTS = ("name", "title", "label", "publisher")


def _by_code(asked: ast.expr) -> str:
    """A text that an order takes as it is kept."""
    if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        last = asked.value.lstrip("-").rpartition("__")[2]
        return last if last in TEXTS else ""
    if isinstance(asked, ast.Call) and getattr(asked.func, "id", "") == "local":
        return _by_code(asked.args[0])
    if isinstance(asked, ast.Call) and getattr(asked.func, "id", "") == "Lower":
        return "Lower"
    return ""


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts],
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_nobody_compares_letters_otherwise(path):
    assert others(path.read_text()) == []


def test_the_check_itself_sees_other_orders():
    assert others('rows.order_by("-person__name", "pk")') == ["name"]
    assert others('rows.order_by(local("title"))') == ["title"]
    assert others("rows.filter(name__icontains=text)") == ["name__icontains"]
    assert others('rows.order_by(Lower("name"))') == ["Lower"]
    assert others('rows.order_by("name__letters", local("sort"))') == []
