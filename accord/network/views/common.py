"""What the pages of this room have in common."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accord.accounts.http import Request
from accord.accounts.models import User
from accord.agreements.models import Agreement
from accord.network.nodes import MODELS, text_of
from accord.network.reading import holding


@dataclass(frozen=True)
class Opened:
    """An agreement and the text that stakes hang on; there may be none yet."""

    agreement: Agreement
    table: holding.Table | None
    user: User

    def line(self, kind: str, pk: int) -> holding.Line:
        """The node of that number, or the one it is by now in a later version."""
        lines = self.table.lines if self.table else []
        of_kind = [one for one in lines if one.node.kind == kind]
        found = next((one for one in of_kind if one.node.pk == pk), None)
        if found is None and kind in MODELS:
            earlier = MODELS[kind].objects.visible_to(self.user).filter(pk=pk)
            own = earlier.filter(instrument__agreement=self.agreement)
            lineages = set(own.values_list("lineage", flat=True))
            found = next((one for one in of_kind if one.node.lineage in lineages), None)
        if found is None:
            raise Http404
        return found


def opened(request: Request, pk: int) -> Opened:
    """The agreement, where the reader sees it or its text."""
    today = timezone.localdate()
    text = text_of(request.user, pk, today)
    if text is not None:
        table = holding.table_of(request.user, text, today)
        return Opened(text.agreement, table, request.user)
    seen = Agreement.objects.visible_to(request.user)
    agreement = get_object_or_404(seen.select_related("municipality", "model"), pk=pk)
    return Opened(agreement, None, request.user)
