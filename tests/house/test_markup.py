"""The look at each page's markup sees what it is there to see (``test_access.py``)."""

import pytest

from tests.house.markup import faults

FAULTY = {
    "tags share id": '<p id="a">x</p><p id="a">y</p>',
    "names nothing": '<input aria-describedby="gone">',
    "names what is empty": '<input aria-describedby="a"><p id="a"></p>',
    "no standard knows": '<a hx-get="/">x</a>',
    "not a moment": '<time datetime="2026-11-30T03:20:54.040479+01:00">x</time>',
    "holds a block": "<p><ul><li>x</li></ul></p>",
    "heading without words": "<table><tr><th></th></tr></table>",
    "without a name": "<aside>x</aside>",
    "does not say which": '<input name="note_nl" lang="fr">',
}


@pytest.mark.parametrize("said", FAULTY)
def test_a_fault_is_said(said):
    assert [said in fault for fault in faults(FAULTY[said])] == [True]


def test_a_sound_page_has_none():
    page = (
        '<aside aria-label="More"><label for="n">Note</label>'
        '<input id="n" name="note_nl" lang="nl" aria-describedby="h"><p id="h">Help</p>'
        '<time datetime="2026-11-30T03:20:54+01:00">today</time></aside>'
    )

    assert faults(page) == []
