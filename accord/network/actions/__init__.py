"""What people do with stakes, contacts, services and lists of addresses."""

from accord.network.actions.addresses import load_address_list, receive_address_list
from accord.network.actions.contacts import add_contact, contact_left, edit_contact
from accord.network.actions.services import (
    close_service,
    keep_apart,
    merge_services,
    reopen_service,
)
from accord.network.actions.stakes import add_stake, edit_stake, end_stake

__all__ = [
    "add_contact",
    "add_stake",
    "close_service",
    "contact_left",
    "edit_contact",
    "edit_stake",
    "end_stake",
    "keep_apart",
    "load_address_list",
    "merge_services",
    "receive_address_list",
    "reopen_service",
]
