"""Posts, and who holds them from when until when."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.agreements.actions import publish_fact
from accord.agreements.models import Agreement
from accord.lib.errors import Refused
from accord.lib.naming import first_free
from accord.lib.spoken import spoken_day, spoken_number
from accord.referents import notices, policies, workflow
from accord.referents.models import Occupancy, Post, Profile, Referent
from accord.referents.rules import WHOLE, most_held
from accord.sources.models import Source
from accord.sources.workflow import State as FactState
from accord.workflow import action


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Open a post"),
    told=gettext_lazy("opened a referent’s post"),
)
def open_post(
    agreement: Agreement,
    *,
    fte: Decimal,
    funded_from: date,
    source: Source,
    funded_until: date | None = None,
    means_lineage: uuid.UUID | None = None,
    note_fr: str = "",
    note_nl: str = "",
    by: User,
) -> Post:
    """Keep that a post is funded, by the means of the text or on another ground."""
    if agreement.state == FactState.STRUCK:
        raise Refused(_("This agreement is struck: no post can stand under it."))
    _in_order(funded_from, funded_until)
    same = Post.objects.standing().filter(means_lineage=means_lineage)
    if means_lineage and same.exists():
        raise Refused(_("A post is open already for these means of the text."))
    return Post.objects.create(
        agreement=agreement,
        fte=fte,
        funded_from=funded_from,
        funded_until=funded_until,
        means_lineage=means_lineage,
        source=source,
        note_fr=note_fr,
        note_nl=note_nl,
    )


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed the post"),
)
def edit_post(
    post: Post,
    *,
    seen: int,
    fte: Decimal,
    funded_from: date,
    source: Source,
    funded_until: date | None = None,
    note_fr: str = "",
    note_nl: str = "",
    by: User,
) -> None:
    """Correct a post, unless someone else did since ``seen``."""
    _standing(post)
    _in_order(funded_from, funded_until)
    post.fte, post.source = fte, source
    post.funded_from, post.funded_until = funded_from, funded_until
    post.note_fr, post.note_nl = note_fr, note_nl
    _holds_no_more_than_funded(post)
    post.save()


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("End the funding"),
    told=gettext_lazy("ended the funding of the post"),
)
def close_post(post: Post, *, funded_until: date, by: User) -> None:
    """Say the last day the post is funded; who holds it is not changed by it."""
    _standing(post)
    _in_order(post.funded_from, funded_until)
    post.funded_until = funded_until
    post.save(update_fields=["funded_until"])


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Publish"),
    told=gettext_lazy("published the post"),
    moves=workflow.PUBLISH_POST,
    tells=[notices.PUBLISHED],
)
def publish_post(post: Post, *, by: User) -> None:
    """Let the municipality and the public see that it is funded, filled or vacant."""
    if post.agreement.state == FactState.DRAFT:
        publish_fact(post.agreement, by=by)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Strike"),
    told=gettext_lazy("struck the post"),
    moves=workflow.STRIKE_POST,
)
def strike_post(post: Post, *, reason: str, by: User) -> None:
    """Take back a post recorded by mistake; it stays in the file, with the reason."""
    if Occupancy.objects.standing().of(post).exists():
        raise Refused(_("Somebody holds or held this post: strike that first."))
    post.struck_reason = reason
    post.save(update_fields=["state", "struck_reason"])


@action(
    allowed=policies.can_appoint,
    label=gettext_lazy("Appoint a referent"),
    told=gettext_lazy("appointed a referent"),
    tells=[notices.APPOINTED],
)
def appoint(
    post: Post,
    *,
    fte: Decimal,
    starts_on: date,
    ends_on: date | None = None,
    referent: Referent | None = None,
    name: str = "",
    email: str = "",
    telephone: str = "",
    note: str = "",
    by: User,
) -> Occupancy:
    """Let someone hold the post: a referent who is known, or a new one by name."""
    _standing(post)
    if referent is None:
        referent = _new_referent(name=name, email=email, telephone=telephone)
    made = Occupancy(
        post=post,
        referent=referent,
        fte=fte,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note,
    )
    _require_room(made)
    made.save()
    return made


@action(
    allowed=policies.can_appoint,
    label=gettext_lazy("Record a departure"),
    told=gettext_lazy("recorded that the referent leaves"),
    tells=[notices.LEAVING],
)
def end_occupancy(
    occupancy: Occupancy, *, ends_on: date, reason: str, note: str = "", by: User
) -> None:
    """The last day someone holds a post, and why they leave."""
    _not_struck(occupancy)
    _in_order(occupancy.starts_on, ends_on)
    occupancy.ends_on, occupancy.reason = ends_on, reason
    occupancy.note = note or occupancy.note
    _require_room(occupancy)
    occupancy.save()


@action(
    allowed=policies.can_appoint,
    label=gettext_lazy("Correct"),
    told=gettext_lazy("corrected who holds the post"),
)
def correct_occupancy(
    occupancy: Occupancy,
    *,
    seen: int,
    fte: Decimal,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
    note: str = "",
    by: User,
) -> None:
    """Put right what was recorded, unless someone else did since ``seen``."""
    _not_struck(occupancy)
    if reason and not ends_on:
        raise Refused(_("A reason of leaving needs its day."))
    occupancy.fte, occupancy.note = fte, note
    occupancy.starts_on, occupancy.ends_on = starts_on, ends_on
    occupancy.reason = reason
    _require_room(occupancy)
    occupancy.save()


@action(
    allowed=policies.can_appoint,
    label=gettext_lazy("Strike"),
    told=gettext_lazy("struck that the referent held the post"),
)
def strike_occupancy(occupancy: Occupancy, *, note: str, by: User) -> None:
    """Take back what was recorded by mistake; it stays in the history of the post."""
    _not_struck(occupancy)
    occupancy.is_struck, occupancy.note = True, note
    occupancy.save(update_fields=["is_struck", "note"])


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Add a referent"),
    told=gettext_lazy("added the referent"),
)
def add_referent(
    nowhere: None,
    *,
    name: str,
    email: str = "",
    telephone: str = "",
    account: User | None = None,
    by: User,
) -> Referent:
    """Keep a person before they hold a post."""
    return _new_referent(name=name, email=email, telephone=telephone, user=account)


@action(
    allowed=policies.can_keep,
    label=gettext_lazy("Change"),
    told=gettext_lazy("changed the referent"),
)
def edit_referent(
    referent: Referent,
    *,
    seen: int,
    name: str,
    email: str = "",
    telephone: str = "",
    account: User | None = None,
    by: User,
) -> None:
    """Correct how they are reached; with an account, the profile is theirs alone."""
    _free_account(account, referent)
    referent.name, referent.email, referent.telephone = name, email, telephone
    referent.user = account
    referent.save()


def _new_referent(
    *, name: str, email: str, telephone: str, user: User | None = None
) -> Referent:
    """With an empty profile, for them to write. Their address is made of the name."""
    if not name.strip():
        raise Refused(_("Choose a referent, or write the name of a new one."))
    _free_account(user, None)
    columns = {"name": name.strip(), "email": email, "telephone": telephone}
    referent = _addressed(user=user, **columns)
    Profile.objects.create(referent=referent)
    return referent


def _addressed(**columns: Any) -> Referent:
    """Two of one name, added at the same moment, find different addresses."""
    name = columns["name"]
    try:
        with transaction.atomic():
            return Referent.objects.create(slug=_free_slug(name), **columns)
    except IntegrityError:  # another was quicker: its address is seen now
        return Referent.objects.create(slug=_free_slug(name), **columns)


def _free_account(user: User | None, referent: Referent | None) -> None:
    taken = Referent.objects.filter(user=user) if user else Referent.objects.none()
    if taken.exclude(pk=referent.pk if referent else 0).exists():
        raise Refused(_("This account belongs to another referent already."))


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "referent"
    taken = set(
        Referent.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    return first_free(wanted, taken)


def _in_order(first: date, last: date | None) -> None:
    if last and last < first:
        raise Refused(_("It ends after it starts."))


def _standing(post: Post) -> None:
    if post.is_struck:
        raise Refused(_("This post is struck."))


def _not_struck(occupancy: Occupancy) -> None:
    if occupancy.is_struck:
        raise Refused(_("This was struck already."))
    _lock_post(occupancy)


def _lock_post(occupancy: Occupancy) -> None:
    """Two changes of who holds one post wait for each other."""
    occupancy.post = Post.objects.select_for_update(no_key=True).get(
        pk=occupancy.post_id
    )


def _require_room(occupancy: Occupancy) -> None:
    """On no day more than the post, nor more than one full time of one person."""
    _in_order(occupancy.starts_on, occupancy.ends_on)
    post = occupancy.post
    if occupancy.starts_on < post.funded_from:
        raise Refused(
            _("The post is funded from %(day)s only.")
            % {"day": spoken_day(post.funded_from)}
        )
    if post.funded_until and occupancy.starts_on > post.funded_until:
        raise Refused(
            _("The post is no longer funded after %(day)s.")
            % {"day": spoken_day(post.funded_until)}
        )
    Referent.objects.select_for_update(no_key=True).get(pk=occupancy.referent_id)
    others = Occupancy.objects.standing().exclude(pk=occupancy.pk)
    first, last = occupancy.starts_on, occupancy.ends_on
    on_post = [one.stretch for one in others.of(post)]
    room = post.fte - most_held(on_post, first, last)
    if occupancy.fte > room:
        raise Refused(
            _(
                "On some of these days the post has room for %(room)s full-time "
                "equivalents only: others hold the rest."
            )
            % {"room": spoken_number(max(room, Decimal(0)))}
        )
    theirs = others.filter(referent=occupancy.referent_id)
    left = WHOLE - most_held([one.stretch for one in theirs], first, last)
    if occupancy.fte > left:
        raise Refused(
            _(
                "On some of these days this person works elsewhere already: "
                "%(left)s full-time equivalents are left."
            )
            % {"left": spoken_number(max(left, Decimal(0)))}
        )


def _holds_no_more_than_funded(post: Post) -> None:
    """Whoever holds it already still fits."""
    held = list(Occupancy.objects.standing().of(post))
    if any(one.starts_on < post.funded_from for one in held):
        raise Refused(_("Somebody holds this post from an earlier day: correct that."))
    far = date.max - timedelta(days=1)
    if most_held([one.stretch for one in held], post.funded_from, far) > post.fte:
        raise Refused(_("More of this post is held than that: correct it first."))
