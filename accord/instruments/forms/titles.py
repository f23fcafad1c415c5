"""What the pages of the parts are called."""

from django.utils.translation import gettext_lazy as _

ADDING = {
    "missions": _("Take on a mission"),
    "commitments": _("Add a commitment"),
    "actions": _("Add an action"),
    "means": _("Add means"),
    "indicators": _("Add an indicator"),
    "targets": _("Add a target"),
}
EDITING = {
    "missions": _("Change a mission"),
    "commitments": _("Change a commitment"),
    "actions": _("Change an action"),
    "means": _("Change means"),
    "indicators": _("Change an indicator"),
    "targets": _("Change a target"),
}
