"""What several acts ask before they do anything."""

from django.utils.translation import gettext_lazy as _

from accord.instruments.models import Instrument, Signature
from accord.lib.errors import Refused


def require_nothing_waits(instrument: Instrument) -> None:
    """Neither a decision nor a signature that a second person must confirm first."""
    if instrument.decision_by_id is not None:
        raise Refused(
            _("A decision is recorded already: it counts once it is confirmed.")
        )
    require_no_signature_waits(instrument)


def require_decision_waits(instrument: Instrument) -> None:
    if instrument.decision_by_id is None:
        raise Refused(_("No decision waits to be confirmed."))


def require_no_signature_waits(instrument: Instrument) -> None:
    # audience: whoever acts on the text
    if Signature.objects.of(instrument).waiting().exists():
        raise Refused(
            _("A signature waits to be confirmed: confirm it or strike it first.")
        )
