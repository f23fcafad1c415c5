"""Keeping a workbook that somebody uploaded, until they confirm what it changes."""

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.monitoring import policies
from accord.workflow import ADDS, action


@action(
    allowed=policies.can_import,
    label=_("Upload the workbook"),
    told=_("uploaded a workbook of results"),
    lede=_(
        "First you see every change and every row that is wrong. Nothing is loaded "
        "before you confirm it."
    ),
    submit=_("Look at what it changes"),
    done=_("Nothing is loaded yet: look at what the workbook changes."),
    unseen=ADDS,
)
def receive_workbook(agreement: Agreement, *, file: File, by: User) -> Attachment:
    return keep(file, by=by)
