"""Pictures say what their table says, to who sees them and to who does not."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from accord.ui.pictures import Picture, drawing
from accord.ui.pictures.calendars import Cell, calendar
from accord.ui.pictures.marks import KEPT, MARKED_LOOKS, UNCOUNTED, WORST, Mark
from accord.ui.pictures.scales import cut, scale
from accord.ui.pictures.shares import Part, Stage, stacks, stages, tally
from accord.ui.pictures.spans import Count, Stretch, sparkline, steps, stretches
from accord.ui.pictures.targets import Line, bars, dots, one_bar

STYLES = (Path(drawing.STATIC) / "pictures.css").read_text()
TODAY = date(2026, 11, 29)
LINES = [
    Line("Ixelles", 26, 18, "26 / 18", Mark.KEPT, 2),
    Line("Koekelberg", 4, 12, "4 / 12", Mark.BEHIND, 2),
    Line("Saint-Josse-ten-Noode", 0, 6, "0 / 6", Mark.BEHIND),
    Line("Evere", None, 16, "? / 16", Mark.NONE),
]
DRAWN = {
    "bars": bars(LINES),
    "dots": dots(LINES),
    "one bar": one_bar(LINES[0]),
    "steps": steps([Count(date(2021, 11, 5), 1, 2), Count(TODAY, 4, 4)], TODAY, of=19),
    "stretches": stretches(
        [("Evere", [Stretch(date(2024, 2, 1), date(2025, 4, 1), "full", "A."),
                    Stretch(date(2025, 4, 2), None, "hatch", "vacant")])],
        TODAY,
    ),
    "sparkline": sparkline([1, None, 3, 4, 8], target=6),
    "stacks": stacks([("Evere", [Part(1, "full", "1"), Part(1, "hatch")], "1 / 2")]),
    "stages": stages([Stage("Vus", 240, 240, "240"), Stage("Remis", 20, 31, "20")]),
    "tally": tally([(Mark.KEPT, 6), (Mark.BEHIND, 3), (Mark.NONE, 5)]),
    "calendar": calendar(["24-1", "24-2"], [("Evere", [Cell(Mark.LATE, "5"), None])]),
}  # fmt: skip


def shown(picture):
    return render_to_string("cotton/picture.html", {"of": picture})


def shapes(of, tag):
    return [one for one in of.shapes if one.tag == tag]


@pytest.mark.parametrize("name", DRAWN)
def test_every_shape_has_a_look_on_the_page_and_the_same_in_a_file(name):
    looks = {shape.get("class") for shape in DRAWN[name].shapes} - {"mark"}
    assert looks <= drawing.PAINT.keys()
    ET.fromstring(DRAWN[name].inline("…"))
    ET.fromstring(DRAWN[name].file("…", ["title"], ["source"]))


@pytest.mark.parametrize("look", drawing.PAINT)
def test_a_file_is_painted_as_the_page_is_by_day(look):
    accord = (Path(drawing.STATIC) / "accord.css").read_text()
    tokens = dict(re.findall(r"--([\w-]+): ([^;]+);", STYLES + accord)[::-1])
    rule = re.search(rf"& \.{look} {{ ([^}}]*) }}", STYLES)
    said = dict(re.findall(r"([\w-]+): ([^;]+)", rule[1]))

    def meant(value):
        while found := re.fullmatch(r"var\(--([\w-]+)\)", value):
            value = tokens[found[1]]
        return value

    assert {name: meant(value) for name, value in said.items()} == drawing.PAINT[look]


def test_each_verdict_has_a_symbol_of_its_own_and_a_look():
    symbols = drawing._symbols()
    drawn = [
        "".join(ET.tostring(part).decode() for part in symbols[one]) for one in Mark
    ]
    assert len(set(drawn)) == len(Mark)
    assert set(MARKED_LOOKS) == set(WORST) == set(Mark)
    assert not KEPT & UNCOUNTED


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_no_two_verdicts_have_one_word(language):
    with override(language):
        assert len({str(one.label) for one in Mark}) == len(Mark)


def test_a_bar_is_as_long_as_its_figure_and_stops_at_its_target():
    one = bars(LINES)
    full = next(shape for shape in one.shapes if shape.get("class") == "full")
    miss = next(shape for shape in one.shapes if shape.get("class") == "miss")
    assert float(full.get("width")) / float(miss.get("width")) == pytest.approx(
        26 / 4, rel=0.02
    )


def test_zero_is_drawn_and_what_is_not_reported_is_hatched():
    nothing = [shape for shape in bars(LINES[3:] + LINES[:1]).shapes]
    assert "hatch" in {shape.get("class") for shape in nothing}
    zero = bars([LINES[2]])
    assert "hatch" not in {shape.get("class") for shape in zero.shapes}
    assert len([one for one in zero.shapes if one.get("class") == "goal"]) == 2


@pytest.mark.parametrize(
    "nothing",
    [
        bars([]), bars(LINES[3:]), dots(LINES[3:]), steps([], TODAY),
        stretches([], TODAY), sparkline([1, 2]), sparkline([None, 3, None, 4]),
        stacks([]), stages([]),
        tally([]), calendar([], []), one_bar(Line("", None, None, "", Mark.NONE)),
    ],
)  # fmt: skip
def test_where_there_is_too_little_nothing_is_drawn(nothing):
    assert nothing is None


def test_what_was_not_reported_breaks_the_small_line():
    unbroken, broken = sparkline([1, 2, 3, 4]), sparkline([1, 2, None, 3, 4])
    assert len(shapes(unbroken, "path")) == 1
    assert len(shapes(broken, "path")) == 2


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([26, 18], [0, 10, 20, 30]),
        ([0.03], [0, 0.01, 0.02, 0.03]),
        ([-4, 4], [-4, -2, 0, 2, 4]),
        ([7680, 80000], [0, 20000, 40000, 60000, 80000]),
        ([0], [0]),
    ],
)
def test_ticks_are_numbers_that_people_count_in(values, ticks):
    assert scale(values, 0, 100).ticks == ticks


def test_a_long_name_is_cut_and_the_table_has_the_whole_of_it():
    long = "Woluwe-Saint-Lambert / Sint-Lambrechts-Woluwe"
    assert cut(long).endswith("…")
    assert len(cut(long)) <= 24


def test_hostile_words_stay_words():
    line = Line("<script>alert(1)</script>", 1, 2, '"><b>', Mark.KEPT)
    picture = Picture(
        "x", "t", "u", "<b>", dots([line]), ["a"], [["<i>"]], "<s>", TODAY
    )
    page = shown(picture)
    assert not re.search(r"<(script|b|i|s)>", page)
    assert b"<b>" not in picture.file()


def test_the_page_has_title_unit_values_table_source_and_day():
    picture = Picture(
        "kept", "Titre", "logements", "Ixelles 26 pour 18", bars(LINES),
        ["Commune", "Résultat"], [["Ixelles", "26"]], "registre", TODAY, key="Clé",
    )  # fmt: skip
    with override("fr"):
        page = shown(picture)
    for words in ("Titre", "logements", "Ixelles 26 pour 18", "Clé", "26", "registre"):
        assert words in page
    assert "29 novembre 2026" in page
    assert "<details>" in page


def test_without_a_drawing_the_sentence_says_why():
    picture = Picture(
        "x", "t", "u", "s", None, [], [], "registre", TODAY, why_not="Deux valeurs."
    )
    page = shown(picture)
    assert "Deux valeurs." in page
    assert "<svg" not in page
    with pytest.raises(ValueError, match="no drawing"):
        picture.file()


def test_a_file_says_what_it_is_where_it_is_from_and_that_it_is_invented():
    picture = Picture(
        "x", "Titre", "logements", "s", bars(LINES), [], [], "registre", TODAY
    )
    words = " ".join(ET.fromstring(picture.file("inventé")).itertext())
    assert all(one in words for one in ("Titre", "logements", "registre", "inventé"))
