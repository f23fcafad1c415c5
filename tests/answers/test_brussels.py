"""Answers from the real register: what is known of the nineteen, and what is not."""

from io import StringIO

import pytest
from django.core.management import call_command

from accord.answers.questions import ANSWERS
from accord.lib import tablefiles
from tests import make
from tests.register.conftest import BRUSSELS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = "2023-09-08"


@pytest.fixture
def reader(reads):
    call_command("load_register", str(BRUSSELS), stdout=StringIO())
    region = make.organisation("region")
    return reads(make.person("reader", region))


def by_town(rows):
    return {row["municipality_fr"]: row for row in rows}


def test_sixteen_of_nineteen_had_concluded_when_parliament_asked(reader):
    about = dict(
        row[:2]
        for row in reader.book("signatures")
        .get_sheet_by_name(tablefiles.ABOUT)
        .to_python()
    )
    assert about["summary_1_fr"].endswith("\u00a0: 16 sur 19.")
    rows = reader.sheet("signatures")
    assert len({row["municipality_fr"] for row in rows}) == 19
    assert all(row["source_address"] for row in rows)


def test_every_fact_nobody_told_says_what_would_make_it_known(reader):
    for row in reader.sheet("missions"):
        unknown = [
            name for name in row if name.startswith("mission-") and not row[name]
        ]
        assert bool(unknown) == bool(row["to_know_fr"])
    open_ = [row for row in reader.sheet("subside") if "ne peut" in row["answer_fr"]]
    assert open_
    assert all(row["to_know_fr"] and row["to_know_nl"] for row in open_)


@pytest.mark.parametrize("slug", [one.slug_fr for one in ANSWERS])
def test_every_answer_is_a_page_and_two_files(slug, reader):
    page = reader.page(slug, DAY)
    assert len(page.content) <= 40_000
    assert len(reader.sheet(slug)) >= len(page.context["rows"]) > 0
    assert reader.pdf(slug).startswith(b"%PDF")
