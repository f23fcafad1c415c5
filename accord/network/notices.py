"""Who is told that a part was given or ended, and that a service closed."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.directory.models import Kind as OrganisationKind
from accord.directory.models import Service
from accord.directory.reaching import at_the_region, of_municipality
from accord.instruments.models import Instrument
from accord.network.models import Stake
from accord.notifications.kinds import Kind, kind
from accord.notifications.rules import Topic
from accord.notifications.telling import tell

GIVEN = kind("network.given", Topic.STAKES, _("A part is given in an agreement"))
ENDED = kind("network.ended", Topic.STAKES, _("A part has ended in an agreement"))
YOURS = kind("network.yours", Topic.STAKES, _("Your organisation is given a part"))
CLOSED = kind(
    "network.closed", Topic.STAKES, _("A service that has a part in it closes")
)

# They hear of it as a side of the agreement.
SIDES = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION)


def part_given(stake: Stake, what: Any, by: User) -> None:
    """Both sides, and the organisation's own people where they work with us."""
    subject, body = (
        _("Part given: %(town)s"),
        _("%(who)s gave a part: %(part)s. %(what)s"),
    )
    said = _words(stake.agreement, by, part=stake, what=what)
    _tell_sides(GIVEN, stake.agreement, by, said(subject), said(body))
    if stake.organisation.kind not in SIDES:
        today = timezone.localdate()
        # They may not read the text before everyone does: its words are not theirs.
        texts = Instrument.objects.public().filter(pk=what.instrument_id)
        known = what if texts.exists() else ""
        said = _words(stake.agreement, by, part=stake, what=known)
        tell(
            YOURS,
            of_municipality(stake.organisation, today),
            stake,
            by=by,
            subject=said(subject),
            body=said(body),
            url=lambda: _page_of(stake),
        )


def part_ended(stake: Stake, by: User) -> None:
    said = _words(stake.agreement, by, part=stake)
    subject, body = _("Part ended: %(town)s"), _("%(who)s ended a part: %(part)s.")
    _tell_sides(ENDED, stake.agreement, by, said(subject), said(body))


def service_closed(
    service: Service, heir: Service | None, agreements: list[Agreement], by: User
) -> None:
    """Both sides of each agreement in which it had a part."""
    kept = _("%(service)s has closed. Name who takes over its parts.")
    moved = _("%(service)s has closed. Its parts went to %(heir)s.")
    for agreement in agreements:
        said = _words(agreement, by, service=service, heir=heir)
        subject = said(_("Service closed: %(town)s"))
        _tell_sides(CLOSED, agreement, by, subject, said(moved if heir else kept))


def _tell_sides(
    told: Kind, agreement: Agreement, by: User, subject: Any, body: Any
) -> None:
    today, town = timezone.localdate(), agreement.municipality
    tell(
        told,
        [*of_municipality(town, today), *at_the_region(town, today)],
        agreement,
        by=by,
        subject=subject,
        body=body,
        url=lambda: reverse("network:matrix", args=[agreement.pk]),
    )


def _page_of(stake: Stake) -> str:
    if stake.service_id:
        return reverse("network:service_stakes", args=[stake.service_id])
    return reverse("network:organisation_stakes", args=[stake.organisation_id])


def _words(
    agreement: Agreement, by: User, **about: Any
) -> Callable[[Promise], Callable[[], str]]:
    """Sentences that are put together in the language of who is told."""

    def said(sentence: Promise) -> Callable[[], str]:
        return lambda: (
            str(sentence)
            % {
                "town": agreement.municipality,
                "who": by,
                **about,
            }
        ).strip()

    return said
