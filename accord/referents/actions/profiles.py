"""The profile: the person writes and offers it, the Region publishes a copy."""

from collections.abc import Collection
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.attachments.keeping import keep
from accord.framework.models import Mission
from accord.lib.errors import Refused
from accord.lib.saving import save
from accord.lib.spoken import spoken_list
from accord.referents import notices, policies, workflow
from accord.referents.models import FILES, FROZEN, Profile, Publication
from accord.workflow import action


@action(
    allowed=policies.can_write_profile,
    label=_("Write the profile"),
    told=_("changed the profile"),
    moves=workflow.EDIT,
    lede=_("Nothing of this is public before you offer it and the Region agrees."),
    submit=_("Save"),
    done=_("What you wrote is kept. It is not public yet."),
    is_edit=True,
)
def edit_profile(
    profile: Profile,
    *,
    files: dict[str, File] | None = None,
    removed: Collection[str] = (),
    by: User,
    **texts: Any,
) -> None:
    """Write what is said; what the public reads stays as it was until published.

    ``files`` are new ones by column, ``removed`` the columns of those taken out.
    """
    kept: dict[str, Any] = dict.fromkeys(removed)
    kept |= {name: keep(file, by=by) for name, file in (files or {}).items()}
    save(profile, **texts, **kept)


@action(
    allowed=policies.can_write_profile,
    label=_("Offer for publication"),
    told=_("offered the profile for publication"),
    moves=workflow.OFFER,
    tells=[notices.OFFERED],
    lede=_("The Region reads it, then publishes it in both languages or returns it."),
    done=_("The profile is offered for publication."),
)
def offer_profile(profile: Profile, *, by: User) -> None:
    """Ask the Region to publish it: all of it, in both languages."""
    _require_complete(profile)
    profile.returned_reason = ""
    profile.save(update_fields=["state", "returned_reason"])


@action(
    allowed=policies.can_publish_profile,
    label=_("Publish"),
    told=_("published the profile"),
    moves=workflow.PUBLISH,
    briefly=True,
    tells=[notices.SHOWN],
    lede=_("Everyone can read it then, exactly as it stands on its page."),
    done=_("The profile is public now."),
)
def publish_profile(profile: Profile, *, by: User) -> None:
    """Freeze a copy for the public; an earlier copy ends with it."""
    _require_complete(profile)
    _end_publication(profile)
    Publication.objects.create(
        profile=profile,
        name=profile.referent.name,
        content=_frozen(profile),
        **{name: getattr(profile, name) for name in FILES.values()},
    )


@action(
    allowed=policies.can_publish_profile,
    label=_("Return"),
    told=_("returned the profile"),
    moves=workflow.RETURN,
    briefly=True,
    tells=[notices.RETURNED],
    done=_("The profile is back with the person."),
)
def return_profile(profile: Profile, *, reason: str, by: User) -> None:
    """Give it back to the person, and say what must change."""
    profile.returned_reason = reason
    profile.save(update_fields=["state", "returned_reason"])


@action(
    allowed=policies.can_withdraw_profile,
    label=_("Withdraw"),
    told=_("withdrew the profile"),
    moves=workflow.WITHDRAW,
    briefly=True,
    tells=[notices.WITHDRAWN],
    lede=_("Nothing of it is public from that moment on. What was written stays."),
    done=_("The profile is withdrawn: nothing of it is public."),
    is_grave=True,
)
def withdraw_profile(profile: Profile, *, by: User) -> None:
    """Nothing of it is public from this moment on; the text stays the person's."""
    profile.returned_reason = ""
    profile.save(update_fields=["state", "returned_reason"])
    _end_publication(profile)


def _frozen(profile: Profile) -> dict[str, Any]:
    """The texts as they are; a theme in the words its mission has now."""
    missions = Mission.objects.public().once_each().filter(code__in=profile.themes)
    themes = missions.order_by("rank", "pk").values("code", "title_fr", "title_nl")
    texts = {name: getattr(profile, name) for name in FROZEN}
    return texts | {"themes": list(themes)}


def _require_complete(profile: Profile) -> None:
    if lacking := profile.missing:
        raise Refused(
            _("The profile still lacks: %(parts)s.")
            % {"parts": spoken_list(str(one.label) for one in lacking)}
        )


def _end_publication(profile: Profile) -> None:
    """The copy that is public now, if there is one, is not any more."""
    Publication.objects.public().filter(profile=profile).update(ended_at=timezone.now())
