"""Posts as a table: funded, filled, vacant since when, as of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from accord.agreements.exports.columns import ON, agreement_columns
from accord.lib.batches import batches
from accord.lib.tabular import Column, Table, Type
from accord.referents.models import Occupancy
from accord.referents.querysets import OccupancyQuerySet, PublicationQuerySet
from accord.referents.rules import Situation, days_vacant, filled_since
from accord.sources.exports import NOTE, source_columns

_POST = (
    ON,
    Column(
        "post",
        "Numéro du poste, stable.",
        "Nummer van de functie, blijft hetzelfde.",
        "pk",
        Type.INTEGER,
    ),
    Column(
        "funded_from",
        "Premier jour où le poste est financé.",
        "Eerste dag waarop de functie gefinancierd is.",
        type=Type.DATE,
    ),
    Column(
        "funded_until",
        "Dernier jour où le poste est financé. Vide : jusqu’à nouvel ordre.",
        "Laatste dag waarop de functie gefinancierd is. Leeg: tot nader bericht.",
        type=Type.DATE,
    ),
    Column(
        "fte",
        "Équivalents temps plein financés.",
        "Gefinancierde voltijdse equivalenten.",
        type=Type.DECIMAL,
    ),
    Column(
        "situation",
        "Situation du poste ce jour-là : to_come (financé plus tard), filled "
        "(occupé), partly (occupé en partie), vacant (vacant) ou ended (plus financé).",
        "Toestand van de functie op die dag: to_come (later gefinancierd), filled "
        "(ingevuld), partly (deels ingevuld), vacant (vacant) of ended (niet meer "
        "gefinancierd).",
        codes=Situation,
    ),
    Column(
        "fte_held",
        "Équivalents temps plein occupés ce jour-là. Vide quand le poste n’est pas "
        "financé.",
        "Ingevulde voltijdse equivalenten op die dag. Leeg wanneer de functie niet "
        "gefinancierd is.",
        type=Type.DECIMAL,
    ),
    Column(
        "filled_since",
        "Jour depuis lequel quelqu’un occupe le poste sans interruption. Vide quand "
        "personne ne l’occupe.",
        "Dag sinds wanneer iemand de functie ononderbroken bekleedt. Leeg wanneer "
        "niemand ze bekleedt.",
        type=Type.DATE,
    ),
    Column(
        "vacant_since",
        "Premier jour de la vacance en cours. Vide quand le poste n’est pas vacant.",
        "Eerste dag van de huidige vacature. Leeg wanneer de functie niet vacant is.",
        type=Type.DATE,
    ),
    Column(
        "days_vacant",
        "Durée de la vacance en cours, en jours, ce jour-là compris.",
        "Duur van de huidige vacature, in dagen, die dag inbegrepen.",
        "days_this_vacancy",
        Type.INTEGER,
    ),
    Column(
        "days_vacant_in_all",
        "Jours de vacance depuis le début du financement jusqu’à ce jour.",
        "Dagen vacant van het begin van de financiering tot die dag.",
        "days_in_all",
        Type.INTEGER,
    ),
)

POSTS = Table(
    name="posts",
    title_fr="Postes de référent",
    title_nl="Functies van referent",
    description_fr="Une ligne par poste de référent logement : son financement, qui "
    "l’occupe et depuis quand il est vacant, au jour demandé.",
    description_nl="Eén rij per functie van huisvestingsreferent: de financiering, wie "
    "ze bekleedt en sinds wanneer ze vacant is, op de gevraagde dag.",
    columns=(
        *agreement_columns("agreement"),
        *_POST,
        Column(
            "state",
            "Cycle de vie dans le registre : draft (brouillon), published (publié).",
            "Levensloop in het register: draft (ontwerp), published (gepubliceerd).",
        ),
        Column(
            "referents",
            "Qui occupe le poste ce jour-là.",
            "Wie de functie op die dag bekleedt.",
        ),
        NOTE,
        *source_columns(),
    ),
)

REFERENTS = Table(
    name="referents",
    title_fr="Référents logement",
    title_nl="Huisvestingsreferenten",
    description_fr="Une ligne par poste de référent publié : la commune, depuis quand "
    "le poste est financé, occupé ou vacant au jour demandé, et, là où la personne "
    "l’a offert et la Région publié, le contact public de qui l’occupe.",
    description_nl="Eén rij per gepubliceerde functie van referent: de gemeente, sinds "
    "wanneer de functie gefinancierd, ingevuld of vacant is op de gevraagde dag, en, "
    "waar de persoon dat aanbood en het Gewest het publiceerde, het openbare contact "
    "van wie ze bekleedt.",
    columns=(
        *agreement_columns("agreement"),
        *_POST,
        Column(
            "referent",
            "Nom de qui occupe le poste ce jour-là, si son profil est public "
            "aujourd’hui. Plusieurs noms : séparés par « ; ».",
            "Naam van wie de functie op die dag bekleedt, als het profiel vandaag "
            "openbaar is. Meerdere namen: gescheiden door “;”.",
            "public_names",
        ),
        Column(
            "email",
            "Adresse électronique que la personne offre au public.",
            "E-mailadres dat de persoon aan het publiek aanbiedt.",
            "public_emails",
        ),
        Column(
            "telephone",
            "Téléphone que la personne offre au public.",
            "Telefoonnummer dat de persoon aan het publiek aanbiedt.",
            "public_telephones",
        ),
        NOTE,
        *source_columns(),
    ),
)


def post_rows(
    posts: Iterable[Any], occupancies: OccupancyQuerySet, day: date
) -> Iterator[Any]:
    """Posts ``as_of`` a day, with all that follows from who held them until then."""
    for batch in batches(posts):
        by_post: dict[int, list[Occupancy]] = defaultdict(list)
        for one in occupancies.standing().of(batch).in_time():
            by_post[one.post_id].append(one)
        for post in batch:
            theirs = by_post[post.pk]
            held = [one.stretch for one in theirs]
            standing = post.standing
            post.fte_held = standing.held if standing.is_funded else None
            post.vacant_since = standing.vacant_since
            post.days_this_vacancy = post.days_vacant
            post.filled_since = filled_since(post.stretch, held, day)
            post.days_in_all = days_vacant(post.stretch, held, date.min, day)
            post.holders = [one for one in theirs if one.stretch.covers(day)]
            names = [one.referent.name for one in post.holders]
            post.referents = "; ".join(names) if standing.is_funded else ""
            yield post


def referent_rows(
    posts: Iterable[Any],
    occupancies: OccupancyQuerySet,
    publications: PublicationQuerySet,
    day: date,
) -> Iterator[Any]:
    """The same, with the names and contacts that are public, and no others."""
    public = {
        one.profile.referent_id: one for one in publications.select_related("profile")
    }
    for post in post_rows(posts, occupancies, day):
        pks = [one.referent_id for one in post.holders] if post.fte_held else []
        shown = [public[pk] for pk in pks if pk in public]
        post.public_names = "; ".join(one.name for one in shown)
        post.public_emails = _joined(one.content["email"] for one in shown)
        post.public_telephones = _joined(one.content["telephone"] for one in shown)
        yield post


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(text for text in texts if text)
