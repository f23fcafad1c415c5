"""What no template may hold, read from the source; and every template compiles."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

HOUSE = Path(__file__).parents[2] / "accord"
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))

# The content security policy would silently drop these.
INLINE = re.compile(
    r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|<script(?![^>]*\bsrc=)(?![^>]*"""
    r"""type="application/(?:ld\+)?json")[^>]*>|javascript:""",
    re.IGNORECASE,
)


def inline_parts(source: str) -> list[str]:
    return INLINE.findall(source)


def test_the_check_itself_sees_inline_parts():
    assert inline_parts('<p style="color: red">')
    assert inline_parts('<a onclick="go()">')
    assert inline_parts("<script>go()</script>")
    assert not inline_parts(
        '<script type="module" src="/static/ui/accord.js"></script>'
    )
    assert not inline_parts('<p class="stack" data-gap="l">on = style</p>')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_nothing_inline(path):
    assert inline_parts(path.read_text()) == []


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE))
)
def test_a_template_compiles(path):
    name = path.relative_to(next(p for p in path.parents if p.name == "templates"))
    get_template(str(name))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_trusts_nothing_unescaped(path):
    source = path.read_text()
    assert "|safe" not in source
    assert "autoescape off" not in source


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_hidden_label_has_the_colon_of_its_language(path):
    assert 'class="visually-hidden">:' not in path.read_text()


LONGEST = 210  # text without white space cannot be broken; 120 is what we write
TRANSLATED = re.compile(r'\{% translate "[^"]*"')  # a sentence stays in one piece


def long_lines(source: str, longest: int) -> list[str]:
    lines = TRANSLATED.sub('{% translate ""', source).splitlines()
    return [line for line in lines if len(line) > longest]


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(HOUSE))
)
def test_a_line_of_a_template_is_short_enough_to_be_reviewed(path):
    source = path.read_text()
    assert long_lines(source, LONGEST) == []
    assert len(long_lines(source, 120)) <= 8


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("static/**/*.css")), ids=str)
def test_a_line_of_styles_is_short_enough_to_be_reviewed(path):
    assert long_lines(path.read_text(), 120) == []


def test_the_styles_are_light_on_their_way():
    sheets = (HOUSE / "ui" / "static" / "ui").glob("*.css")
    assert sum(len(gzip.compress(one.read_bytes())) for one in sheets) <= 12_000


def test_the_check_itself_sees_a_line_too_long():
    assert long_lines("<p>" + "word " * 50, 120)
    assert not long_lines('{% translate "' + "word " * 50 + '" %}', 120)
