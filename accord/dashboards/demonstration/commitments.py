"""What municipalities of the demonstration commit themselves to, in both languages."""

from dataclasses import dataclass

Words = tuple[str, str]  # in French, in Dutch


@dataclass(frozen=True)
class Commitment:
    text: Words
    indicators: tuple[str, ...]  # by their keys


@dataclass(frozen=True)
class Chapter:
    """What is written under a mission; its action serves every commitment."""

    ambition: Words
    commitments: tuple[Commitment, ...]
    action: Words
    plan_action: int  # its number
    means: Words
    kind: str  # of the means
    amount: int  # euros in a year; not used for the others


CHAPTERS = {
    "social-housing": Chapter(
        (
            "Que chaque projet communal de logement compte une part de logements "
            "sociaux.",
            "In elk gemeentelijk woningproject een deel sociale woningen opnemen.",
        ),
        (
            Commitment(
                (
                    "La commune met en chantier des logements sociaux avec les "
                    "sociétés immobilières de service public.",
                    "De gemeente laat samen met de openbare vastgoedmaatschappijen "
                    "sociale woningen bouwen.",
                ),
                ("started",),
            ),
            Commitment(
                (
                    "La commune augmente chaque année la part de logements sociaux "
                    "sur son territoire.",
                    "De gemeente verhoogt elk jaar het aandeel sociale woningen op "
                    "haar grondgebied.",
                ),
                ("share",),
            ),
        ),
        (
            "Réunir chaque trimestre les maîtres d’ouvrage publics",
            "Elk kwartaal de openbare bouwheren samenbrengen",
        ),
        11,
        (
            "Études préalables et accompagnement des projets",
            "Voorstudies en begeleiding van de projecten",
        ),
        "amount",
        45_000,
    ),
    "vacant-dwellings": Chapter(
        (
            "Que plus aucun logement ne reste inoccupé sans que la commune sache "
            "pourquoi.",
            "Geen enkele woning blijft leegstaan zonder dat de gemeente weet waarom.",
        ),
        (
            Commitment(
                (
                    "La commune prend contact avec chaque propriétaire d’un logement "
                    "inscrit à l’inventaire et l’aide à le remettre sur le marché.",
                    "De gemeente neemt contact op met elke eigenaar van een woning "
                    "uit de inventaris en helpt om die weer op de markt te brengen.",
                ),
                ("returned", "owners"),
            ),
            Commitment(
                (
                    "La commune réduit le nombre de logements présumés inoccupés, au "
                    "besoin par des amendes administratives.",
                    "De gemeente vermindert het aantal vermoedelijk leegstaande "
                    "woningen, zo nodig met administratieve geldboetes.",
                ),
                ("vacant",),
            ),
        ),
        (
            "Écrire aux propriétaires et visiter les immeubles repérés",
            "De eigenaars aanschrijven en de opgespoorde gebouwen bezoeken",
        ),
        11,
        ("Référent logement", "Huisvestingsreferent"),
        "fte",
        0,
    ),
    "public-land": Chapter(
        (
            "Décider avec les autres opérateurs publics de l’usage de chaque site.",
            "Samen met de andere openbare operatoren over elke locatie beslissen.",
        ),
        (
            Commitment(
                (
                    "La commune tient à jour l’inventaire de ses terrains et "
                    "immeubles et le communique à la Région.",
                    "De gemeente houdt de inventaris van haar gronden en gebouwen bij "
                    "en bezorgt hem aan het Gewest.",
                ),
                ("inventory",),
            ),
            Commitment(
                (
                    "La commune arrête avec les opérateurs immobiliers publics un "
                    "programme par site.",
                    "De gemeente legt samen met de openbare vastgoedoperatoren per "
                    "locatie een programma vast.",
                ),
                ("concerted",),
            ),
        ),
        (
            "Convoquer le comité foncier deux fois par an",
            "Het grondcomité twee keer per jaar bijeenroepen",
        ),
        11,
        ("Mise à disposition d’une salle", "Terbeschikkingstelling van een zaal"),
        "in_kind",
        0,
    ),
    "unfit-dwellings": Chapter(
        (
            "Que chaque plainte reçoive une visite et une réponse.",
            "Elke klacht krijgt een bezoek en een antwoord.",
        ),
        (
            Commitment(
                (
                    "La commune contrôle les logements signalés et réduit le délai "
                    "avant la première visite.",
                    "De gemeente controleert de gemelde woningen en verkort de "
                    "wachttijd tot het eerste bezoek.",
                ),
                ("inspected", "waiting"),
            ),
            Commitment(
                (
                    "La commune suit chaque logement contrôlé jusqu’à sa remise en "
                    "conformité.",
                    "De gemeente volgt elke gecontroleerde woning op tot ze in orde "
                    "is gebracht.",
                ),
                ("mended",),
            ),
        ),
        (
            "Désigner un agent qui répond des plaintes auprès de l’inspection "
            "régionale",
            "Een medewerker aanwijzen die bij de gewestelijke inspectie instaat voor "
            "de klachten",
        ),
        11,
        ("Agent technique", "Technisch medewerker"),
        "fte",
        0,
    ),
    "rent-socialisation": Chapter(
        (
            "Loger sans attendre une partie des candidats au logement social.",
            "Een deel van de kandidaat-huurders zonder wachten huisvesten.",
        ),
        (
            Commitment(
                (
                    "La commune et le CPAS appliquent un loyer social à une part de "
                    "leurs logements.",
                    "De gemeente en het OCMW passen op een deel van hun woningen een "
                    "sociale huurprijs toe.",
                ),
                ("socialised", "subsidised"),
            ),
        ),
        (
            "Proposer le bail socialisé à chaque nouvelle location",
            "Bij elke nieuwe verhuring een gesocialiseerde huurovereenkomst aanbieden",
        ),
        3,
        ("Part communale des loyers", "Gemeentelijk deel van de huurprijzen"),
        "amount",
        60_000,
    ),
    "acquisition": Chapter(
        (
            "Agrandir le parc public sans attendre la construction.",
            "Het openbare woningbestand vergroten zonder op nieuwbouw te wachten.",
        ),
        (
            Commitment(
                (
                    "La commune achète des logements existants et les loue à un loyer "
                    "abordable.",
                    "De gemeente koopt bestaande woningen aan en verhuurt ze tegen "
                    "een betaalbare huurprijs.",
                ),
                ("acquired", "invested"),
            ),
        ),
        (
            "Examiner chaque mois les ventes publiques d’immeubles",
            "Elke maand de openbare verkopen van gebouwen onderzoeken",
        ),
        11,
        ("Budget d’acquisition", "Aankoopbudget"),
        "amount",
        480_000,
    ),
    "reasonable-rent": Chapter(
        (
            "Que locataires et bailleurs connaissent le prix juste.",
            "Huurders en verhuurders kennen de billijke prijs.",
        ),
        (
            Commitment(
                (
                    "La commune maintient le nombre de logements confiés à une agence "
                    "immobilière sociale.",
                    "De gemeente houdt het aantal woningen op peil dat aan een "
                    "sociaal verhuurkantoor is toevertrouwd.",
                ),
                ("managed",),
            ),
            Commitment(
                (
                    "La commune informe le public de la grille indicative des loyers.",
                    "De gemeente licht het publiek voor over het indicatief rooster "
                    "van huurprijzen.",
                ),
                ("informed",),
            ),
        ),
        (
            "Tenir une permanence du logement chaque semaine",
            "Elke week een zitdag huisvesting houden",
        ),
        11,
        ("Permanence du logement", "Zitdag huisvesting"),
        "in_kind",
        0,
    ),
}
