"""What the pages of the access matrix are about, of who has a part in what."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from accord.incoming.commas import as_workbook
from accord.network.actions.addresses import receive_address_list
from accord.network.addresses.planning import Addresses
from tests.network.rows import contact, service, stake, text_with

LIST = "organisation;service_fr;service_nl\nregion;Primes;Premies\n"


def uploaded(by: Any, text: str = LIST) -> Any:
    """A list of addresses, taken in and not loaded yet."""
    file = as_workbook(ContentFile(text.encode(), name="adresses.csv"), Addresses)
    return receive_address_list(None, file=file, by=by)


def having(cast: Any) -> dict[str, list[Any]]:
    """Ixelles has a text with one action, in which a service of its own has a part."""
    made = text_with(cast)
    own, other = service(cast.ixelles, "Habitat"), service(cast.region, "Primes")
    closed = service(cast.region, "Ancien", is_active=False, closed_on=date(2026, 1, 1))
    who = contact(cast.ixelles, service=own)
    part = stake(made, service=own, contact=who)
    node = [made.agreement.pk, "actions", made.action.pk]
    return {
        "network:address_list_load": [uploaded(cast.remy).pk],
        "network:contact_add": [cast.ixelles.pk],
        "network:contact_edit": [who.pk],
        "network:contact_leave": [who.pk],
        "network:gap_file": ["csv"],
        "network:matrix": [made.agreement.pk],
        "network:matrix_file": [made.agreement.pk, "xlsx"],
        "network:node_detail": node,
        "network:organisation_stakes": [cast.ixelles.pk],
        "network:picture": [made.agreement.pk],
        "network:service_close": [own.pk],
        "network:service_keep_apart": [own.pk, other.pk],
        "network:service_merge": [own.pk, other.pk],
        "network:service_reopen": [closed.pk],
        "network:service_stakes": [own.pk],
        "network:stake_add": node,
        "network:stake_edit": [part.pk],
        "network:stake_end": [part.pk],
    }
