"""Posts of referents: filled, shared, partly filled, vacant, to come, ended."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accord.accounts.demonstration import DOMAIN
from accord.accounts.models import User
from accord.dashboards.demonstration.texts import Stage, Text
from accord.dashboards.demonstration.told import told
from accord.instruments.models import Means
from accord.referents.actions.posts import (
    add_referent,
    appoint,
    end_occupancy,
    open_post,
    publish_post,
)
from accord.referents.actions.profiles import (
    edit_profile,
    offer_profile,
    publish_profile,
)
from accord.referents.models import Profile, Referent
from accord.sources.models import Source

HALF, WHOLE = Decimal("0.5"), Decimal(1)


@dataclass(frozen=True)
class Held:
    """Who holds a post, from so many days after it is funded until so many ago."""

    who: str
    after: int
    left: int | None = None
    reason: str = ""
    fte: Decimal = WHOLE


@dataclass(frozen=True)
class Funded:
    """A post: who held it, and how long ago its funding ended."""

    held: tuple[Held, ...] = ()
    fte: Decimal = WHOLE
    ended: int | None = None
    is_public: bool = True


def _funded(held: list[dict[str, Any]] | None = None, **said: Any) -> Funded:
    return Funded(tuple(Held(**one) for one in held or ()), **said)


def keep(stage: Stage, texts: dict[str, Text]) -> None:
    """Fund posts under the texts that were told, and let people hold them."""
    source, people = stage.source, stage.cast
    known: dict[str, Referent] = {}
    for part, row in told("posts")["posts"].items():
        if part in texts:
            _post(source, texts[part], _funded(**row), people, known)
    for who, said in told("posts")["profiles"].items():
        if who in known:
            _profile(known[who], people, **said)


def _post(
    source: Source,
    text: Text,
    funded: Funded,
    people: dict[str, User],
    known: dict[str, Referent],
) -> None:
    today, remy = timezone.localdate(), people["remy"]
    means = Means.objects.of(text.instrument).filter(means_kind="fte").first()
    last = today - timedelta(funded.ended) if funded.ended else None
    post = open_post(
        text.instrument.agreement,
        fte=funded.fte,
        funded_from=text.first,
        funded_until=last,
        means_lineage=means.lineage if means else None,
        source=source,
        by=remy,
    )
    if funded.is_public:
        publish_post(post, by=remy)
    free_from = text.first
    for held in funded.held:
        starts = free_from + timedelta(held.after)
        ends = today - timedelta(held.left) if held.left else None
        occupancy = appoint(
            post,
            fte=held.fte,
            starts_on=starts,
            by=remy,
            **_who(held.who, known, people),
        )
        known[held.who] = occupancy.referent
        if ends:
            end_occupancy(occupancy, ends_on=ends, reason=held.reason, by=remy)
            free_from = ends + timedelta(62)  # two months until somebody is found


def _who(
    name: str, known: dict[str, Referent], people: dict[str, User]
) -> dict[str, Any]:
    if name in known:
        return {"referent": known[name]}
    address = f"{name.lower().replace(' ', '.')}@{DOMAIN}"
    if played := people.get(name.lower()):
        made = add_referent(
            None, name=str(played), email=address, account=played, by=people["remy"]
        )
        return {"referent": made}
    return {"name": f"{name} (demo)", "email": address}


def _profile(
    referent: Referent,
    people: dict[str, User],
    *,
    until: str,
    colour: str = "",
    **said: Any,
) -> None:
    """What they say of themselves, brought as far as ``until``."""
    profile = Profile.objects.get(referent=referent)
    by = referent.user or people["remy"]
    texts = {"presentation_nl": "", "themes": [], "email": referent.email} | said
    if colour:
        texts |= {
            "files": {"portrait": drawn(colour)},
            "portrait_alt_fr": "Silhouette dessinée pour la démonstration",
            "portrait_alt_nl": "Voor de demonstratie getekend silhouet",
        }
    edit_profile(profile, by=by, **texts)
    if until == "draft":
        return
    offer_profile(profile, by=by)
    if until == "published":
        publish_profile(profile, by=people["rita"])


def drawn(colour: str) -> ContentFile:
    """A head and shoulders, of nobody."""
    picture = Image.new("RGB", (480, 480), colour)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((160, 90, 320, 270), fill="#f2e9dc")
    pen.ellipse((80, 290, 400, 640), fill="#f2e9dc")
    file = BytesIO()
    picture.save(file, "PNG")
    return ContentFile(file.getvalue(), name="portrait.png")
