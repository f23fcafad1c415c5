"""Keeping a workbook that somebody uploaded, until they confirm what it changes."""

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.attachments.keeping import keep
from accord.attachments.models import Attachment
from accord.monitoring import policies
from accord.workflow import action


@action(
    allowed=policies.can_import,
    label=gettext_lazy("Upload the workbook"),
    told=gettext_lazy("uploaded a workbook of results"),
)
def receive_workbook(agreement: Agreement, *, file: File, by: User) -> Attachment:
    return keep(file, by=by)
