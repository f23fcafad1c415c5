"""Posts, and who holds them from when until when."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.actions import publish_fact
from accord.agreements.models import Agreement
from accord.journal.models import EntryQuerySet
from accord.lib.errors import Refused
from accord.lib.naming import first_free
from accord.lib.saving import save
from accord.lib.spoken import spoken_day, spoken_number
from accord.referents import notices, policies, workflow
from accord.referents.models import Occupancy, Post, Profile, Referent
from accord.referents.rules import WHOLE, most_held
from accord.sources.workflow import State as FactState
from accord.workflow import ADDS, action, its_file, itself


def _file_of_post(post: Post) -> EntryQuerySet:
    return post.since_public(its_file(post))


def _occupancy(occupancy: Occupancy) -> EntryQuerySet:
    return occupancy.post.since_public(itself(occupancy))


@action(
    allowed=policies.can_keep,
    label=_("Open a post"),
    told=_("opened a referent’s post"),
    done=_("The post is open. It is not public yet."),
    unseen=ADDS,
)
def open_post(agreement: Agreement, *, by: User, **fields: Any) -> Post:
    """Keep that a post is funded, by the means of the text or on another ground."""
    if agreement.state == FactState.STRUCK:
        raise Refused(_("This agreement is struck: no post can stand under it."))
    means = fields.get("means_lineage")
    if means and Post.objects.standing().filter(means_lineage=means).exists():
        raise Refused(_("A post is open already for these means of the text."))
    return save(Post(agreement=agreement, **fields))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed the post"),
    done=_("The post is changed."),
    is_edit=True,
)
def edit_post(post: Post, *, by: User, **fields: Any) -> None:
    _standing(post)
    save(post, **fields)
    _holds_no_more_than_funded(post)


@action(
    allowed=policies.can_keep,
    label=_("End the funding"),
    told=_("ended the funding of the post"),
    lede=_("After that day the post is no longer funded, whoever holds it."),
    done=_("The end of the funding is recorded."),
)
def close_post(post: Post, *, funded_until: date, by: User) -> None:
    """Say the last day the post is funded; who holds it is not changed by it."""
    _standing(post)
    save(post, funded_until=funded_until)


@action(
    allowed=policies.can_keep,
    label=_("Publish"),
    told=_("published the post"),
    moves=workflow.PUBLISH_POST,
    tells=[notices.PUBLISHED],
    lede=_(
        "Everyone reads then that the post is funded, since when, and whether it is "
        "filled or vacant. Nobody’s name is public by that."
    ),
    done=_("The post is public now."),
    sees=its_file,
)
def publish_post(post: Post, *, by: User) -> None:
    """Let the municipality and the public see that it is funded, filled or vacant."""
    if post.agreement.state == FactState.DRAFT:
        publish_fact(post.agreement, by=by)


@action(
    allowed=policies.can_keep,
    label=_("Strike"),
    told=_("struck the post"),
    moves=workflow.STRIKE_POST,
    done=_("It is struck."),
    is_grave=True,
    sees=its_file,
)
def strike_post(post: Post, *, reason: str, by: User) -> None:
    """Take back a post recorded by mistake; it stays in the file, with the reason."""
    if Occupancy.objects.standing().of(post).exists():
        raise Refused(_("Somebody holds or held this post: strike that first."))
    post.struck_reason = reason
    post.save(update_fields=["state", "struck_reason"])


@action(
    allowed=policies.can_appoint,
    label=_("Appoint a referent"),
    told=_("appointed a referent"),
    tells=[notices.APPOINTED],
    done=_("The appointment is recorded."),
    sees=_file_of_post,
)
def appoint(
    post: Post,
    *,
    referent: Referent | None = None,
    name: str = "",
    email: str = "",
    telephone: str = "",
    by: User,
    **fields: Any,
) -> Occupancy:
    """Let someone hold the post: a referent who is known, or a new one by name."""
    _standing(post)
    referent = referent or _new_referent(name=name, email=email, telephone=telephone)
    made = save(Occupancy(post=post, referent=referent, **fields))
    _require_room(made)
    return made


@action(
    allowed=policies.can_appoint,
    label=_("Record a departure"),
    told=_("recorded that the referent leaves"),
    tells=[notices.LEAVING],
    lede=_("The post is vacant, or free in part, from the next day on."),
    done=_("The departure is recorded."),
    sees=_occupancy,
)
def end_occupancy(
    occupancy: Occupancy, *, ends_on: date, reason: str, note: str = "", by: User
) -> None:
    """The last day someone holds a post, and why they leave."""
    _not_struck(occupancy)
    note = note or occupancy.note
    _require_room(save(occupancy, ends_on=ends_on, reason=reason, note=note))


@action(
    allowed=policies.can_appoint,
    label=_("Correct"),
    told=_("corrected who holds the post"),
    done=_("It is corrected."),
    is_edit=True,
    sees=_occupancy,
)
def correct_occupancy(occupancy: Occupancy, *, by: User, **fields: Any) -> None:
    _not_struck(occupancy)
    _require_room(save(occupancy, **fields))


@action(
    allowed=policies.can_appoint,
    label=_("Strike"),
    told=_("struck that the referent held the post"),
    done=_("It is struck."),
    is_grave=True,
    sees=_occupancy,
)
def strike_occupancy(occupancy: Occupancy, *, reason: str, by: User) -> None:
    """Take back what was recorded by mistake; it stays in the history of the post."""
    _not_struck(occupancy)
    occupancy.is_struck, occupancy.note = True, reason
    occupancy.save(update_fields=["is_struck", "note"])


@action(
    allowed=policies.can_keep,
    label=_("Add a referent"),
    told=_("added the referent"),
    done=_("The referent is added."),
)
def add_referent(
    nowhere: None, *, account: User | None = None, by: User, **fields: Any
) -> Referent:
    """Keep a person before they hold a post."""
    return _new_referent(user=account, **fields)


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    told=_("changed the referent"),
    done=_("The referent is changed."),
    is_edit=True,
)
def edit_referent(
    referent: Referent,
    *,
    account: User | None = None,
    by: User,
    **fields: Any,
) -> None:
    """Correct how they are reached; with an account, the profile is theirs alone."""
    _free_account(account, referent)
    save(referent, user=account, **fields)


def _new_referent(*, name: str, user: User | None = None, **columns: Any) -> Referent:
    """With an empty profile, for them to write. Their address is made of the name."""
    if not name.strip():
        raise Refused(_("Choose a referent, or write the name of a new one."))
    _free_account(user, None)
    referent = _addressed(name=name.strip(), user=user, **columns)
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
