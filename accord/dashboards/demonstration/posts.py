"""Posts of referents: filled, shared, partly filled, vacant, to come, ended."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from accord.accounts.demonstration import DOMAIN
from accord.accounts.models import User
from accord.dashboards.demonstration.texts import Text
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
from accord.workflow import version_of

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


POSTS: dict[str, Funded] = {
    "anderlecht": Funded((Held("Dominique Voorbeeld", 45),)),
    "bruxelles": Funded((Held("Maxence Exemple", 90),), fte=Decimal(2)),
    "etterbeek": Funded((Held("Lou Voorbeeld", 30, 95, "other_post"),)),
    "forest": Funded((Held("Noor Exemple", 60, 183, "long_leave"),)),
    "ixelles": Funded((Held("Sasha Exemple", 20, 400, "retirement"), Held("Ines", 0))),
    "molenbeek-saint-jean": Funded((Held("Robin Exemple", 75, fte=HALF),), fte=HALF),
    "saint-gilles": Funded((Held("Robin Exemple", 75, fte=HALF),)),
    "saint-josse-ten-noode": Funded(
        (Held("Andrea Voorbeeld", 15, 500, "contract_ended"),), ended=500
    ),
    "uccle": Funded(is_public=False),
    "woluwe-saint-lambert": Funded(
        (Held("Charlie Exemple", 60, 340, "contract_ended"),), ended=335
    ),
    "woluwe-saint-pierre": Funded(),
}


@dataclass(frozen=True)
class Told:
    """What a referent says of themselves, and how far its publication has come."""

    fr: str
    nl: str
    languages: tuple[str, ...]
    themes: tuple[str, ...] = ()
    colour: str = ""
    until: str = "published"
    more: dict[str, str] = field(default_factory=dict)


PROFILES: dict[str, Told] = {
    "Ines": Told(
        "Je coordonne le contrat logement d’Ixelles : j’aide à remettre sur le marché "
        "les logements inoccupés, avec l’urbanisme, le CPAS et les propriétaires.",
        "Ik coördineer de huisvestingsovereenkomst van Elsene: ik help leegstaande "
        "woningen weer op de markt te brengen, samen met stedenbouw, het OCMW en de "
        "eigenaars.",
        ("fr", "nl", "en"),
        ("vacant-dwellings", "rent-socialisation"),
        "#1d4f91",
        more={
            "video_address": "https://example.org/video-demonstration",
            "transcript_fr": "Bonjour, je suis la référente logement d’Ixelles dans "
            "cette démonstration.",
            "transcript_nl": "Goedendag, ik ben de huisvestingsreferente van Elsene in "
            "deze demonstratie.",
        },
    ),
    "Dominique Voorbeeld": Told(
        "Mon travail : les logements insalubres, de la plainte à la remise en ordre.",
        "Mijn werk: ongezonde woningen, van de klacht tot het herstel.",
        ("fr", "nl", "ar"),
        ("unfit-dwellings",),
        "#7a4b12",
    ),
    "Robin Exemple": Told(
        "Je travaille à mi-temps pour Molenbeek et à mi-temps pour Saint-Gilles.",
        "Ik werk halftijds voor Molenbeek en halftijds voor Sint-Gillis.",
        ("fr", "nl"),
        ("acquisition", "public-land"),
        "#2f6b3a",
        until="offered",
    ),
    "Maxence Exemple": Told(
        "Le foncier public de la Ville.", "", ("fr", "pt"), (), "", until="draft"
    ),
}


def keep(source: Source, texts: dict[str, Text], people: dict[str, User]) -> None:
    """Fund posts under the texts that were told, and let people hold them."""
    known: dict[str, Referent] = {}
    for town, funded in POSTS.items():
        _post(source, texts[town], funded, people, known)
    for who, told in PROFILES.items():
        _profile(known[who], told, people)


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


def _profile(referent: Referent, told: Told, people: dict[str, User]) -> None:
    profile = Profile.objects.get(referent=referent)
    by = referent.user or people["remy"]
    portrait = {}
    if told.colour:
        portrait = {
            "files": {"portrait": drawn(told.colour)},
            "portrait_alt_fr": "Silhouette dessinée pour la démonstration",
            "portrait_alt_nl": "Voor de demonstratie getekend silhouet",
        }
    texts: dict[str, Any] = {
        "presentation_fr": told.fr,
        "presentation_nl": told.nl,
        "languages": list(told.languages),
        "themes": list(told.themes),
        "email": referent.email,
        **portrait,
        **told.more,
    }
    edit_profile(profile, seen=version_of(profile), by=by, **texts)
    if told.until == "draft":
        return
    offer_profile(profile, by=by)
    if told.until == "published":
        publish_profile(profile, seen=version_of(profile), by=people["rita"])


def drawn(colour: str) -> ContentFile:
    """A head and shoulders, of nobody."""
    picture = Image.new("RGB", (480, 480), colour)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((160, 90, 320, 270), fill="#f2e9dc")
    pen.ellipse((80, 290, 400, 640), fill="#f2e9dc")
    file = BytesIO()
    picture.save(file, "PNG")
    return ContentFile(file.getvalue(), name="portrait.png")
