"""Something that happens, and whom it is told to."""

from types import SimpleNamespace

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from accord.notifications.models import Preference
from accord.notifications.rules import Topic
from accord.notifications.telling import Kind, tell
from tests import make


@pytest.fixture
def kinds():
    """Two kinds that no room has: one that may be stopped, one that may not."""
    return SimpleNamespace(
        usual=Kind("tests.usual", Topic.TEXTS, gettext_lazy("Usual")),
        required=Kind(
            "tests.required", Topic.RESULTS, gettext_lazy("Due"), is_required=True
        ),
    )


@pytest.fixture
def record(cast):
    return make.agreement(municipality=cast.ixelles)


@pytest.fixture
def happen(kinds, record, cast):
    """``happen(cast.ines, word="first")``: told to her that it happened."""

    def happen_(*people, word="it", by=None, about=None, kind=kinds.usual):
        return tell(
            kind,
            people,
            about or record,
            by=by,
            subject=lambda: f"{translation.get_language()}: {word}",
            body=lambda: f"{translation.get_language()}: {word} happened.",
            url=(about or record).get_absolute_url,
        )

    return happen_


@pytest.fixture
def choose(db):
    """``choose(cast.ines, "weekly")``: for all topics, or for one."""

    def choose_(person, rhythm, *topics):
        for topic in topics or Topic.values:
            Preference.objects.update_or_create(
                person=person, topic=topic, defaults={"rhythm": rhythm}
            )

    return choose_


@pytest.fixture
def marked(monkeypatch):
    """Every translated sentence says its language: «fr: …», whatever catalogues say.

    A sentence that was translated in another language than its page, or in none, is
    then seen.
    """

    def mark(message):
        return f"«{translation.get_language()}» {message}"

    def mark_many(one, many, number):
        return mark(one if number == 1 else many)

    for name, marker in (("gettext", mark), ("ngettext", mark_many)):
        monkeypatch.setattr(translation._trans, name, marker)
