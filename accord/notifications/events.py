"""What happens and who hears of it: an event names its audience and its words, once.

    SUBMITTED = Event(
        "instruments.submitted",
        Topic.TEXTS,
        _("A text is submitted for review"),
        about=_text,
        to=region,
        subject=_("Text to review: %(town)s"),
        body=_("%(who)s submitted the text of %(town)s for review."),
    )

An action tells it (``@action(…, tells=[SUBMITTED])``) of the record its trace is about.
``about`` says what that concerns:

    def _text(text: Instrument, by: User) -> About:
        return About(text, text.agreement.municipality)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise

from accord.accounts.models import User
from accord.directory.models import Organisation, Role
from accord.directory.reaching import at_the_region, of_municipality
from accord.directory.standing import standing_of
from accord.notifications.telling import Kind, over, tell


@dataclass(frozen=True)
class About:
    """What an event concerns, and whom.

    ``record``: what it joins the earlier events of, and leads to the page of, unless
    ``url`` leads elsewhere. ``town``: whose people hear of it, where they do.
    ``words`` are said in each reader's language; ``who`` and ``town`` are among them.
    """

    record: Any
    town: Organisation | None = None
    person: User | None = None
    words: Mapping[str, object] = field(default_factory=dict)
    url: Callable[[], str] | None = None


Audience = Callable[[About, User], Iterable[User]]


@dataclass(frozen=True, kw_only=True)
class Event(Kind):
    """``about``, ``to``, ``subject`` and ``body``: see the module's docstring.

    ``ends``: the kinds that asked for what is done now, once somebody hears of this.
    So no digest says “Your turn to sign” after everyone has signed.
    """

    about: Callable[[Any, User], About]
    to: Audience
    subject: Promise
    body: Promise
    ends: tuple[str, ...] = ()

    def __call__(self, record: Model | tuple[Any, ...], by: User) -> None:
        about = self.about(record, by)
        people = list(self.to(about, by))
        if people:
            over(self.ends, about.record)
        words = {"who": by, "town": about.town, **about.words}
        tell(
            self,
            people,
            about.record,
            by=by,
            subject=lambda: str(self.subject) % words,
            body=lambda: (str(self.body) % words).strip(),
            url=about.url or about.record.get_absolute_url,
        )


# Audiences: the docstring says in the reference who they are.


def region(about: About, by: User) -> list[User]:
    """Who follows the municipality at the Region."""
    return at_the_region(about.town, timezone.localdate())


def town(about: About, by: User) -> list[User]:
    """Who acts for the municipality, or for whom its text names."""
    today = timezone.localdate()
    return of_municipality(about.town, today) if about.town else []


def both_sides(about: About, by: User) -> list[User]:
    """Both sides."""
    return [*town(about, by), *region(about, by)]


def other_side(about: About, by: User) -> list[User]:
    """The side that did not act."""
    acts_for_region = standing_of(by).holds_regional(Role.EDITOR)
    return town(about, by) if acts_for_region else region(about, by)


def person(about: About, by: User) -> list[User]:
    """The person it is about, unless they acted themselves."""
    return [about.person] if about.person else []
