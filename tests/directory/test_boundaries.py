"""True outlines come from a file: all of them or none, and the map shows them."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accord.directory.boundaries import HEIGHT, WIDTH
from accord.directory.models import Organisation, PostalCode
from accord.journal.models import Entry
from accord.lib.outlines import middle
from accord.ui.templatetags.accord import hexagon_frame
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody")]

# Three made-up municipalities. West and east share a wavy border; an exclave of east
# lies in the west.
WAVE = [[4.32, 50.80], [4.32005, 50.81], [4.32, 50.82], [4.33, 50.83], [4.32, 50.85]]
WEST = [[4.25, 50.80], *WAVE, [4.25, 50.85], [4.25, 50.80]]
EAST = [[4.40, 50.85], *reversed(WAVE), [4.40, 50.80], [4.40, 50.85]]
EXCLAVE = [[4.27, 50.81], [4.28, 50.81], [4.28, 50.82], [4.27, 50.81]]
NORTH = [
    *([4.25, 50.85], [4.32, 50.85], [4.40, 50.85], [4.40, 50.90], [4.25, 50.90]),
    [4.25, 50.85],
]


def area(nis, geometry):
    properties = {"nis": nis, "fr": f"Commune {nis}", "nl": f"Gemeente {nis}"}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.fixture
def features():
    return [
        area("21001", polygon(WEST, EXCLAVE)),
        area(
            "21002", {"type": "MultiPolygon", "coordinates": [[EAST], [EXCLAVE[::-1]]]}
        ),
        area("21003", polygon(NORTH)),
        area("11002", polygon(NORTH)),  # elsewhere
    ]


@pytest.fixture
def write(tmp_path):
    def to_file(features):
        file = tmp_path / "borders.geojson"
        collection = {"type": "FeatureCollection", "features": features}
        file.write_text(json.dumps(collection), encoding="utf-8")
        return file

    return to_file


@pytest.fixture
def source():
    return make.source(
        code="borders", publisher_fr="Statbel", title_fr="Limites", title_nl="Grenzen"
    )


@pytest.fixture
def towns(source):
    made = [
        make.organisation(nis_code=f"2100{number}", map_column=number, map_row=1)
        for number in (1, 2, 3)
    ]
    for town in made:
        PostalCode.objects.create(
            municipality=town,
            postal_code=f"10{town.nis_code[-2:]}",
            source=make.source(),
        )
    return made


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    if arguments:
        options.setdefault("source", "borders")
    call_command("import_boundaries", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue()


def refused(*arguments):
    err = StringIO()
    with pytest.raises(CommandError, match="nothing was drawn"):
        call_command(
            "import_boundaries",
            *arguments,
            source="borders",
            stdout=StringIO(),
            stderr=err,
        )
    assert not Organisation.objects.exclude(outline="").exists()
    return err.getvalue()


def outlines():
    found = Organisation.objects.order_by("nis_code").values_list("outline", flat=True)
    return list(found)


def sources():
    return Organisation.objects.values_list("outline_source", flat=True)


def points(path):
    return [
        (float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)
    ]


def test_every_municipality_is_drawn_in_the_frame_of_the_map(towns, features, write):
    told = run(write(features))

    assert "3 drawn, 0 unchanged, 1 left out" in told
    assert hexagon_frame() == f"0 0 {WIDTH} {HEIGHT}"
    every = [point for outline in outlines() for point in points(outline)]
    assert min(y for _x, y in every) == 0
    assert max(y for _x, y in every) == HEIGHT
    assert all(0 <= x <= WIDTH for x, _y in every)
    west, east, north = map(middle, outlines())
    assert west[0] < east[0]
    assert north[1] < west[1]


def test_neighbours_keep_one_border_and_lose_what_is_too_fine(towns, features, write):
    run(write(features))
    west, east, _north = outlines()

    shared = set(points(west)) & set(points(east))
    assert len(shared) == 4 + 3  # the wave less what cannot be seen; the exclave
    assert west.count("M") == east.count("M") == 2


def test_importing_twice_changes_nothing(towns, features, write):
    run(write(features))
    before, entries = outlines(), Entry.objects.count()

    assert "0 drawn, 3 unchanged" in run(write(features))

    assert outlines() == before
    assert Entry.objects.count() == entries == 3


def test_the_property_may_have_another_name(towns, features, write):
    for feature in features:
        feature["properties"] = {"code": int(feature["properties"]["nis"])}
    assert "3 drawn" in run(write(features), property="code")


def test_every_bad_feature_is_named_and_nothing_is_drawn(towns, features, write):
    features[0]["geometry"] = polygon([[149000, 170000]] * 4)  # Lambert, in metres
    features[1]["geometry"] = {"type": "Point", "coordinates": [4.3, 50.8]}
    features[2]["properties"] = {}
    features.append(area("21001", polygon(WEST[:-1])))

    said = refused(write(features))

    assert "borders.geojson, feature 1 (21001): 2 features have this NIS code" in said
    assert "feature 2 (21002): its geometry is Point, not an area" in said
    assert "feature 3: no property “nis”" in said
    assert "feature 5 (21001): 2 features have this NIS code" in said
    assert "borders.geojson: nothing for 21003" in said


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        (polygon([[149000, 170000]] * 4), "is not a longitude and a latitude"),
        (polygon(WEST[:-1]), "a border of 7 points is not closed"),
        (polygon([["a", "b"]] * 4), "its coordinates cannot be read"),
        (polygon(), "it has no border"),
        (None, "its geometry is missing"),
        (
            polygon([[4.3, 50.8], [4.30001, 50.8], [4.3, 50.80001], [4.3, 50.8]]),
            "small",
        ),
    ],
)
def test_a_shape_that_cannot_be_drawn_is_refused(
    towns, features, write, geometry, said
):
    features[0]["geometry"] = geometry
    assert said in refused(write(features))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": 3}', "\xff"])
def test_what_is_not_geojson_is_refused(towns, tmp_path, text):
    file = tmp_path / "borders.geojson"
    file.write_bytes(text.encode("latin-1"))
    assert "borders.geojson: " in refused(file)


def test_a_missing_municipality_is_named(towns, features, write):
    assert "nothing for 21002" in refused(write([features[0], features[2]]))


def test_a_file_or_clear_must_be_said(features, write):
    with pytest.raises(CommandError, match="Name a file, or say --clear"):
        run()
    with pytest.raises(CommandError, match="Name a file, or say --clear"):
        run(write(features), clear=True)


def test_the_public_map_shows_outlines_until_they_are_cleared(
    client, towns, features, write
):
    assert 'data-shape="outlines"' not in client.get("/fr/").text

    run(write(features))
    page = client.get("/fr/").text
    assert 'data-shape="outlines"' in page
    assert re.search(
        r'<a\s+href="/fr/sources/borders/"\s*>Statbel,\s+Limites</a>', page
    )
    assert all(f'<path d="{outline}"/>' in page for outline in outlines())
    assert page.count('class="code"') == 3

    assert "3 outlines taken away" in run(clear=True)
    page = client.get("/fr/").text
    assert 'data-shape="outlines"' not in page
    assert "/fr/sources/borders/" not in page
    assert set(sources()) == {None}


def test_the_map_needs_no_columns_where_every_outline_is_known(
    client, towns, features, write
):
    Organisation.objects.update(map_column=None, map_row=None)
    assert client.get("/fr/").context["places"] == []

    run(write(features))

    page = client.get("/fr/")
    assert 'data-shape="outlines"' in page.text
    assert [place.municipality.nis_code for place in page.context["places"]] == [
        "21001",
        "21002",
        "21003",
    ]
    assert page.context["concluded"].of == 3


def test_without_every_outline_those_with_a_column_are_shown(
    client, towns, features, write
):
    run(write(features))
    make.organisation(nis_code="21004")
    page = client.get("/fr/")
    assert 'data-shape="outlines"' not in page.text
    assert len(page.context["places"]) == 3
    assert page.context["concluded"].of == 4


def test_another_source_of_the_same_outlines_is_kept_and_traced(
    towns, features, write, source
):
    run(write(features))
    other = make.source(code="other")

    assert "3 drawn" in run(write(features), source="other")

    assert set(sources()) == {other.pk}
    assert Entry.objects.last().changes == {"outline_source_id": [source.pk, other.pk]}


def test_the_source_must_be_one_of_the_register(towns, features, write):
    with pytest.raises(CommandError, match="--source CODE"):
        run(write(features), source=None)
    with pytest.raises(CommandError, match="no source “rumour”"):
        run(write(features), source="rumour")
    assert set(outlines()) == {""}


def test_the_database_keeps_no_outline_without_its_source(towns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.update(outline="M0 0Z")


def test_one_municipality_without_outline_keeps_the_schematic_map(
    client, towns, features, write
):
    run(write(features))
    make.organisation(nis_code="21004", map_column=4, map_row=1)
    assert 'data-shape="outlines"' not in client.get("/fr/").text
