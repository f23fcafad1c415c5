"""Actions: the one way people change records.

An action is a function in a room's ``actions.py``, marked ``@action``. Calling it gives
five guarantees, in this order:

1. transaction  all that follows happens, or none of it, on the stored row, locked;
2. permission   ``allowed(by, subject)`` holds, else PermissionDenied;
3. state        with ``moves``, the subject leaves an accepted state, else Refused;
4. consequence  the body runs;
5. trace        one journal entry says who did what to which record, and what changed.

Whoever must hear of it is then told, in the same transaction (``tells``).

The first argument is the subject: the record acted on or, when something is created,
the record it is created under; ``None`` for one that stands on its own. The body
receives it as stored, never a stale copy. ``by`` is the person. A body that creates a
record returns it, and the trace is then
about that record. With ``moves``, the body finds the new state on the record, not yet
saved: one whose consequences read the database saves it first, the others leave it.

A form says which version it was made from (``seen``, the number of the latest journal
entry of what it shows). The action is refused when anything of that changed meanwhile,
with what changed; what was typed is kept by the page. This holds of every action on a
record that exists: one that need not ask says why (``unseen``), one whose page shows
more than the record says what (``sees``). Calls from code need not say it; forms must.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Generic, ParamSpec, Protocol, TypedDict, TypeVar, Unpack, cast

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.journal.models import (
    Entry,
    EntryQuerySet,
    changes_between,
    file_of,
    snapshot,
    trace,
)
from accord.lib.errors import Refused
from accord.lib.saving import is_double

P = ParamSpec("P")
R = TypeVar("R")
Q = TypeVar("Q", bound=models.QuerySet[Any, Any])
Policy = Callable[[User, Any], bool]
Teller = Callable[[Any, User], object]
Sees = Callable[[Any], EntryQuerySet]

ACTIONS: dict[str, "Action[Any, Any]"] = {}  # verb → action, for history and docs

GONE = gettext_lazy("This is no longer here: someone took it away meanwhile.")
UNSAID = -1  # the version of a form that does not say which

# Why an action need not ask what was seen (``unseen``); others say theirs in words.
ADDS = "It adds a record: what was added beside it meanwhile does not make it wrong."
QUIET = "It changes nothing that others read."


def itself(record: models.Model) -> EntryQuerySet:
    """What happened to the record: for ``sees``."""
    return Entry.objects.about(record)


def its_file(record: Any) -> EntryQuerySet:
    """What happened to the record and to all that belongs to it: for ``sees``."""
    return Entry.objects.within(*cast(Any, file_of(record)))


@dataclass(frozen=True)
class Move:
    """A change of state, from any of ``sources`` to ``target``."""

    sources: frozenset[str]
    target: str


@dataclass(frozen=True)
class Offer:
    """A button: an action the reader may take now, and where to post it."""

    label: str | Promise
    url: str
    is_primary: bool = False
    needs_form: bool = False
    version: int | None = None  # of what a button without a form acts on


class Changed(Refused):
    """What the form shows changed since, or it does not say since when."""

    def __init__(self, entries: list[Entry], *, briefly: bool = False) -> None:
        self.entries, self.briefly = entries, briefly
        if entries:
            said = _(
                "%(who)s changed this while you were writing. What you typed is kept: "
                "compare, then save again."
            ) % {"who": entries[0].actor}
        else:
            said = _(
                "This did not come from a page that shows how it is now. What you "
                "typed is kept: look at it, then send it again."
            )
        super().__init__(said)


class OnItsPage(TypedDict, total=False):
    """What the page of an action says, as needed (``acting.take``)."""

    title: str | Promise  # its heading, when it says more than the label
    lede: str | Promise  # read before: what follows from it
    submit: str | Promise  # its button, when it says more than the label
    done: str | Promise  # said after: what became of it
    is_grave: bool  # it is not undone, and its button shows that


class Action(Generic[P, R]):
    """A business verb. See the module's docstring."""

    def __init__(
        self,
        body: Callable[P, R],
        allowed: Policy,
        label: str | Promise,
        told: str | Promise,
        moves: Move | None,
        tells: Sequence[Teller],
        sees: Sees,
        unseen: str,
        is_edit: bool,
        briefly: bool,
        page: OnItsPage,
    ) -> None:
        self.body, self.allowed, self.moves = body, allowed, moves
        self.label, self.told, self.tells, self.page = label, told, tells, page
        self.sees, self.unseen, self.is_edit = sees, unseen, is_edit
        self.briefly = briefly
        self.__name__, self.__doc__ = body.__name__, body.__doc__
        self.__module__ = body.__module__
        room = body.__module__.split(".")[1]  # accord.<room>.actions
        self.verb = f"{room}.{body.__name__}"
        subject = next(iter(signature(body).parameters.values()))
        self.is_on_a_record = subject.annotation is not None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        subject, by = cast(Any, args[0]), cast(User, kwargs["by"])
        seen = cast("int | None", kwargs.pop("seen", None))
        try:
            result = self._take(subject, by, seen, args[1:], kwargs)
        except IntegrityError as error:
            if not is_double(error):
                raise
            raise Refused(
                _("Someone recorded the same at this moment: look at it first.")
            ) from error
        if subject:
            subject.refresh_from_db()
        return result

    def _take(
        self, subject: Any, by: User, seen: int | None, args: Any, kwargs: Any
    ) -> Any:
        with transaction.atomic():
            stored = _lock(subject) if subject else None
            if not subject:
                _one_at_a_time(self.verb)
            self.require(by, stored)
            if stored and seen is not None:
                self.require_unchanged(stored, seen)
            before = snapshot(stored) if stored else {}
            if self.moves:
                cast(Any, stored).state = self.moves.target
            result = cast(Any, self.body)(stored, *args, **kwargs)
            if self.moves:
                cast(Any, stored).save(update_fields=["state"])
            record = cast(
                models.Model, result if isinstance(result, models.Model) else stored
            )
            record.refresh_from_db()
            after = snapshot(record)
            changes = changes_between({} if record is result else before, after)
            trace(record, by=by, verb=self.verb, changes=changes)
            for tell in self.tells:
                tell(record, by)
        return result

    def asks_seen(self, subject: Any) -> bool:
        """Whether its form must say which version of ``subject`` it was made from."""
        return subject is not None and self.is_on_a_record and not self.unseen

    def version_of(self, subject: Any) -> int | None:
        """That version, of all that the form shows; ``None`` when it need not say."""
        if not self.asks_seen(subject):
            return None
        for sees, read in ((itself, "seen"), (its_file, "seen_whole")):
            if self.sees is sees and hasattr(subject, read):  # see ``versioned``
                return int(getattr(subject, read))
        return latest_of(self.sees(subject))

    def require_unchanged(self, subject: Any, seen: int) -> None:
        """Raise ``Changed`` unless nothing happened since to what its page shows."""
        require_unchanged(subject, seen, self.sees, briefly=self.briefly)

    def open_to(self, user: User, subject: Any) -> bool:
        """Whether ``user`` may take this action on ``subject`` as it now stands."""
        return self._accepts(subject) and self.allowed(user, subject)

    def require(self, user: User, subject: Any) -> None:
        """Raise unless the action is open. A form is shown only to who may send it."""
        if not self.allowed(user, subject):
            raise PermissionDenied(self.verb)
        if not self._accepts(subject):
            raise Refused(
                _("This cannot be done any more: it is now “%(state)s”.")
                % {"state": subject.get_state_display()}
            )

    def _accepts(self, subject: Any) -> bool:
        return self.moves is None or subject.state in self.moves.sources


class _Mark(Protocol):
    def __call__(self, body: Callable[P, R], /) -> Action[P, R]: ...


def action(
    *,
    allowed: Policy,
    label: str | Promise,
    told: str | Promise,
    moves: Move | None = None,
    tells: Sequence[Teller] = (),
    sees: Sees = itself,
    unseen: str = "",
    is_edit: bool = False,
    briefly: bool = False,
    **page: Unpack[OnItsPage],
) -> _Mark:
    """Mark a function as an action.

    ``label`` is the button's word ("Publish"), ``told`` the history's sentence without
    its subject ("published the step"). ``tells``: the events that others hear of, each
    given the record that the trace is about, and who acted. Its page may say more.

    ``sees``: the entries about what its page shows. ``unseen``: why a change of it
    meanwhile does not matter. ``is_edit``: its form begins with the record as it is.
    ``briefly``: not everyone who takes it reads how the record changed; who comes late
    is told that it did, and by whom.
    """

    def mark(body: Callable[P, R]) -> Action[P, R]:
        made = Action(
            body,
            allowed,
            label,
            told,
            moves,
            tells,
            sees,
            unseen,
            is_edit,
            briefly,
            page,
        )
        if made.__module__.startswith("accord."):
            ACTIONS[made.verb] = made
        return made

    return mark


def offers(
    user: User,
    subject: models.Model,
    room: str,
    pages: Mapping[str, Action[Any, Any]],
    *,
    primary: str = "",
    makes_sense: Callable[[str], bool] = lambda page: True,
    at_once: Container[str] = (),
) -> list[Offer]:
    """Buttons for the actions open to ``user``; ``pages`` maps a room's pages to them.

    ``makes_sense``: whether one that is open leads anywhere now. ``at_once``: those
    whose page asks nothing before acting.
    """
    return [
        Offer(
            action.label,
            reverse(f"{room}:{page}", args=[subject.pk]),
            is_primary=page == primary,
            needs_form=page not in at_once,
            version=action.version_of(subject) if page in at_once else None,
        )
        for page, action in pages.items()
        if action.open_to(user, subject) and makes_sense(page)
    ]


def version_of(record: models.Model) -> int:
    """The number of the record's latest journal entry: what a form was made from."""
    return latest_of(itself(record))


def versioned(rows: Q, *, whole: bool = False) -> Q:
    """The rows, each with its version as ``seen``: for the buttons beside it.

    A page of one record may read it so too: its form then costs no query more.
    ``whole``: that of its whole file, as ``seen_whole``.
    """
    kind, of = ContentType.objects.get_for_model(rows.model), models.OuterRef("pk")
    about = {"file_type": kind, "file_id": of}
    if not whole:
        about = {"record_type": kind, "record_id": of}
    latest = Entry.objects.filter(**about).order_by("-pk").values("pk")[:1]
    named = "seen_whole" if whole else "seen"
    return rows.annotate(**{named: Coalesce(models.Subquery(latest), 0)})


def latest_of(entries: EntryQuerySet) -> int:
    return entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def require_unchanged(
    record: Any, seen: int, sees: Sees = itself, *, briefly: bool = False
) -> None:
    """Raise ``Changed`` unless ``seen`` is the latest of what ``sees`` finds.

    A version that is none, or is still to come, was never seen. One that is long past
    may not have been either: whoever may be told of ``sees`` may be told of all of it.
    """
    latest = latest_of(sees(record))
    if seen == UNSAID or seen > latest:
        raise Changed([])
    if seen < latest:
        since = list(sees(record).filter(pk__gt=seen).for_history())
        raise Changed(since, briefly=briefly)


def _one_at_a_time(verb: str) -> None:
    """Where no row is held: what two people add at once, the second compares.

    SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [verb])


def _lock(subject: models.Model) -> models.Model:
    """Read the stored row and hold it until the transaction ends."""
    manager = subject._meta.model._base_manager  # a request's user is a lazy object
    stored = manager.select_for_update(no_key=True).filter(pk=subject.pk).first()
    if stored is None:
        raise Refused(str(GONE))
    return stored
