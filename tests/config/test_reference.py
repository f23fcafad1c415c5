"""The generated pages say what the code says, and a stale one is caught."""

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from accord.instruments.workflow import LIFE
from accord.lib.tabular import Table
from accord.opendata.datasets import DATASETS
from accord.workflow import ACTIONS
from config import reference
from config.env import Environment


@pytest.fixture(scope="module")
def written():
    return reference.pages()


def test_each_page_is_named_and_says_where_it_comes_from(written):
    for text in written.values():
        assert text.startswith("# ")
        assert reference.NOTICE in text


def test_a_stale_page_is_caught_and_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reference, "DOCS", tmp_path)
    call_command("write_reference")
    call_command("write_reference", "--check")
    page = tmp_path / "operate/environment.md"
    page.write_text(page.read_text().replace("`PORT`", "`PORTS`"))
    with pytest.raises(CommandError, match=r"Stale: docs/operate/environment\.md\."):
        call_command("write_reference", "--check")
    page.unlink()
    with pytest.raises(CommandError, match=r"Stale: docs/operate/environment\.md\."):
        call_command("write_reference", "--check")


def test_every_variable_has_its_line(written):
    for name in Environment.__dataclass_fields__:
        assert f"| `{name}` |" in written["operate/environment.md"]


def test_every_action_is_told(written):
    for verb in ACTIONS:
        assert f"| `{verb}` |" in written["reference/workflows.md"]
    assert "draft --> published: Publish" in written["reference/workflows.md"]


def test_who_hears_of_an_action_is_told(written):
    page = written["reference/workflows.md"]
    [row] = [line for line in page.splitlines() if "`instruments.submit_text`" in line]
    assert "Who follows the municipality at the Region." in row
    assert "“A text is submitted for review”" in row


def test_every_state_of_a_text_is_said_to_each_side(written):
    page = written["reference/workflows.md"]
    with override(None):  # the documentation speaks English
        for state, turn in LIFE.turns.items():
            for side, words in turn.said.items():
                assert f"| `{state}` | {side} | {words.said} |" in page


def test_whose_turn_it_is_is_told(written):
    page = written["reference/workflows.md"]
    assert "| `in_review` | region | Text to review | `text_agree` |" in page
    signing = "| `signing` | municipality or region | Text to sign |"
    assert signing in page
    assert "| `submitted` | region | Results to verify |" in page


def test_every_column_is_told_in_both_languages(written):
    page = written["reference/datasets.md"]
    tables: list[Table] = [dataset.table for dataset in DATASETS.values()]
    for table in tables:
        assert f"## {table.name}" in page
        for column in table.written:
            assert column.description_fr in page
            assert column.description_nl in page


def test_the_pages_are_the_same_on_every_machine(written):
    for text in written.values():
        assert str(reference.BASE_DIR) not in text


def test_commands_tell_their_own_arguments_only(written):
    page = written["reference/commands.md"]
    assert "## write_reference" in page
    assert "`--check`" in page
    assert "--verbosity" not in page
