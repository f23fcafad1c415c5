from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.directory.models.organisations import Organisation
from accord.directory.querysets import InvitationQuerySet, MembershipQuerySet
from accord.lib.constraints import always, once
from accord.lib.fields import Line, Mailbox, choice, key
from accord.lib.spans import in_order


class Role(models.TextChoices):
    READER = "reader", _("Reader")
    EDITOR = "editor", _("Editor")
    APPROVER = "approver", _("Approver")


class Membership(models.Model):
    """A person acts for an organisation, in one role, from a day to a day."""

    user = key(settings.AUTH_USER_MODEL, _("person"))
    organisation = key(Organisation, _("organisation"))
    role = choice(_("role"), Role)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            once(
                "membership_once_per_start",
                ["user", "organisation", "starts_on"],
                said=_("This person already has that role."),
            ),
            in_order("membership_ends_after_start"),
            always("membership_known_role", Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"


class Invitation(models.Model):
    """An address invited to act for an organisation. The link's token is not kept."""

    email = Mailbox(_("e-mail address"), blank=True)  # "": they say it
    name = Line(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fr"
    )
    organisation = key(Organisation, _("organisation"), null=True, blank=True)
    role = choice(_("role"), Role, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_administrator = models.BooleanField(_("administers the platform"), default=False)
    token_hash = Line(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("an invitation", "withdrawn"), null=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            always(
                "invitation_gives_a_part",
                Q(is_administrator=True)
                | (Q(organisation__isnull=False) & ~Q(role="")),
                said=_("Choose an organisation and a role."),
            ),
            in_order("invitation_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.email or self.name

    @property
    def is_pending(self) -> bool:
        """Neither accepted nor withdrawn; its link may have expired."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def has_expired(self) -> bool:
        return self.is_pending and self.expires_at <= timezone.now()
