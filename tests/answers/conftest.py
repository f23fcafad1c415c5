"""Reading an answer as people do: the page, the spreadsheet, the document."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from accord.lib import tablefiles
from tests import make


def address(name, slug, language="fr"):
    with override(language):
        return reverse(f"answers:answer_{name}", args=[slug])


class Reader:
    """One person, signed in, and the outlets of an answer."""

    def __init__(self, client):
        self.client = client

    def page(self, slug, on="", language="fr", **asked):
        query = {"on": on} | asked if on else asked
        return self.client.get(address("detail", slug, language), query)

    def rows(self, slug, on="", **asked):
        """The cells of the page, by the name of their column."""
        context = self.page(slug, on, **asked).context
        names = [one.name for one in context["sheet"].columns]
        return [
            {name: cell.text for name, cell in zip(names, row, strict=True)}
            for row in context["rows"]
        ]

    def book(self, slug, on="2023-09-08"):
        answer = self.client.get(address("xlsx", slug), {"on": on})
        assert answer.status_code == 200
        return CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))

    def sheet(self, slug, on="2023-09-08"):
        head, *rows = self.book(slug, on).get_sheet_by_name(tablefiles.DATA).to_python()
        return [dict(zip(head, row, strict=True)) for row in rows]

    def pdf(self, slug, on="2023-09-08", language="fr"):
        answer = self.client.get(address("pdf", slug, language), {"on": on})
        assert answer.status_code == 200
        return answer.content


@pytest.fixture
def reads(sign_in):
    """``reads(cast.lea).rows("missions")``"""
    return lambda person: Reader(sign_in(person))


@pytest.fixture
def register(cast):
    """Ixelles signed with the mission that conditions; of Schaerbeek, less is known."""
    cast.model = make.model_agreement(date="2021-03")
    cast.mission = make.mission(model=cast.model, conditions_subsidy=True)
    cast.other = make.mission(model=cast.model)
    cast.signed = make.agreement(municipality=cast.ixelles, model=cast.model)
    cast.loose = make.agreement(municipality=cast.schaerbeek, model=cast.model)
    make.step("signature", "2021-11-18", agreement=cast.signed)
    make.step("concluded", "[..2022-12]", agreement=cast.loose)
    make.choice(agreement=cast.signed, mission=cast.mission)
    make.choice("not_chosen", agreement=cast.signed, mission=cast.other)
    never = make.organisation(name_fr="Uccle", name_nl="Ukkel")
    make.absence(municipality=never, model=cast.model)
    return cast
