"""What the Region asks for, as tables."""

from accord.lib.tabular import Column, Table, Type
from accord.sources.exports import note_columns, source_columns

PLAN_ACTIONS = Table(
    name="plan-actions",
    title_fr="Actions du plan",
    title_nl="Acties van het plan",
    description_fr="Une ligne par action connue des plans régionaux pour le logement, "
    "avec son axe. Une action dont le numéro n’est pas connu n’y figure pas.",
    description_nl="Eén rij per bekende actie van de gewestelijke plannen voor "
    "huisvesting, met haar actieterrein. Een actie waarvan het nummer niet bekend is, "
    "staat er niet in.",
    columns=(
        Column("plan", "Code du plan.", "Code van het plan.", "plan.code"),
        Column(
            "plan_fr",
            "Titre du plan en français.",
            "Titel van het plan in het Frans.",
            "plan.title_fr",
        ),
        Column(
            "plan_nl",
            "Titre du plan en néerlandais.",
            "Titel van het plan in het Nederlands.",
            "plan.title_nl",
        ),
        Column(
            "number",
            "Numéro de l’action dans le plan.",
            "Nummer van de actie in het plan.",
            "number",
            Type.INTEGER,
        ),
        Column(
            "title_fr",
            "Titre de l’action en français.",
            "Titel van de actie in het Frans.",
            "title_fr",
        ),
        Column(
            "title_nl",
            "Titre de l’action en néerlandais.",
            "Titel van de actie in het Nederlands.",
            "title_nl",
        ),
        Column(
            "axis",
            "Numéro de l’axe. Vide : non connu.",
            "Nummer van het actieterrein. Leeg: niet bekend.",
            "axis.number",
            Type.INTEGER,
        ),
        Column(
            "axis_fr",
            "Titre de l’axe en français.",
            "Titel van het actieterrein in het Frans.",
            "axis.title_fr",
        ),
        Column(
            "axis_nl",
            "Titre de l’axe en néerlandais.",
            "Titel van het actieterrein in het Nederlands.",
            "axis.title_nl",
        ),
        *note_columns(),
        *source_columns(),
    ),
)
