"""True outlines for the public map, from a file of borders the operator downloads."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from accord.accounts.models import User
from accord.directory.models import Organisation
from accord.journal.loading import VERB
from accord.journal.models import changes_between, trace
from accord.lib.outlines import BadShape, Ring, drawn, rings_of
from accord.lib.sheets import BadFile
from accord.sources.models import Source

# The frame of the map, with room for the line around it; and how far off a border may
# be: nineteen municipalities take some 20 KB.
WIDTH, HEIGHT, DETAIL = 362, 308, 0.3


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    drawn: int = 0
    unchanged: int = 0
    elsewhere: int = 0  # features of municipalities that are not ours
    size: int = 0  # bytes of all outlines


def import_boundaries(file: Path, *, code: str, source: Source) -> Imported:
    """Draw every municipality from ``file``, as ``source`` publishes it.

    ``code`` is the property of a feature that holds its NIS code.

    All or nothing, because all shapes are drawn in one frame. Raises ``BadFile``.
    """
    towns = {
        one.nis_code: one for one in Organisation.objects.public().municipalities()
    }
    shapes, elsewhere = _shapes(file, code, set(towns))
    outlines = drawn(shapes, width=WIDTH, height=HEIGHT, detail=DETAIL)
    if lost := sorted(nis for nis, outline in outlines.items() if not outline):
        raise BadFile([f"{file.name}: too small to be drawn: {', '.join(lost)}"])
    found = ((towns[nis], outline) for nis, outline in outlines.items())
    changed = _keep(found, source)
    return Imported(
        drawn=changed,
        unchanged=len(outlines) - changed,
        elsewhere=elsewhere,
        size=sum(len(outline) for outline in outlines.values()),
    )


def clear_boundaries() -> int:
    """Back to the schematic map. Returns how many outlines were taken away."""
    towns = Organisation.objects.public().municipalities()
    return _keep(((town, "") for town in towns.exclude(outline="")), None)


def _shapes(
    file: Path, code: str, wanted: set[str]
) -> tuple[dict[str, list[Ring]], int]:
    shapes: dict[str, list[Ring]] = {}
    faults, elsewhere = [], 0
    features = _features(file)
    times = Counter(_nis(feature, code) for feature in features)
    for number, feature in enumerate(features, start=1):
        nis = _nis(feature, code)
        place = f"{file.name}, feature {number}" + (f" ({nis})" if nis else "")
        if not nis:
            faults.append(f"{place}: no property “{code}”")
        elif nis not in wanted:
            elsewhere += 1
        elif times[nis] > 1:
            faults.append(f"{place}: {times[nis]} features have this NIS code")
        else:
            try:
                shapes[nis] = rings_of(feature.get("geometry"))
            except BadShape as error:
                faults.append(f"{place}: {error}")
    missing = wanted - set(times)
    faults += [f"{file.name}: nothing for {nis}" for nis in sorted(missing)]
    if not wanted:
        faults.append("There is no municipality: load the register first.")
    if faults:
        raise BadFile(faults)
    return shapes, elsewhere


def _features(file: Path) -> list[Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadFile([f"{file.name}: cannot be read as GeoJSON ({error})"]) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise BadFile([f"{file.name}: not a GeoJSON collection of features"])
    return features


def _nis(feature: Any, code: str) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    value = properties.get(code) if isinstance(properties, dict) else None
    return "" if value is None else str(value).strip()


@transaction.atomic
def _keep(outlines: Iterable[tuple[Organisation, str]], source: Source | None) -> int:
    """Store what differs; the journal tells which drawing followed which."""
    by, changed = User.objects.system("register"), 0
    for town, outline in outlines:
        before, town.outline, town.outline_source = _told(town), outline, source
        if changes := changes_between(before, _told(town)):
            town.save(update_fields=["outline", "outline_source"])
            trace(town, by=by, verb=VERB, changes=changes)
            changed += 1
    return changed


def _told(town: Organisation) -> dict[str, Any]:
    """What the journal keeps of an outline: its digest, and where it comes from."""
    outline = town.outline.encode()
    digest = hashlib.sha256(outline).hexdigest()[:12] if outline else ""
    return {"outline": digest, "outline_source_id": town.outline_source_id}
