"""What dwellings cost: rents, and dwellings bought."""

from accord.dashboards.demonstration.indicators.indicator import (
    DWELLINGS,
    EURO,
    Indicator,
)

OF_PRICES = (
    Indicator(
        "socialised",
        "rent-socialisation",
        (
            "Logements de la commune et du CPAS à loyer socialisé",
            "Gemeente- en OCMW-woningen met een gesocialiseerde huurprijs",
        ),
        (
            "Logements loués à un loyer social au dernier jour de la période.",
            "Woningen die op de laatste dag van de periode tegen een sociale "
            "huurprijs verhuurd zijn.",
        ),
        level="outcome",
        kind="count",
        counted="stock",
        direction="increase",
        rollup="sum",
        start=20,
        step=5,
        unit=DWELLINGS,
    ),
    Indicator(
        "subsidised",
        "rent-socialisation",
        (
            "Montant des loyers pris en charge",
            "Bedrag van de ten laste genomen huurprijzen",
        ),
        (
            "Différence entre le loyer ordinaire et le loyer social, demandée à la "
            "Région pour la période.",
            "Verschil tussen de gewone en de sociale huurprijs dat voor de periode "
            "aan het Gewest gevraagd is.",
        ),
        level="means",
        kind="amount",
        counted="flow",
        direction="maintain",
        rollup="sum",
        start=30_000,
        step=0,
        unit=EURO,
        more={"is_public": False},
    ),
    Indicator(
        "acquired",
        "acquisition",
        ("Logements acquis", "Aangekochte woningen"),
        (
            "Logements existants achetés par la commune ou le CPAS depuis l’entrée en "
            "vigueur du contrat, à la date de l’acte.",
            "Bestaande woningen die de gemeente of het OCMW sinds de "
            "inwerkingtreding van de overeenkomst heeft aangekocht, op de datum van "
            "de akte.",
        ),
        level="output",
        kind="count",
        counted="to_date",
        direction="increase",
        rollup="sum",
        start=0,
        step=2,
        unit=DWELLINGS,
    ),
    Indicator(
        "invested",
        "acquisition",
        (
            "Montant engagé pour l’acquisition",
            "Voor de aankoop vastgelegd bedrag",
        ),
        (
            "Montants engagés au budget communal pour l’achat de logements pendant la "
            "période.",
            "Bedragen die tijdens de periode op de gemeentebegroting zijn vastgelegd "
            "voor de aankoop van woningen.",
        ),
        level="means",
        kind="amount",
        counted="flow",
        direction="increase",
        rollup="sum",
        start=0,
        step=240_000,
        unit=EURO,
    ),
    Indicator(
        "managed",
        "reasonable-rent",
        (
            "Logements confiés à une agence immobilière sociale",
            "Aan een sociaal verhuurkantoor toevertrouwde woningen",
        ),
        (
            "Logements de la commune gérés par une agence immobilière sociale au "
            "dernier jour de la période.",
            "Woningen in de gemeente die op de laatste dag van de periode door een "
            "sociaal verhuurkantoor beheerd worden.",
        ),
        level="outcome",
        kind="count",
        counted="stock",
        direction="maintain",
        rollup="mean",
        start=75,
        step=0,
        unit=DWELLINGS,
    ),
    Indicator(
        "informed",
        "reasonable-rent",
        (
            "Information sur la grille indicative des loyers",
            "Voorlichting over het indicatief rooster van huurprijzen",
        ),
        (
            "Ce que la commune a fait pendant la période pour faire connaître la "
            "grille aux locataires et aux bailleurs.",
            "Wat de gemeente tijdens de periode heeft gedaan om het rooster bij "
            "huurders en verhuurders bekend te maken.",
        ),
        level="output",
        kind="narrative",
        counted="flow",
        direction="none",
        rollup="none",
        start=0,
        step=0,
    ),
)
