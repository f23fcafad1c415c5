from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.accounts.people import manages_people
from accord.lib.addresses import address_of
from accord.lib.alphabet import holding
from accord.lib.constraints import always
from accord.lib.fields import Line, Mailbox
from accord.lib.plaintext import line
from accord.lib.scoping import ScopedQuerySet


class UserQuerySet(ScopedQuerySet):
    """People. Only who manages them sees others than themselves."""

    def visible_to(self, user: Any) -> Self:
        people = self.filter(is_system=False)
        return people if manages_people(user) else people.filter(pk=user.pk or 0)

    def matching(self, text: str) -> Self:
        return self.filter(holding(text, "name", "email"))

    def for_table(self) -> Self:
        return self.order_by("name__letters", "pk")


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc] # made at run time
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """A person; without a password they cannot sign in until they choose one."""
        user = self.model(email=line(email).strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def system(self, name: str) -> "User":
        """The named machine that acts: imports, nightly work. It never signs in."""
        user, _created = self.get_or_create(
            email=f"{name}@system.invalid",
            defaults={"name": name, "is_system": True, "password": "!"},
        )
        return user


class User(AbstractBaseUser):
    """A person. Their rights come from their memberships, never from this table."""

    email = Mailbox(_("e-mail address"), unique=True)
    name = Line(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="fr"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_administrator = models.BooleanField(
        _("administers the platform"),
        default=False,
        help_text=_("Invites people and gives support. Keeps no register."),
    )
    is_system = models.BooleanField(_("is a machine"), default=False, editable=False)
    joined_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = UserManager()
    get_absolute_url = address_of("directory:person_detail")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            always(
                "user_machine_does_not_administer",
                ~models.Q(is_system=True, is_administrator=True),
            ),
        ]

    def __str__(self) -> str:
        """A machine goes by the platform's name: its own is for the code alone."""
        return "Accord" if self.is_system else self.name or self.email

    def get_full_name(self) -> str:
        return self.name
