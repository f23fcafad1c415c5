"""Who is told what, as posts are filled and left and profiles go to and fro."""

from collections.abc import Callable, Iterable

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Kind as OrganisationKind
from accord.directory.models import Organisation, Role
from accord.directory.reaching import at_the_region, of_municipality
from accord.directory.standing import standing_of
from accord.notifications.kinds import Kind, kind
from accord.notifications.rules import Topic
from accord.notifications.telling import tell
from accord.referents.models import Occupancy, Post, Profile

POSTS = Topic.POSTS
PUBLISHED = kind("referents.post_published", POSTS, _("A post is funded and public"))
APPOINTED = kind("referents.appointed", POSTS, _("A referent is appointed"))
LEAVING = kind("referents.leaving", POSTS, _("A referent leaves"))
OFFERED = kind("referents.offered", POSTS, _("A profile is offered for publication"))
SHOWN = kind("referents.shown", POSTS, _("Your profile is published"))
RETURNED = kind("referents.returned", POSTS, _("Your profile is returned"))
WITHDRAWN = kind("referents.withdrawn", POSTS, _("A profile is withdrawn"))


def post_published(post: Post, by: User) -> None:
    """The municipality, whose post it is."""
    town = post.agreement.municipality
    _tell(
        PUBLISHED,
        of_municipality(town, timezone.localdate()),
        post,
        by,
        _("Referent’s post funded: %(what)s"),
        _("The Region published a referent’s post of %(what)s: appoint who holds it."),
        town,
    )


def appointed(occupancy: Occupancy, by: User) -> None:
    """The side that did not do it."""
    _tell(
        APPOINTED,
        _other_side(occupancy.post, by),
        occupancy.post,
        by,
        _("Referent appointed: %(what)s"),
        _("%(who)s recorded who holds the referent’s post of %(what)s."),
        occupancy.post.agreement.municipality,
    )


def leaving(occupancy: Occupancy, by: User) -> None:
    _tell(
        LEAVING,
        _other_side(occupancy.post, by),
        occupancy.post,
        by,
        _("Referent leaving: %(what)s"),
        _("%(who)s recorded the last day of a referent of %(what)s."),
        occupancy.post.agreement.municipality,
    )


def offered(profile: Profile, by: User) -> None:
    _tell(
        OFFERED,
        _approvers(),
        profile,
        by,
        _("Profile to publish: %(what)s"),
        _("%(what)s offers a public profile: publish it, or return it."),
        profile.referent,
    )


def shown(profile: Profile, by: User) -> None:
    _tell(
        SHOWN,
        _person(profile),
        profile,
        by,
        _("Your profile is public"),
        _("The Region published your profile. You may withdraw it at any time."),
        profile.referent,
    )


def returned(profile: Profile, by: User) -> None:
    _tell(
        RETURNED,
        _person(profile),
        profile,
        by,
        _("Your profile is returned"),
        _("The Region returned your profile; the reason is on its page."),
        profile.referent,
    )


def withdrawn(profile: Profile, by: User) -> None:
    """Taken back by the Region, the person is told; by the person, nobody must be."""
    _tell(
        WITHDRAWN,
        _person(profile),
        profile,
        by,
        _("Your profile is withdrawn"),
        _("Your profile was withdrawn: nothing of it is public."),
        profile.referent,
    )


def _other_side(post: Post, by: User) -> list[User]:
    town, today = post.agreement.municipality, timezone.localdate()
    if standing_of(by).is_regional:
        return of_municipality(town, today)
    return at_the_region(town, today)


def _approvers() -> list[User]:
    """Who may publish, at the Region; replaced while they are away."""
    region = Organisation.objects.filter(kind=OrganisationKind.REGION).order_by("pk")
    today, found = timezone.localdate(), list[User]()
    for one in region:
        found += of_municipality(one, today, Role.APPROVER)
    return found


def _person(profile: Profile) -> list[User]:
    return [profile.referent.user] if profile.referent.user else []


def _tell(
    of: Kind,
    people: Iterable[User],
    record: Model,
    by: User,
    subject: Promise,
    body: Promise,
    what: object,
) -> None:
    """``%(who)s`` acted, ``%(what)s`` is the municipality or the person."""

    def said(words: Promise) -> Callable[[], str]:
        return lambda: str(words) % {"who": by, "what": what}

    address = record.get_absolute_url  # type: ignore[attr-defined] # both have one
    tell(of, people, record, by=by, subject=said(subject), body=said(body), url=address)
