"""What is done to organisations and services."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.directory import policies
from accord.directory.matching import Bodies
from accord.directory.models import Organisation, Service
from accord.lib.errors import Refused
from accord.lib.naming import first_free
from accord.lib.saving import save
from accord.lib.spoken import spoken_items
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_keep,
    label=_("Add an organisation"),
    submit=_("Add"),
    told=_("added the organisation"),
    done=_("The organisation is added."),
)
def add_organisation(nowhere: None, *, by: User, **columns: Any) -> Organisation:
    """Keep a body with a part in housing. Municipalities come with the register."""
    bodies = Bodies()
    for name in (columns["name_fr"], columns["name_nl"]):
        if known := bodies.meant(name):
            called = spoken_items(sorted(bodies.called[one] for one in known))
            raise Refused(
                _("“%(name)s” is known already: %(which)s.")
                % {"name": name, "which": called}
            )
    wanted = columns["slug_fr"]
    alike = Organisation.objects.filter(code__startswith=wanted)
    code = first_free(wanted, set(alike.values_list("code", flat=True)))
    return save(Organisation(code=code, **columns))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    title=_("Change an organisation"),
    submit=_("Save"),
    told=_("changed the organisation"),
    done=_("The organisation is changed."),
    is_edit=True,
)
def edit_organisation(organisation: Organisation, *, by: User, **columns: Any) -> None:
    save(organisation, **columns)


@action(
    allowed=policies.can_keep,
    label=_("Add a service"),
    submit=_("Add"),
    told=_("added a service"),
    done=_("The service is added."),
    unseen=ADDS,
)
def add_service(organisation: Organisation, *, by: User, **columns: Any) -> Service:
    """Keep whom to write to about what."""
    return save(Service(organisation=organisation, **columns))


@action(
    allowed=policies.can_keep,
    label=_("Change"),
    title=_("Change a service"),
    submit=_("Save"),
    told=_("changed the service"),
    done=_("The service is changed."),
    is_edit=True,
)
def edit_service(service: Service, *, by: User, **columns: Any) -> None:
    save(service, **columns)
