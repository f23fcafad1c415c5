"""The document of a text: lasting, tagged, in both languages, the same again."""

import json
from io import BytesIO

import pikepdf
import pytest
from django.test import override_settings

from accord.instruments.actions.opening import open_amendment
from accord.instruments.actions.writing import add_node, edit_node
from accord.instruments.content import text_of
from accord.instruments.documents import rendered
from accord.instruments.models import Commitment, Target
from tests import make
from tests.documents.reading import pages
from tests.instruments import story
from tests.instruments.rows import AT
from tests.instruments.story import bytes_of

pytestmark = pytest.mark.django_db


def shown(pdf):
    """All its letters, without spaces and without the hyphens at ends of lines."""
    return "".join(pages(pdf)).replace("-", "")


def near(words):
    return "".join(words.split()).replace("-", "")


def amended(cast, made):
    """A text agreed on that lowers one target and rewrites one commitment."""
    target = made.targets[1]
    text = open_amendment(
        made.text,
        lineages=[str(target.lineage), str(made.commitment.lineage)],
        reason_fr="Moins de logements vides.",
        reason_nl="Minder leegstand.",
        by=cast.ines,
    )
    opened = Target.objects.of(text).get(lineage=target.lineage)
    edit_node(
        opened,
        value=30,
        reason_fr="La vacance recule.",
        reason_nl="De leegstand daalt.",
        by=cast.ines,
    )
    commitment = Commitment.objects.of(text).get(lineage=made.commitment.lineage)
    edit_node(
        commitment,
        text_fr="Avec les propriétaires.",
        text_nl="Met de eigenaars.",
        by=cast.ines,
    )
    return story.agreed(cast, text)


def test_the_document_lasts_and_is_tagged_in_both_languages(cast):
    text = story.agreed(cast, story.written(cast).text)
    with pikepdf.open(BytesIO(bytes_of(text))) as document:
        told = document.open_metadata()
        tags = [
            str(item["/S"])
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/StructElem"
        ]
        spoken = {
            str(item["/Lang"])[:2]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Lang" in item
        }
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")
        assert told["pdfuaid:part"] == "1"
        assert document.Root.MarkInfo.Marked
    assert tags.count("/H1") == 1
    assert tags.count("/TH") > 10
    assert spoken == {"fr", "nl"}


def test_the_document_says_all_that_was_agreed_as_people_write_it(cast):
    made = story.written(cast, target=1200)
    text = story.agreed(cast, made.text)
    letters = shown(bytes_of(text))

    for words in (
        text.document.number,
        text.text_hash,
        "Remettre des logements inoccupés sur le marché.",
        "Leegstaande woningen opnieuw laten bewonen.",
        "31 décembre 2025",
        "31 december 2025",
        "1 200 logements",
        "1.200 woningen",
        "1,5 ETP",
        "1,5 vte",
        "Région 60 %, commune 40 %",
        "Bourgmestre",
        "Staatssecretaris",
        "Logements inoccupés qui sont de nouveau habités.",
        "plus il y en a, mieux c’est",
        "Commune d’Ixelles",
        f"code={text.text_hash[:12]}",
    ):
        assert near(words) in letters, words


def test_forty_commitments_make_many_pages_and_none_is_lost(cast):
    made = story.written(cast)
    for number in range(39):
        add_node(
            made.taken,
            kind="commitments",
            text_fr=f"Engagement de plus {number}. " * 12,
            text_nl=f"Verbintenis erbij {number}. " * 12,
            by=cast.ines,
        )
    content = text_of(made.text).content
    pdf = rendered(content, number="X-1", text_hash="a" * 64, at=AT)
    letters = shown(pdf)
    assert len(pages(pdf)) > 5
    for number in range(39):
        assert f"Engagementdeplus{number}." in letters
        assert f"Verbinteniserbij{number}." in letters


@override_settings(DEMO=True)
def test_a_demonstration_is_marked(cast):
    text = story.agreed(cast, story.written(cast).text)
    assert near("Démonstration, sans valeur") in shown(bytes_of(text))


def test_what_is_typed_is_never_a_command_of_the_typesetter(cast):
    made = story.written(cast)
    edit_node(
        made.commitment,
        text_fr='#panic("x") *gras* $x$ \\ @ref',
        text_nl="<a> [b] `c` // d",
        by=cast.ines,
    )
    letters = shown(bytes_of(story.agreed(cast, made.text)))
    assert near('#panic("x")*gras*$x$') in letters.replace("“", '"').replace("”", '"')


def test_an_amendment_first_says_what_changes_in_both_languages(cast):
    made = story.in_force(cast)
    text = amended(cast, made)
    letters = shown(bytes_of(text))

    for words in (
        "Avenant 1 au contrat logement",
        "Aanhangsel 1 bij de huisvestingsovereenkomst",
        "Moins de logements vides.",
        "La vacance recule.",
        "40 logements",
        "30 logements",
        "30 woningen",
        "Met de eigenaars.",
        "Avenant 1 · Aanhangsel 1",
    ):
        assert near(words) in letters, words
    changes, consolidated = letters.split(near("Mission · Opdracht 1 –"), 1)
    assert near("Remettre des logements inoccupés sur le marché.") in changes
    assert near("Remettre des logements inoccupés sur le marché.") not in consolidated
    again = rendered(
        json.loads(json.dumps(text.content)),
        number=text.document.number,
        text_hash=text.text_hash,
        at=text.agreed_at,
        before=made.text.content,
    )
    assert again == bytes_of(text)


def test_a_long_text_goes_on_over_pages_in_the_changes_too(cast):
    made = story.in_force(cast)
    text = open_amendment(
        made.text,
        lineages=[str(made.commitment.lineage)],
        reason_fr="R.",
        reason_nl="R.",
        by=cast.ines,
    )
    commitment = Commitment.objects.of(text).get()
    edit_node(
        commitment,
        text_fr="Un très long engagement. " * 400 + "Fin.",
        text_nl="Een heel lange verbintenis. " * 400 + "Einde.",
        by=cast.ines,
    )
    letters = shown(bytes_of(story.agreed(cast, text)))
    assert letters.count("Fin.") == 2
    assert letters.count("Einde.") == 2


def test_a_scale_a_ratio_and_yes_or_no_are_said_in_words(cast):
    made = story.written(cast)
    scale = make.definition(
        mission=made.mission,
        value_kind="scale",
        territory_rollup="list",
        scale_fr="Non\nEn cours\nFait",
        scale_nl="Nee\nBezig\nGedaan",
        unit_fr="",
        unit_nl="",
    )
    ratio = make.definition(
        mission=made.mission,
        value_kind="ratio",
        territory_rollup="ratio_of_sums",
        numerator_label_fr="Visites",
        numerator_label_nl="Bezoeken",
        denominator_label_fr="Demandes",
        denominator_label_nl="Aanvragen",
    )
    for definition, value in (
        (scale, {"value": 1}),
        (ratio, {"numerator": 3, "denominator": 4}),
    ):
        indicator = add_node(
            made.commitment,
            kind="indicators",
            definition=definition,
            baseline_state="not_applicable",
            tolerance_pct=0,
            by=cast.ines,
        )
        add_node(indicator, kind="targets", period=None, by=cast.ines, **value)
    letters = shown(bytes_of(story.agreed(cast, made.text)))
    for words in ("En cours · Bezig", "3 / 4 (75 %)", "Visites", "sans objet"):
        assert near(words) in letters, words
