"""How many dwellings there are, and in which state: built, vacant, unfit."""

from accord.dashboards.demonstration.indicators.indicator import DWELLINGS, Indicator

OF_DWELLINGS = (
    Indicator(
        "started",
        "social-housing",
        ("Logements sociaux mis en chantier", "Sociale woningen in aanbouw genomen"),
        (
            "Logements sociaux dont le chantier a commencé sur le territoire de la "
            "commune, quel que soit le maître d’ouvrage.",
            "Sociale woningen waarvan de bouw op het grondgebied van de gemeente is "
            "begonnen, ongeacht de bouwheer.",
        ),
        level="output",
        kind="count",
        counted="flow",
        direction="increase",
        rollup="sum",
        start=0,
        step=6,
        unit=DWELLINGS,
        more={
            "verification_fr": "Ordre de commencer les travaux.",
            "verification_nl": "Bevel van aanvang van de werken.",
        },
    ),
    Indicator(
        "share",
        "social-housing",
        (
            "Part de logements sociaux dans le parc de logements",
            "Aandeel sociale woningen in het woningbestand",
        ),
        (
            "Logements sociaux rapportés à tous les logements de la commune, au "
            "dernier jour de la période.",
            "Sociale woningen in verhouding tot alle woningen van de gemeente, op de "
            "laatste dag van de periode.",
        ),
        level="outcome",
        kind="ratio",
        counted="stock",
        direction="increase",
        rollup="ratio_of_sums",
        start=900,
        step=12,
        more={
            "numerator_label_fr": "logements sociaux",
            "numerator_label_nl": "sociale woningen",
            "denominator_label_fr": "logements",
            "denominator_label_nl": "woningen",
        },
    ),
    Indicator(
        "returned",
        "vacant-dwellings",
        (
            "Logements inoccupés remis sur le marché",
            "Leegstaande woningen weer op de markt gebracht",
        ),
        (
            "Logements inscrits à l’inventaire des logements inoccupés et de nouveau "
            "habités à titre de résidence principale.",
            "Woningen uit de inventaris van de leegstaande woningen die opnieuw als "
            "hoofdverblijfplaats bewoond worden.",
        ),
        level="outcome",
        kind="count",
        counted="flow",
        direction="increase",
        rollup="sum",
        start=0,
        step=9,
        unit=DWELLINGS,
        more={
            "evidence_required": True,
            "verification_fr": "Extrait de l’inventaire communal et du registre de la "
            "population.",
            "verification_nl": "Uittreksel uit de gemeentelijke inventaris en uit het "
            "bevolkingsregister.",
        },
    ),
    Indicator(
        "vacant",
        "vacant-dwellings",
        ("Logements présumés inoccupés", "Vermoedelijk leegstaande woningen"),
        (
            "Logements présumés inoccupés selon l’inventaire communal, au dernier "
            "jour de la période.",
            "Vermoedelijk leegstaande woningen volgens de gemeentelijke inventaris, "
            "op de laatste dag van de periode.",
        ),
        level="impact",
        kind="count",
        counted="stock",
        direction="decrease",
        rollup="sum",
        start=130,
        step=-6,
        unit=DWELLINGS,
    ),
    Indicator(
        "owners",
        "vacant-dwellings",
        (
            "Propriétaires de logements inoccupés rencontrés",
            "Bereikte eigenaars van leegstaande woningen",
        ),
        (
            "Propriétaires avec qui un entretien a eu lieu depuis l’entrée en vigueur "
            "du contrat ; chacun est compté une fois.",
            "Eigenaars met wie sinds de inwerkingtreding van de overeenkomst een "
            "gesprek heeft plaatsgevonden; elke eigenaar telt één keer.",
        ),
        level="output",
        kind="count",
        counted="to_date",
        direction="increase",
        rollup="sum",
        start=0,
        step=15,
        unit=("propriétaires", "eigenaars"),
    ),
    Indicator(
        "inventory",
        "public-land",
        (
            "Inventaire des terrains et immeubles publics tenu à jour",
            "Bijgehouden inventaris van de openbare gronden en gebouwen",
        ),
        (
            "Au dernier jour de la période, l’inventaire communal date de moins de "
            "douze mois.",
            "Op de laatste dag van de periode is de gemeentelijke inventaris minder "
            "dan twaalf maanden oud.",
        ),
        level="means",
        kind="yes_no",
        counted="stock",
        direction="maintain",
        rollup="sum",
        start=1,
        step=0,
    ),
    Indicator(
        "concerted",
        "public-land",
        (
            "Avancement de la concertation sur le foncier public",
            "Voortgang van het overleg over de openbare gronden",
        ),
        (
            "Le degré atteint au dernier jour de la période par la concertation entre "
            "la commune et les opérateurs immobiliers publics.",
            "De stap die het overleg tussen de gemeente en de openbare "
            "vastgoedoperatoren op de laatste dag van de periode heeft bereikt.",
        ),
        level="output",
        kind="scale",
        counted="stock",
        direction="increase",
        rollup="list",
        start=0,
        step=1,
        more={
            "scale_fr": "pas commencée\nopérateurs invités\nsites choisis\n"
            "programme arrêté\nconventions signées",
            "scale_nl": "niet begonnen\noperatoren uitgenodigd\nlocaties gekozen\n"
            "programma vastgelegd\novereenkomsten ondertekend",
        },
    ),
    Indicator(
        "inspected",
        "unfit-dwellings",
        ("Logements contrôlés", "Gecontroleerde woningen"),
        (
            "Logements visités par la commune à la suite d’une plainte ou d’office.",
            "Woningen die de gemeente na een klacht of ambtshalve heeft bezocht.",
        ),
        level="output",
        kind="count",
        counted="flow",
        direction="increase",
        rollup="sum",
        start=0,
        step=20,
        unit=DWELLINGS,
    ),
    Indicator(
        "mended",
        "unfit-dwellings",
        (
            "Part des logements contrôlés remis en conformité",
            "Aandeel gecontroleerde woningen dat in orde is gebracht",
        ),
        (
            "Logements remis en conformité rapportés aux logements contrôlés, depuis "
            "l’entrée en vigueur du contrat.",
            "In orde gebrachte woningen in verhouding tot de gecontroleerde woningen, "
            "sinds de inwerkingtreding van de overeenkomst.",
        ),
        level="outcome",
        kind="ratio",
        counted="to_date",
        direction="increase",
        rollup="ratio_of_sums",
        start=0,
        step=11,
        more={
            "numerator_label_fr": "logements remis en conformité",
            "numerator_label_nl": "in orde gebrachte woningen",
            "denominator_label_fr": "logements contrôlés",
            "denominator_label_nl": "gecontroleerde woningen",
        },
    ),
    Indicator(
        "waiting",
        "unfit-dwellings",
        (
            "Part des plaintes sans visite après trente jours",
            "Aandeel klachten zonder bezoek na dertig dagen",
        ),
        (
            "Plaintes de la période restées plus de trente jours sans visite, "
            "rapportées à toutes les plaintes de la période.",
            "Klachten uit de periode die langer dan dertig dagen zonder bezoek "
            "bleven, in verhouding tot alle klachten uit de periode.",
        ),
        level="outcome",
        kind="ratio",
        counted="flow",
        direction="decrease",
        rollup="ratio_of_sums",
        start=60,
        step=-5,
        more={
            "numerator_label_fr": "plaintes sans visite",
            "numerator_label_nl": "klachten zonder bezoek",
            "denominator_label_fr": "plaintes",
            "denominator_label_nl": "klachten",
        },
    ),
)
