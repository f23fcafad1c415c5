from accord.directory.models.following import Away, Portfolio
from accord.directory.models.organisations import (
    Body,
    Languages,
    Measure,
    Measurement,
    Neighbour,
    Organisation,
    PostalCode,
    Service,
    UsualName,
)
from accord.directory.models.people import Invitation, Membership, Role
