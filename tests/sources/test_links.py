"""Where a source is read, in the language of the reader."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests import make

pytestmark = pytest.mark.django_db
FRENCH, DUTCH = "https://example.org/?lang=fr", "https://example.org/?lang=nl"


@pytest.mark.parametrize(
    ("language", "address_nl", "link"),
    [
        ("fr", DUTCH, FRENCH),
        ("nl", DUTCH, DUTCH),
        ("fr", "", FRENCH),
        ("nl", "", FRENCH),
    ],
)
def test_a_source_leads_readers_of_dutch_to_its_page_in_dutch(
    language, address_nl, link, client
):
    source = make.source(address=FRENCH, address_nl=address_nl)
    with override(language):
        page = client.get(reverse("publicsite:source_detail", args=[source.code])).text
    other = {FRENCH, DUTCH} - {link}
    assert f'href="{link}"' in page
    assert all(f'href="{address}"' not in page for address in other)
