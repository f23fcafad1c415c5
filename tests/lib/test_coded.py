"""Words beside codes, in files that people open."""

import pytest

from accord.lib.coded import spelled
from accord.network.exports import GAPS, PARTS
from accord.referents.exports import POSTS
from accord.referents.rules import Situation


def test_a_code_is_followed_by_its_words_in_both_languages():
    [column] = (one for one in POSTS.columns if one.codes is Situation)
    french, dutch = spelled(column).written()
    assert (french.name, dutch.name) == ("situation_fr", "situation_nl")

    class Row:
        situation = "vacant"

    assert (french.reader()(Row), dutch.reader()(Row)) == ("Vacant", "Vacant")
    Row.situation = None
    assert french.reader()(Row) is None


@pytest.mark.parametrize(
    ("table", "column"), [(POSTS, "situation"), (PARTS, "part"), (GAPS, "gap")]
)
def test_internal_files_spell_their_codes_out(table, column):
    names = [one.name for whole in table.columns for one in whole.written()]
    assert {column, f"{column}_fr", f"{column}_nl"} <= set(names)
