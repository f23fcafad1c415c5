"""The files of an organisation: for those who act for it, and for the Region.

Everyone knows a public body; what is filed there is its own.
"""

from accord.accounts.models import User
from accord.attachments.filing import files_on
from accord.attachments.owners import holds_files
from accord.directory.models import Organisation, Role
from accord.directory.pieces import Piece, shows
from accord.directory.querysets import OrganisationQuerySet
from accord.directory.standing import standing_of


def registered() -> None:
    holds_files(
        Organisation,
        may_file=_may_file,
        page=Organisation.get_workspace_url,
        audience=_whose_files,
    )
    shows(_piece)


def _may_file(user: User, organisation: Organisation) -> bool:
    """Editors at the Region, and its own."""
    standing = standing_of(user)
    is_own = standing.holds(Role.EDITOR, organisation)
    return is_own or standing.holds_regional(Role.EDITOR)


def _whose_files(user: User) -> OrganisationQuerySet:
    standing = standing_of(user)
    rows = Organisation.objects.visible_to(user)
    if standing.is_regional:
        return rows
    return rows.filter(pk__in=standing.organisation_ids)


def _piece(organisation: Organisation, user: User) -> Piece | None:
    files = files_on(organisation, user)
    return Piece("attachments/filed_piece.html", files) if files else None
