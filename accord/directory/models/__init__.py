from accord.directory.models.following import Away, Portfolio
from accord.directory.models.organisations import (
    Kind,
    Languages,
    Measure,
    Measurement,
    Neighbour,
    Organisation,
    PostalCode,
    Service,
)
from accord.directory.models.people import Invitation, Membership, Role

__all__ = [
    "Away",
    "Invitation",
    "Kind",
    "Languages",
    "Measure",
    "Measurement",
    "Membership",
    "Neighbour",
    "Organisation",
    "Portfolio",
    "PostalCode",
    "Role",
    "Service",
]
