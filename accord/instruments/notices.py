"""Who is told what, as the text of an agreement moves on."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.reaching import at_the_region, of_municipality
from accord.instruments import policies
from accord.instruments.models import Instrument, Signatory
from accord.instruments.workflow import Side
from accord.notifications.kinds import Kind, kind
from accord.notifications.rules import Topic
from accord.notifications.telling import tell

TEXTS = Topic.TEXTS
SUBMITTED = kind("instruments.submitted", TEXTS, _("A text is submitted for review"))
SENT_BACK = kind("instruments.sent_back", TEXTS, _("A text is sent back"))
COMMENTED = kind("instruments.commented", TEXTS, _("A text is commented on"))
AGREED = kind("instruments.agreed", TEXTS, _("A text is agreed on"))
REOPENED = kind("instruments.reopened", TEXTS, _("An agreed text is opened again"))
DECIDED = kind("instruments.decided", TEXTS, _("A decision on a text is recorded"))
TURN = kind("instruments.turn", TEXTS, _("It is your side’s turn to sign"))
SIGNED = kind("instruments.signed", TEXTS, _("Everyone has signed"))


def submitted(instrument: Instrument, by: User) -> None:
    _tell(
        SUBMITTED,
        {Side.REGION},
        instrument,
        by,
        _("Text to review: %(town)s"),
        _("%(who)s submitted the text of %(town)s for review."),
    )


def sent_back(instrument: Instrument, by: User) -> None:
    _tell(
        SENT_BACK,
        {Side.MUNICIPALITY},
        instrument,
        by,
        _("Text sent back: %(town)s"),
        _("%(who)s sent the text of %(town)s back; the reason is with the text."),
    )


def commented(instrument: Instrument, by: User) -> None:
    _tell(
        COMMENTED,
        {_other_side(instrument, by)},
        instrument,
        by,
        _("Comment on the text: %(town)s"),
        _("%(who)s commented on the text of %(town)s."),
    )


def agreed(instrument: Instrument, by: User) -> None:
    _tell(
        AGREED,
        {Side.MUNICIPALITY},
        instrument,
        by,
        _("Text agreed: %(town)s"),
        _("The Region agreed on the text of %(town)s. The College decides next."),
    )


def reopened(instrument: Instrument, by: User) -> None:
    _tell(
        REOPENED,
        {Side.MUNICIPALITY},
        instrument,
        by,
        _("Text opened again: %(town)s"),
        _("%(who)s opened the agreed text of %(town)s again; the reason is with it."),
    )


def decided_by_college(instrument: Instrument, by: User) -> None:
    _tell(
        DECIDED,
        {_other_side(instrument, by)},
        instrument,
        by,
        _("Decision of the College: %(town)s"),
        _("The decision of the College on the text of %(town)s is recorded."),
    )


def decided_by_council(instrument: Instrument, by: User) -> None:
    _tell(
        DECIDED,
        {_other_side(instrument, by)},
        instrument,
        by,
        _("Decision of the council: %(town)s"),
        _("The municipal council adopted the text of %(town)s."),
    )


def turn_to_sign(instrument: Instrument, signatory: Signatory | None, by: User) -> None:
    """The side of whoever signs next; ``None``: nobody is left."""
    if signatory is None:
        return
    _tell(
        TURN,
        {Side(signatory.side)},
        instrument,
        by,
        _("Your turn to sign: %(town)s"),
        _("The text of %(town)s awaits a signature of your side."),
    )


def signed_by_all(instrument: Instrument, by: User) -> None:
    _tell(
        SIGNED,
        {Side.REGION, Side.MUNICIPALITY},
        instrument,
        by,
        _("Signed by everyone: %(town)s"),
        _("Everyone has signed the text of %(town)s."),
    )


def _other_side(instrument: Instrument, by: User) -> Side:
    own = policies.writing_side(by, instrument)
    return Side.MUNICIPALITY if own == Side.REGION else Side.REGION


def _tell(
    kind: Kind,
    sides: set[Side],
    instrument: Instrument,
    by: User,
    subject: str | Promise,
    body: str | Promise,
) -> None:
    town, today = instrument.agreement.municipality, timezone.localdate()
    people: list[User] = []
    if Side.REGION in sides:
        people += at_the_region(town, today)
    if Side.MUNICIPALITY in sides:
        people += of_municipality(town, today)

    def words(text: str | Promise) -> Callable[[], str]:
        return lambda: str(text) % {"town": town.name, "who": by}

    tell(
        kind,
        people,
        instrument,
        by=by,
        subject=words(subject),
        body=words(body),
        url=instrument.get_absolute_url,
    )
