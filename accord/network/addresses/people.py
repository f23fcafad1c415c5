"""Who is meant by a name and an e-mail address, among those that are known.

Two people of one service may have one name, and two may share a mailbox: it takes both
to tell them apart, and where the list does not say both, it is asked.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from accord.lib.errors import Refused
from accord.lib.naming import plain
from accord.network.models import Contact

Place = tuple[int, int | None]  # an organisation, and a service of it or none


class People:
    """One query, however many are known."""

    def __init__(self) -> None:
        self.by: dict[tuple[Place, str, str], list[Contact]] = defaultdict(list)
        for one in Contact.objects.order_by("pk"):
            place = (one.organisation_id, one.service_id)
            email, name = one.email.casefold(), plain(one.name)
            for key in {(email, name), (email, ""), ("", name)} - {("", "")}:
                self.by[place, *key].append(one)
        self.said: set[tuple[str, str]] = set()  # by the list
        self.emails: dict[str, set[str]] = defaultdict(set)  # that it has of a name

    def hear(self, email: str, name: str) -> None:
        """What the list says, before any of it is weighed."""
        email, name = email.strip().casefold(), plain(name)
        if email:
            self.said.add((email, name))
            self.emails[name].add(email)

    def told_as(self, email: str, name: str) -> tuple[str, str]:
        """The same for all rows of the list that speak of one person."""
        named = plain(name)
        if not email and len(self.emails[named]) == 1:
            (email,) = self.emails[named]
        return email.casefold(), named

    def known(self, place: Place, email: str, name: str) -> Contact | None:
        """Who is known already. Raises ``Refused`` where it may be several."""
        email, named = email.casefold(), plain(name)
        if not email and len(self.emails[named]) > 1:
            raise Refused(
                _("“%(name)s” is several people of this list: write the e-mail.")
                % {"name": name}
            )
        if not email:
            return _one_of(self.by[place, "", named], name)
        if found := self.by[place, email, named]:
            return _one_of(found, name)
        if found := self._free(self.by[place, email, ""]):
            return _one_of(found, name)
        found = [
            one
            for one in self._free(self.by[place, "", named])
            if not (one.left_on and one.email)  # another person of that name
        ]
        if found and len(self.emails[named]) > 1:
            raise Refused(
                _(
                    "“%(name)s” is known with another e-mail address or none, and this "
                    "list has several: correct it on the page of the contact first."
                )
                % {"name": name}
            )
        return _one_of(found, name)

    def _free(self, found: list[Contact]) -> list[Contact]:
        """Those of whom no row of the list says both name and address."""
        return [
            one
            for one in found
            if (one.email.casefold(), plain(one.name)) not in self.said
        ]


def _one_of(found: list[Contact], name: str) -> Contact | None:
    standing = [one for one in found if not one.left_on]
    if len(standing) > 1:
        raise Refused(
            _("“%(name)s” may be several contacts: write the e-mail address.")
            % {"name": name}
        )
    return next(iter(standing or found), None)
