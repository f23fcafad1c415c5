"""Documents that tell how things stand on a day: they are not issued, nor kept."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from accord.documents import typeset
from accord.journal.models import revision


def pdf(template: Path, data: Mapping[str, Any], day: date) -> bytes:
    """The document of ``template``, known by the fingerprint of what it says.

    Made at the latest change of the register, so that the same state of it gives the
    same bytes again. It is made whatever stands in it: one sign of one record does not
    keep the others from being read.
    """
    moment = revision()[1] or timezone.make_aware(datetime.combine(day, time.min))
    said = {**data, "demonstration": settings.DEMO}
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True)
    fingerprint = hashlib.sha256(plain.encode()).hexdigest()
    return typeset.pdf(template, {**said, "hash": fingerprint}, at=moment, exact=False)
