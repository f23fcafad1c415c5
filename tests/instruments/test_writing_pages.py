"""Drafting a text together, on the screen."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from accord.directory.models import Service
from accord.instruments.actions.deciding import submit_text
from accord.instruments.actions.opening import open_amendment
from accord.instruments.actions.writing import add_node, edit_node, remove_node
from accord.instruments.models import (
    AgreedIndicator,
    Commitment,
    Instrument,
    Means,
    MissionTaken,
    OperationalAction,
    Signatory,
    Target,
)
from accord.threads.actions import add_remark
from accord.threads.models import Remark
from accord.workflow import version_of
from tests import make
from tests.instruments import story

pytestmark = pytest.mark.django_db

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def made(cast):
    return story.written(cast)


def url(name, *args):
    return reverse(f"instruments:{name}", args=args)


def adding(made, kind, under):
    return url("node_add", made.text.pk, kind, under.lineage)


def commenting(made, place):
    return reverse("threads:remark_add", args=["instrument", made.text.pk, place])


def editing(node):
    return url("node_edit", node.instrument_id, node.KIND, node.lineage)


def means_data(**fields):
    defaults = {
        "text_fr": "Agents",
        "year": "2026",
        "means_kind": "amount",
        "amount_eur": "60.000,50",
        "share_region": "75",
        "share_municipality": "25",
        "share_other": "0",
    }
    return defaults | fields


# Opening and the list


def test_the_region_opens_a_draft_that_the_municipality_then_sees(sign_in, cast):
    model, calendar = make.model_agreement(), make.calendar()
    data = {
        "municipality": cast.ixelles.pk,
        "model": model.pk,
        "calendar": calendar.pk,
    }
    sign_in(cast.remy).post(url("draft_open"), data)
    text = Instrument.objects.get()

    page = sign_in(cast.ines).get(url("instrument_list")).text
    assert text.get_absolute_url() in page
    assert "Vous rédigez" in page or "You are writing your commitments." in page
    assert (
        text.get_absolute_url()
        not in sign_in(cast.nora).get(url("instrument_list")).text
    )
    again = sign_in(cast.remy).post(url("draft_open"), data)
    assert again.status_code == 409
    assert Instrument.objects.count() == 1


def test_the_list_is_filtered_by_state_and_by_agreement(sign_in, cast, made):
    client = sign_in(cast.lea)
    here = made.text.get_absolute_url()

    def shown(**filters):
        return here in client.get(url("instrument_list"), filters).text

    assert shown()
    assert shown(state="drafting")
    assert not shown(state="signed")
    assert shown(agreement=made.text.agreement_id)
    assert not shown(agreement=made.text.agreement_id + 1)
    assert not shown(agreement=made.text.agreement_id + 1, state="")
    assert client.get(url("instrument_list"), {"agreement": "x"}).status_code == 200


# Reading


def test_the_page_shows_the_whole_text_with_its_targets(sign_in, cast, made):
    page = sign_in(cast.ines).get(made.text.get_absolute_url()).text

    for said in (
        "Remettre des logements inoccupés sur le marché.",
        "Écrire aux propriétaires",
        "Agents",
        made.definition.name_fr,
        "40\xa0logements",
        "80\xa0logements",
        made.plan_action.title_fr,
        "Bourgmestre",
    ):
        assert said in page, said
    for node in (made.taken, made.commitment, made.action, *made.targets):
        assert f'id="{node.lineage}"' in page


def test_a_long_text_starts_with_its_missions_one_click_away(sign_in, cast, made):
    client = sign_in(cast.lea)
    assert (
        'aria-labelledby="missions"'
        not in client.get(url("instrument_detail", made.text.pk)).text
    )

    mission = make.mission(model=made.text.agreement.model, title_fr="Trouver un toit")
    second = add_node(made.text, kind="missions", mission=mission, by=cast.ines)

    page = client.get(url("instrument_detail", made.text.pk)).text
    _before, listed = page.split('aria-labelledby="missions"')
    listed, text = listed.split("</nav>", 1)
    for taken in (made.taken, second):
        assert f'href="#{taken.lineage}"' in listed
        assert f'id="{taken.lineage}"' in text
    assert "Trouver un toit" in listed


def test_each_language_shows_its_own_text_and_says_where_it_has_none(
    sign_in, cast, made
):
    add_node(made.taken, kind="commitments", text_fr="En français seul.", by=cast.ines)
    client = sign_in(cast.ines)
    with override("nl"):
        page = client.get(made.text.get_absolute_url()).text

    assert "Leegstaande woningen opnieuw laten bewonen." in page
    assert "Remettre des logements inoccupés" not in page
    assert '<span lang="fr">En français seul.</span>' in page


def test_an_agreed_text_reads_the_same_and_offers_no_change(sign_in, cast, made):
    story.agreed(cast, made.text)
    page = sign_in(cast.ines).get(made.text.get_absolute_url()).text

    assert "40\xa0logements" in page
    assert editing(made.commitment) not in page
    assert sign_in(cast.ines).get(editing(made.commitment)).status_code == 409
    assert sign_in(cast.ines).get(url("gap_list", made.text.pk)).status_code == 200


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("instrument_detail", ()),
        ("gap_list", ()),
        ("instrument_history", ()),
        ("terms_edit", ()),
        ("signatory_edit", (1,)),
        ("node_add", ("missions",)),
    ],
)
def test_another_municipality_finds_nothing(name, args, sign_in, cast, made):
    assert sign_in(cast.nora).get(url(name, made.text.pk, *args)).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        lambda made: url("node_add", made.text.pk, "dreams"),
        lambda made: url("node_add", made.text.pk, "commitments"),
        lambda made: adding(made, "missions", made.taken),
        lambda made: adding(made, "indicators", made.taken),
        lambda made: url("node_edit", made.text.pk, "means", made.commitment.lineage),
        lambda made: commenting(made, "00000000-0000-4000-8000-000000000000"),
        lambda made: url("signatory_edit", made.text.pk, 9),
        lambda made: adding(made, "indicators", made.commitment) + "?definition=999",
    ],
)
def test_what_is_no_part_of_the_text_is_not_found(address, sign_in, cast, made):
    assert sign_in(cast.ines).get(address(made)).status_code == 404


# Writing its parts


def test_a_text_is_written_form_by_form(sign_in, cast):
    text = story.draft(cast)
    mission = make.mission(model=text.agreement.model)
    definition = make.definition(mission=mission)
    period = make.period(date(2025, 1, 1), calendar=text.calendar)
    client = sign_in(cast.ines)

    answer = client.post(url("node_add", text.pk, "missions"), {"mission": mission.pk})
    taken = MissionTaken.objects.get()
    assert answer.url == f"{text.get_absolute_url()}#{taken.lineage}"
    client.post(
        url("node_add", text.pk, "commitments", taken.lineage), {"text_fr": "Agir."}
    )
    commitment = Commitment.objects.get()
    assert (commitment.text_fr, commitment.text_nl) == ("Agir.", "")

    indicators = url("node_add", text.pk, "indicators", commitment.lineage)
    assert definition.name_fr in client.get(indicators).text
    client.post(
        f"{indicators}?definition={definition.pk}",
        {"baseline_state": "known", "value": "1 000,5", "tolerance_pct": "15"},
    )
    indicator = AgreedIndicator.objects.get()
    assert (indicator.value, indicator.tolerance_pct) == (Decimal("1000.5"), 15)

    targets = url("node_add", text.pk, "targets", indicator.lineage)
    client.post(targets, {"period": period.pk, "value": "1.200"})
    client.post(targets, {"period": "", "value": "2.400"})
    assert set(Target.objects.values_list("period", "value")) == {
        (period.pk, 1200),
        (None, 2400),
    }

    client.post(
        url("node_add", text.pk, "means", taken.lineage), means_data(text_nl="Mensen")
    )
    means = Means.objects.get()
    assert (means.amount_eur, means.share_region) == (Decimal("60000.50"), 75)


def test_the_same_form_comes_back_to_add_another(sign_in, cast, made):
    address = adding(made, "commitments", made.taken)
    answer = sign_in(cast.ines).post(address, {"text_nl": "Nog een", "again": "1"})

    assert answer.url == address


def test_an_action_serves_several_commitments_and_is_of_a_service(sign_in, cast, made):
    other = add_node(made.taken, kind="commitments", text_fr="Autre", by=cast.ines)
    service = Service.objects.create(
        organisation=cast.ixelles, name_fr="Logement", name_nl="Huisvesting"
    )
    data = {
        "title_fr": "Enquêter",
        "service": service.pk,
        "starts_on": "01/02/2026",
        "due_on": "30/6/2026",
        "commitments": [made.commitment.pk, other.pk],
        "plan_actions": [made.plan_action.pk],
    }
    sign_in(cast.ines).post(adding(made, "actions", made.taken), data)

    action = OperationalAction.objects.get(title_fr="Enquêter")
    assert (action.organisation, action.service) == (cast.ixelles, service)
    assert (action.starts_on, action.due_on) == (date(2026, 2, 1), date(2026, 6, 30))
    form = sign_in(cast.ines).get(editing(action)).context["form"]
    assert form["commitments"].initial == [made.commitment.pk, other.pk]
    assert form["plan_actions"].initial == [made.plan_action.pk]
    page = sign_in(cast.ines).get(editing(action)).text
    assert '<optgroup label="Ixelles">' in page
    assert 'value="01/02/2026"' in page


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("commitments", {"text_fr": "", "text_nl": " "}, "text_fr"),
        ("actions",
         {"title_fr": "a", "starts_on": "01/02/2026", "due_on": "01/01/2026"},
         "due_on"),
        ("actions", {"title_fr": "a", "due_on": "soon"}, "due_on"),
        ("means", means_data(share_region="60"), "share_region"),
        ("means", means_data(amount_eur=""), "amount_eur"),
        ("means", means_data(means_kind="fte", amount_eur=""), "fte"),
        ("means", means_data(means_kind="in_kind"), "amount_eur"),
        ("means", means_data(share_region="55", share_other="20"), "other_payer"),
        ("means", means_data(share_region="175", share_municipality="-75"),
         "share_region"),
        ("means", means_data(year="20266"), "year"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_kept(
    kind, data, field, sign_in, cast, made
):
    answer = sign_in(cast.ines).post(adding(made, kind, made.taken), data)

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "__all__" not in answer.context["form"].errors
    for typed in data.values():
        assert typed.strip() in answer.text


def test_a_service_of_another_organisation_is_said_at_its_field(sign_in, cast, made):
    foreign = Service.objects.create(
        organisation=cast.region, name_fr="Primes", name_nl="Premies"
    )
    data = {
        "title_fr": "a",
        "organisation": cast.ixelles.pk,
        "service": foreign.pk,
        "commitments": ["999999"],
    }
    answer = sign_in(cast.ines).post(adding(made, "actions", made.taken), data)

    assert set(answer.context["form"].errors) == {"service", "commitments"}


def test_a_period_has_one_target_and_a_known_baseline_its_value(sign_in, cast, made):
    client = sign_in(cast.ines)
    targets = adding(made, "targets", made.indicator)

    twice = client.post(targets, {"period": made.periods[0].pk, "value": "1"})
    assert list(twice.context["form"].errors) == ["period"]
    overall = client.post(targets, {"period": "", "value": "1"})
    assert list(overall.context["form"].errors) == ["period"]
    third = make.period(date(2026, 1, 1), calendar=made.text.calendar)
    empty = client.post(targets, {"period": third.pk, "value": ""})
    assert list(empty.context["form"].errors) == ["value"]
    known = client.post(
        editing(made.indicator), {"baseline_state": "known", "tolerance_pct": "15"}
    )
    assert list(known.context["form"].errors) == ["value"]
    one_language = client.post(
        editing(made.indicator),
        {
            "baseline_state": "pending",
            "tolerance_pct": "15",
            "baseline_source_fr": "Cadastre",
        },
    )
    assert list(one_language.context["form"].errors) == ["baseline_source_fr"]


@pytest.mark.parametrize(
    ("fields", "typed", "stored", "said"),
    [
        (
            {
                "value_kind": "ratio",
                "territory_rollup": "ratio_of_sums",
                "numerator_label_fr": "remis",
                "numerator_label_nl": "opnieuw",
                "denominator_label_fr": "vides",
                "denominator_label_nl": "leeg",
            },
            {"numerator": "12", "denominator": "30"},
            (None, 12, 30),
            "12 / 30 (40\xa0%)",
        ),
        (
            {"value_kind": "yes_no", "territory_rollup": "none"},
            {"value": "1"},
            (1, None, None),
            "Oui",
        ),
        (
            {
                "value_kind": "scale",
                "territory_rollup": "none",
                "scale_fr": "Rien\nDébut\nTout",
                "scale_nl": "Niets\nBegin\nAlles",
            },
            {"value": "2"},
            (2, None, None),
            "Tout",
        ),
        (
            {"value_kind": "amount", "unit_fr": "", "unit_nl": ""},
            {"value": "1.000,25"},
            (Decimal("1000.25"), None, None),
            "€",
        ),
    ],
)
def test_each_kind_of_value_has_its_fields(
    fields, typed, stored, said, sign_in, cast, made
):
    definition = make.definition(mission=made.mission, **fields)
    client = sign_in(cast.ines)
    address = adding(made, "indicators", made.commitment)
    address = f"{address}?definition={definition.pk}"
    base = {"baseline_state": "known", "tolerance_pct": "0"}

    assert client.post(address, base).context["form"].errors
    client.post(address, base | typed)
    indicator = AgreedIndicator.objects.get(definition=definition)
    found = (indicator.value, indicator.numerator, indicator.denominator)
    assert found == stored
    assert said in client.get(made.text.get_absolute_url()).text
    target = adding(made, "targets", indicator)
    assert client.post(target, typed).status_code == 302
    form = client.get(editing(indicator)).context["form"]
    for name, value in typed.items():
        assert str(form[name].value()).replace(".", ",") in value.replace(".", "")


def test_a_text_indicator_has_neither_value_nor_target(sign_in, cast, made):
    definition = make.definition(
        mission=made.mission, value_kind="narrative", territory_rollup="none"
    )
    address = adding(made, "indicators", made.commitment)
    client = sign_in(cast.ines)
    address = f"{address}?definition={definition.pk}"
    wrong = client.post(address, {"baseline_state": "known", "tolerance_pct": "0"})
    assert "baseline_state" in wrong.context["form"].errors
    client.post(address, {"baseline_state": "not_applicable", "tolerance_pct": "0"})

    indicator = AgreedIndicator.objects.get(definition=definition)
    page = client.get(made.text.get_absolute_url()).text
    assert str(indicator.lineage) in page
    assert adding(made, "targets", indicator) not in page


def test_only_indicators_of_the_mission_that_are_valid_are_offered(sign_in, cast, made):
    old = make.definition(mission=made.mission, valid_to=date(2020, 1, 1))
    superseded = make.definition(mission=made.mission, code="a")
    new = make.definition(
        mission=made.mission, code="a", version=2, supersedes=superseded
    )
    foreign = make.definition()
    page = sign_in(cast.ines).get(adding(made, "indicators", made.commitment))

    assert set(page.context["offered"]) == {made.definition, new}
    assert not {old, foreign} & set(page.context["offered"])


def test_a_mission_is_taken_on_once(sign_in, cast, made):
    address = url("node_add", made.text.pk, "missions")
    answer = sign_in(cast.ines).post(address, {"mission": made.mission.pk})

    assert list(answer.context["form"].errors) == ["mission"]


def test_a_part_is_taken_out_with_what_stands_under_it(sign_in, cast, made):
    client = sign_in(cast.ines)
    address = url("node_remove", made.text.pk, "commitments", made.commitment.lineage)
    assert "Remettre" in client.get(address).text

    answer = client.post(address)
    assert answer.url.endswith(f"#{made.taken.lineage}")
    page = client.get(made.text.get_absolute_url()).text
    assert "Remettre" not in page
    assert made.definition.name_fr not in page
    assert client.get(editing(made.commitment)).status_code == 404


# Two people


def test_the_second_of_two_writers_is_shown_both_versions(sign_in, cast, made):
    address = editing(made.commitment)
    seen = sign_in(cast.ines).get(address).context["form"].version
    first = {"text_fr": "Le texte d’Ines", "text_nl": "A", "seen": seen}
    sign_in(cast.ines).post(address, first)

    second = {"text_fr": "Le texte de Remy", "text_nl": "A", "seen": seen}
    answer = sign_in(cast.remy).post(address, second)

    assert answer.status_code == 409
    assert answer.context["form"].meanwhile[0].who == "Ines"
    (both,) = answer.context["form"].both_versions()
    assert (both.stored, both.typed) == ("Le texte d’Ines", "Le texte de Remy")
    assert "Le texte de Remy</textarea>" in answer.text
    again = second | {"seen": answer.context["form"].version}
    assert sign_in(cast.remy).post(address, again).status_code == 302
    made.commitment.refresh_from_db()
    assert made.commitment.text_fr == "Le texte de Remy"


def test_both_versions_of_an_action_are_in_words(sign_in, cast, made):
    address = editing(made.action)
    data = {
        "title_fr": made.action.title_fr,
        "title_nl": made.action.title_nl,
        "organisation": cast.ixelles.pk,
        "starts_on": "01/01/2025",
        "due_on": "31/12/2025",
        "commitments": [made.commitment.pk],
        "plan_actions": [],
    }
    seen = sign_in(cast.ines).get(address).context["form"].version
    mine = data | {"seen": seen, "organisation": cast.region.pk}
    sign_in(cast.ines).post(address, mine)
    answer = sign_in(cast.remy).post(address, data | {"seen": seen})

    (both,) = answer.context["form"].both_versions()
    assert (both.stored, both.typed) == ("Bruxelles Logement", "Ixelles")


# Comments and review


def test_a_comment_is_answered_and_settled_in_its_thread(sign_in, cast, made):
    at = commenting(made, made.commitment.lineage)
    sign_in(cast.rita).post(at, {"text": "Hoeveel?", "language": "nl"})
    comment = Remark.objects.get()
    answer = reverse("threads:remark_answer", args=[comment.pk])
    sign_in(cast.ines).post(answer, {"text": "Quarante.", "language": "fr"})

    page = sign_in(cast.marc).get(made.text.get_absolute_url()).text
    assert '<p lang="nl">Hoeveel?</p>' in page
    assert '<p lang="fr">Quarante.</p>' in page
    assert answer not in page  # Marc only reads
    assert (
        sign_in(cast.ines)
        .post(at, {"text": "", "language": "fr"})
        .context["form"]
        .errors
    )

    sign_in(cast.rita).post(reverse("threads:remark_settle", args=[comment.pk]))
    page = sign_in(cast.marc).get(made.text.get_absolute_url()).text
    assert "Hoeveel?" not in page
    assert "Quarante." not in page
    assert sign_in(cast.ines).get(answer).status_code == 404


def test_a_comment_on_a_part_that_was_taken_out_stays_in_sight(sign_in, cast, made):
    lineage = made.commitment.lineage
    add_remark(made.text, text="Combien ?", place=lineage, by=cast.rita)
    remove_node(made.commitment, by=cast.ines)

    page = sign_in(cast.rita).get(made.text.get_absolute_url())
    assert [thread.remark.text for thread in page.context["page"].lost] == ["Combien ?"]
    assert "Combien ?" in page.text


def test_in_review_only_what_has_an_open_comment_is_offered(sign_in, cast, made):
    submit_text(made.text, by=cast.ines)
    lineage = made.commitment.lineage
    add_remark(made.text, text="Combien ?", place=lineage, by=cast.rita)

    page = sign_in(cast.ines).get(made.text.get_absolute_url()).text
    offered = set(re.findall(r'href="([^"]*/modifier/)"', page))
    assert offered == {editing(made.commitment)}
    assert sign_in(cast.ines).get(editing(made.commitment)).status_code == 200
    closed = sign_in(cast.ines).get(editing(made.action))
    assert closed.status_code == 409
    assert (
        editing(made.commitment)
        not in sign_in(cast.remy).get(made.text.get_absolute_url()).text
    )
    assert sign_in(cast.remy).get(editing(made.commitment)).status_code == 409
    assert sign_in(cast.marc).get(editing(made.commitment)).status_code == 403


def test_an_amendment_offers_only_what_it_opened_and_asks_why(sign_in, cast):
    made = story.in_force(cast)
    target, client = made.targets[1], sign_in(cast.ines)
    amendment = open_amendment(
        made.text,
        lineages=[str(target.lineage)],
        reason_fr="Moins de logements vides.",
        reason_nl="Minder leegstand.",
        by=cast.ines,
    )
    address = url("node_edit", amendment.pk, "targets", target.lineage)
    page = client.get(amendment.get_absolute_url()).text
    assert set(re.findall(r'href="([^"]*/modifier/)"', page)) >= {address}
    assert url(
        "node_edit", amendment.pk, "commitments", made.commitment.lineage
    ) not in (page)

    data = {"period": made.periods[1].pk, "value": "30"}
    wrong = client.post(address, data)
    assert set(wrong.context["form"].errors) == {"reason_fr", "reason_nl"}
    seen = wrong.context["form"].node
    said = {"reason_fr": "Moins vides", "reason_nl": "Minder leeg"}
    client.post(address, data | said | {"seen": version_of(seen)})
    page = client.get(amendment.get_absolute_url()).text
    assert "30\xa0logements" in page
    assert "Moins vides" in page


# What is missing


def test_what_is_missing_leads_to_the_form_that_mends_it(sign_in, cast):
    text = story.draft(cast, calendar=None)
    mission = make.mission(model=text.agreement.model)
    client = sign_in(cast.ines)
    empty = client.get(url("gap_list", text.pk)).text
    for name, *more in (("terms_edit",), ("signatory_add",), ("node_add", "missions")):
        assert url(name, text.pk, *more) in empty

    taken = add_node(text, kind="missions", mission=mission, by=cast.ines)
    written = add_node(taken, kind="commitments", text_fr="a", by=cast.ines)
    page = client.get(url("gap_list", text.pk)).text
    assert url("node_add", text.pk, "indicators", written.lineage) in page
    assert editing(written) in page
    assert editing(written) not in sign_in(cast.lea).get(url("gap_list", text.pk)).text
    shown = sign_in(cast.lea).get(text.get_absolute_url())
    assert shown.context["page"].missing > 3


# Terms and who signs


def test_the_terms_are_changed_and_their_faults_said(sign_in, cast, made):
    client, address = sign_in(cast.ines), url("terms_edit", made.text.pk)
    seen = client.get(address).context["form"].version
    same = {"calendar": made.text.calendar_id, "seen": seen}

    wrong = client.post(
        address, same | {"effective_on": "1/1/2030", "ends_on": "1/1/2029"}
    )
    assert list(wrong.context["form"].errors) == ["ends_on"]
    other = client.post(address, same | {"calendar": make.calendar().pk})
    assert list(other.context["form"].errors) == ["calendar"]
    done = client.post(address, same | {"effective_on": "", "ends_on": "31/12/2031"})
    assert done.status_code == 302
    late = client.post(address, same | {"ends_on": "31/12/2032"})
    assert late.status_code == 409
    made.text.refresh_from_db()
    assert made.text.ends_on == date(2031, 12, 31)


def test_who_signs_is_added_changed_and_removed(sign_in, cast, made):
    client, pk = sign_in(cast.remy), made.text.pk
    data = {
        "side": "region",
        "name": "Ministre (test)",
        "capacity_fr": "Ministre",
        "capacity_nl": "Minister",
    }
    taken = client.post(url("signatory_add", pk), data | {"rank": "2"})
    assert list(taken.context["form"].errors) == ["rank"]
    client.post(url("signatory_add", pk), data)
    assert Signatory.objects.get(rank=3).organisation == cast.region

    address = url("signatory_edit", pk, 3)
    seen = client.get(address).context["form"].version
    client.post(address, data | {"rank": "4", "name": "Autre (test)", "seen": seen})
    assert Signatory.objects.get(rank=4).name == "Autre (test)"
    client.post(url("signatory_remove", pk, 1))
    assert [one.rank for one in Signatory.objects.of(made.text)] == [2, 4]
    client.post(url("signatory_add", pk), data)
    assert [one.rank for one in Signatory.objects.of(made.text)] == [2, 4, 5]


# History


def test_the_history_tells_which_part_and_what_changed(sign_in, cast, made):
    edit_node(
        made.commitment,
        text_fr="Mieux",
        text_nl="Beter",
        by=cast.ines,
    )
    page = sign_in(cast.lea).get(url("instrument_history", made.text.pk)).text

    assert f'href="{made.text.get_absolute_url()}#{made.commitment.lineage}"' in page
    assert "Remettre des logements inoccupés sur le marché." in page
    assert "Mieux" in page


# Budgets


def fill(cast, made, how_many):
    """So many more commitments, each with an action, a comment and an indicator."""
    for number in range(how_many):
        under = add_node(
            made.taken,
            kind="commitments",
            text_fr=f"Engagement {number}",
            text_nl=f"Verbintenis {number}",
            by=cast.ines,
        )
        if number % 10 == 0:
            add_remark(made.text, text="?", place=under.lineage, by=cast.rita)
            add_node(
                made.taken,
                kind="actions",
                title_fr="a",
                commitments=[under],
                by=cast.ines,
            )
            add_node(
                under,
                kind="indicators",
                definition=made.definition,
                tolerance_pct=Decimal(0),
                by=cast.ines,
            )  # fmt: skip


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_text_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, made, django_assert_max_num_queries
):
    fill(cast, made, how_many)
    for who in ["marc", "ines", "lea", "remy", "rita"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(made.text.get_absolute_url())
        assert len(page.content) < 40_000 + 1_500 * how_many
        for name in ("gap_list", "instrument_history"):
            with django_assert_max_num_queries(12, info=who):
                page = client.get(url(name, made.text.pk))
            assert len(page.content) < 40_000 + 400 * how_many


def test_an_agreed_text_costs_less(sign_in, cast, made, django_assert_max_num_queries):
    story.agreed(cast, made.text)
    client = sign_in(cast.ines)

    with django_assert_max_num_queries(12):
        client.get(made.text.get_absolute_url())


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_list_costs_the_same_whatever_its_length(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    for _ in range(how_many):
        agreement = make.agreement(municipality=cast.ixelles)
        Instrument.objects.create(agreement=agreement, kind="contract")
    for who in ["zoe", "marc", "ines", "lea", "remy", "rita"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(8, info=who):
            page = client.get(url("instrument_list"))
        assert len(page.content) < 40_000
