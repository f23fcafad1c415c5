"""Who is told what, as posts are filled and left and profiles go to and fro."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory.models import Body, Organisation, Role
from accord.directory.reaching import of_municipality
from accord.notifications.events import About, Event, other_side, person, town
from accord.notifications.rules import Topic
from accord.referents.models import Occupancy, Post, Profile


def _post(record: Post | Occupancy, by: User) -> About:
    post = record if isinstance(record, Post) else record.post
    municipality = post.agreement.municipality
    return About(post, municipality, words={"what": municipality})


def _profile(profile: Profile, by: User) -> About:
    referent = profile.referent
    return About(profile, person=referent.user, words={"what": referent})


def _approvers(about: About, by: User) -> list[User]:
    """Who may publish, at the Region; replaced while they are away."""
    region = Organisation.objects.filter(kind=Body.REGION).order_by("pk")
    today, found = timezone.localdate(), list[User]()
    for one in region:
        found += of_municipality(one, today, Role.APPROVER)
    return found


_of_post = partial(Event, topic=Topic.POSTS, about=_post)
_of_profile = partial(
    Event, topic=Topic.POSTS, about=_profile, ends=("referents.offered",)
)

PUBLISHED = _of_post(
    "referents.post_published",
    label=_("A post is funded and public"),
    to=town,
    subject=_("Referent’s post funded: %(what)s"),
    body=_("The Region published a referent’s post of %(what)s: appoint who holds it."),
)
APPOINTED = _of_post(
    "referents.appointed",
    label=_("A referent is appointed"),
    to=other_side,
    subject=_("Referent appointed: %(what)s"),
    body=_("%(who)s recorded who holds the referent’s post of %(what)s."),
)
LEAVING = _of_post(
    "referents.leaving",
    label=_("A referent leaves"),
    to=other_side,
    subject=_("Referent leaving: %(what)s"),
    body=_("%(who)s recorded the last day of a referent of %(what)s."),
)
OFFERED = _of_profile(
    "referents.offered",
    label=_("A profile is offered for publication"),
    to=_approvers,
    subject=_("Profile to publish: %(what)s"),
    body=_("%(what)s offers a public profile: publish it, or return it."),
)
SHOWN = _of_profile(
    "referents.shown",
    label=_("Your profile is published"),
    to=person,
    subject=_("Your profile is public"),
    body=_("The Region published your profile. You may withdraw it at any time."),
)
RETURNED = _of_profile(
    "referents.returned",
    label=_("Your profile is returned"),
    to=person,
    subject=_("Your profile is returned"),
    body=_("The Region returned your profile; the reason is on its page."),
)
WITHDRAWN = _of_profile(
    "referents.withdrawn",
    label=_("A profile is withdrawn"),
    to=person,
    subject=_("Your profile is withdrawn"),
    body=_("Your profile was withdrawn: nothing of it is public."),
)
