"""Posts as a table: funded, filled, vacant since when, as of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from typing import Any

from accord.agreements.exports.columns import ON, agreement_columns
from accord.lib.batches import batches
from accord.lib.coded import spelled
from accord.lib.tabular import Column, Table, Type
from accord.referents.models import Occupancy
from accord.referents.querysets import OccupancyQuerySet, PublicationQuerySet
from accord.referents.rules import Situation, Told, days_vacant, filled_since
from accord.sources.exports import NOTE, source_columns

_POST = (
    ON,
    Column(
        "post",
        "Numéro du poste, stable.",
        "Nummer van de betrekking, blijft hetzelfde.",
        "pk",
        Type.INTEGER,
    ),
    Column(
        "funded_from",
        "Premier jour où le poste est financé.",
        "Eerste dag waarop de betrekking gefinancierd is.",
        type=Type.DATE,
    ),
    Column(
        "funded_until",
        "Dernier jour où le poste est financé. Vide : jusqu’à nouvel ordre.",
        "Laatste dag waarop de betrekking gefinancierd is. Leeg: tot nader order.",
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
        "(occupé), partly (occupé en partie), vacant (vacant) ou ended (financement "
        "terminé).",
        "Toestand van de betrekking op die dag: to_come (later gefinancierd), filled "
        "(ingevuld), partly (deels ingevuld), vacant (vacant) of ended (niet meer "
        "gefinancierd).",
        codes=Situation,
    ),
    Column(
        "fte_held",
        "Équivalents temps plein occupés ce jour-là. Vide quand le poste n’est pas "
        "financé.",
        "Ingevulde voltijdse equivalenten op die dag. Leeg wanneer de betrekking niet "
        "gefinancierd is.",
        type=Type.DECIMAL,
    ),
    Column(
        "filled_since",
        "Jour depuis lequel quelqu’un occupe le poste sans interruption. Vide quand "
        "personne ne l’occupe.",
        "Dag sinds wanneer iemand de betrekking ononderbroken bekleedt. Leeg wanneer "
        "niemand ze bekleedt.",
        type=Type.DATE,
    ),
    Column(
        "vacant_since",
        "Premier jour de la vacance en cours. Vide quand le poste n’est pas vacant.",
        "Eerste dag van de huidige vacature. Leeg wanneer de betrekking niet vacant "
        "is.",
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
    title_nl="Betrekkingen van referent",
    description_fr="Une ligne par poste de référent logement : son financement, qui "
    "l’occupe et depuis quand il est vacant, au jour demandé.",
    description_nl="Eén rij per betrekking van huisvestingsreferent: de financiering, "
    "wie ze bekleedt en sinds wanneer ze vacant is, op de gevraagde dag.",
    columns=(
        *agreement_columns("agreement"),
        *_POST,
        *(spelled(column) for column in _POST if column.codes),
        Column(
            "state",
            "Cycle de vie dans le registre : draft (brouillon), published (publié).",
            "Levensloop in het register: draft (concept), published (bekendgemaakt).",
        ),
        Column(
            "referents",
            "Qui occupe le poste ce jour-là.",
            "Wie de betrekking op die dag bekleedt.",
        ),
        NOTE,
        *source_columns(),
    ),
)


def _as_told(column: Column) -> Column:
    """The column as open data have it: of a municipality without post too."""
    if column.name != "situation":
        return column
    return replace(
        column,
        description_fr=f"{column.description_fr.removesuffix('.')} ; not_known : aucun "
        "poste n’est publié, on ne sait s’il y en a un.",
        description_nl=f"{column.description_nl.removesuffix('.')}; not_known: geen "
        "enkele is bekendgemaakt, of er een is, is niet bekend.",
        codes=Told,
    )


REFERENTS = Table(
    name="referents",
    title_fr="Référents logement",
    title_nl="Huisvestingsreferenten",
    description_fr="Une ligne par poste de référent publié : la commune, depuis quand "
    "le poste est financé, occupé ou vacant au jour demandé, et, si la personne l’a "
    "proposé et que la Région l’a publié, les coordonnées publiques de qui l’occupe. "
    "Une commune dont le contrat est conclu et dont aucun poste n’est publié a une "
    "ligne qui le dit : non connu.",
    description_nl="Eén rij per bekendgemaakte betrekking van referent: de gemeente, "
    "sinds wanneer de betrekking gefinancierd, ingevuld of vacant is op de gevraagde "
    "dag, en, als de persoon dat voorstelde en het Gewest het bekendmaakte, de "
    "openbare "
    "contactgegevens van wie ze bekleedt. Een gemeente met een gesloten overeenkomst "
    "waarvan geen betrekking is bekendgemaakt, heeft een rij die dat zegt: niet "
    "bekend.",
    columns=(
        *agreement_columns("agreement"),
        *(_as_told(column) for column in _POST),
        Column(
            "referent",
            "Nom de qui occupe le poste ce jour-là, si son profil est public "
            "aujourd’hui. Plusieurs noms : séparés par « ; ».",
            "Naam van wie de betrekking op die dag bekleedt, als het profiel vandaag "
            "openbaar is. Meerdere namen: gescheiden door “;”.",
            "public_names",
        ),
        Column(
            "email",
            "Adresse e-mail que la personne offre au public.",
            "E-mailadres dat de persoon aan het publiek aanbiedt.",
            "public_emails",
        ),
        Column(
            "telephone",
            "Téléphone que la personne offre au public.",
            "Telefoonnummer dat de persoon aan het publiek aanbiedt.",
            "public_telephones",
        ),
        Column(
            "named_by_source",
            "Vrai : une source publique nomme un référent de la commune, ce qui ne dit "
            "rien de son poste. Le nom est à la source.",
            "Waar: een openbare bron noemt een referent van de gemeente, wat niets "
            "zegt over zijn betrekking. De naam staat bij de bron.",
            "is_named",
            Type.BOOLEAN,
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


@dataclass
class NotKnown:
    """A municipality whose agreement is concluded, and of which no post is public."""

    agreement: Any
    on: date
    is_named: bool
    source: Any
    note_fr: str = ""
    note_nl: str = ""
    situation: str = Told.NOT_KNOWN
    # What a post would say.
    pk = funded_from = funded_until = fte = fte_held = None
    filled_since = vacant_since = days_this_vacancy = days_in_all = None
    public_names = public_emails = public_telephones = None


def referent_rows(
    posts: Iterable[Any],
    occupancies: OccupancyQuerySet,
    publications: PublicationQuerySet,
    day: date,
    unposted: Iterable[Any],
    names: Iterable[Any],
) -> Iterator[Any]:
    """The same, with the names and contacts that are public, and no others.

    ``unposted`` are the concluded agreements of municipalities without public post, by
    NIS code; ``names``, the facts that a source names a referent: the file says that
    one does, not whom.
    """
    said: dict[int, list[Any]] = defaultdict(list)
    for fact in names:
        said[fact.agreement.municipality_id].append(fact)
    without = (_not_known(one, day, said) for one in unposted)
    held = _referent_rows(posts, occupancies, publications, day, said)
    yield from merge(held, without, key=lambda row: row.agreement.municipality.nis_code)


def _not_known(agreement: Any, day: date, said: dict[int, list[Any]]) -> NotKnown:
    facts = said[agreement.municipality_id]
    if not facts:
        return NotKnown(agreement, day, False, agreement.source)
    first = facts[0]
    return NotKnown(agreement, day, True, first.source, first.note_fr, first.note_nl)


def _referent_rows(
    posts: Iterable[Any],
    occupancies: OccupancyQuerySet,
    publications: PublicationQuerySet,
    day: date,
    said: dict[int, list[Any]],
) -> Iterator[Any]:
    public = {
        one.profile.referent_id: one for one in publications.select_related("profile")
    }
    for post in post_rows(posts, occupancies, day):
        pks = [one.referent_id for one in post.holders] if post.fte_held else []
        shown = [public[pk] for pk in pks if pk in public]
        post.public_names = "; ".join(one.name for one in shown)
        post.public_emails = _joined(one.content["email"] for one in shown)
        post.public_telephones = _joined(one.content["telephone"] for one in shown)
        post.is_named = bool(said[post.agreement.municipality_id])
        yield post


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(text for text in texts if text)
