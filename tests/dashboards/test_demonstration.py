"""The demonstration: marked everywhere, and nowhere else."""

from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accord.accounts.demonstration import CAST, DOMAIN, PASSWORD
from accord.accounts.models import User
from accord.agreements.models import Agreement, MissionChoice, Note, Step
from accord.attachments.models import Filed
from accord.dashboards.demonstration import CHAPTERS, Chapter, play
from accord.dashboards.demonstration.catalogue import TITLE
from accord.directory.models import Away, Portfolio, Service
from accord.documents.checked import Checked
from accord.framework.models import (
    Direction,
    IndicatorDefinition,
    Mission,
    ModelAgreement,
    ReportedAs,
    ReportingPeriod,
    ValueKind,
)
from accord.instruments import completeness
from accord.instruments import workflow as life
from accord.instruments.content import text_of
from accord.instruments.models import (
    Instrument,
    Series,
    Signatory,
    Signature,
    Target,
)
from accord.journal.models import Entry, Reading
from accord.lib.errors import Refused
from accord.monitoring import workflow as reporting
from accord.monitoring.models import (
    Evidence,
    Outcome,
    PeriodException,
    PublishedFigure,
    Result,
    Verification,
)
from accord.network.models import Contact, Stake
from accord.notifications.models import Message
from accord.referents.models import Post, Profile, Publication
from accord.referents.rules import Situation
from accord.threads.models import Remark

pytestmark = pytest.mark.django_db


def sign_in(client, email):
    typed = {"login": email, "password": PASSWORD}
    return client.post(reverse("account_login"), typed)


@pytest.mark.parametrize("played", CAST, ids=lambda one: one.name)
def test_everyone_of_the_cast_can_be_played(played, client, demonstration):
    sign_in(client, played.email)

    page = client.get(reverse("dashboards:overview"))
    assert page.status_code == 200
    assert "demonstration" in page.text.lower()


def test_their_password_opens_nothing_elsewhere(client, demonstration, settings):
    sign_in(client, "rita@demonstration.invalid")
    settings.DEMO = False

    assert client.get(reverse("dashboards:overview")).status_code == 302
    refused = sign_in(client, "rita@demonstration.invalid")
    assert refused.url == reverse("account_inactive")
    assert client.get(reverse("dashboards:overview")).status_code == 302
    assert PASSWORD not in client.get(reverse("account_login")).text


def test_it_is_refused_where_the_data_is_real(db):
    before = User.objects.count()
    with pytest.raises(CommandError, match="demonstration"):
        call_command("seed_demo")
    assert User.objects.count() == before


def test_all_invented_facts_say_so(demonstration):
    invented = Step.objects.filter(source__code="demonstration")
    assert invented.count() == 2
    assert all("inventée" in step.note_fr for step in invented)
    assert all("Démonstration" in note.text for note in Note.objects.all())
    written_to = Message.objects.values_list("person__email", "email")
    assert written_to
    assert all((person or other).endswith(".invalid") for person, other in written_to)


def test_every_page_and_file_is_marked(client, demonstration):
    for name in ("publicsite:home", "publicsite:agreement_list", "account_login"):
        page = client.get(reverse(name))
        assert 'class="demonstration"' in page.text
    file = client.get("/data/agreements.csv")
    assert "demonstration" in file["Content-Disposition"]
    assert b"demonstration" in b"".join(file.streaming_content).splitlines()[0]


# Its working data


def test_twice_changes_nothing(demonstration):
    made = (User, Step, Entry, Instrument, Result, IndicatorDefinition)
    before = [model.objects.count() for model in made]
    call_command("seed_demo", verbosity=0)

    assert [model.objects.count() for model in made] == before


def test_what_visitors_changed_is_left_and_said(demonstration):
    """A chapter that builds on what is no more is left out; the others are told."""

    def refuse(*_args):
        raise Refused("Changed.")

    # No row of it is there: nobody looked at the platform as another person yet.
    chapters = [Chapter("lost", refuse, Reading), *CHAPTERS]
    with mock.patch("accord.dashboards.demonstration.CHAPTERS", chapters):
        told = play()
    assert (told.now, told.never) == ([], ["lost"])


def test_every_mission_has_indicators_and_they_are_of_every_kind(demonstration):
    asked = IndicatorDefinition.objects.all()
    missions = Mission.objects.filter(model=ModelAgreement.objects.get(**TITLE))
    assert missions.count() == 7
    for mission in missions:
        assert 2 <= asked.filter(mission=mission).count() <= 3

    def said(name):
        return set(asked.values_list(name, flat=True))

    assert said("value_kind") == set(ValueKind.values)
    assert said("reported_as") == set(ReportedAs.values)
    assert said("direction") == set(Direction.values)
    assert said("source__kind") == {"demonstration"}
    assert all("(démonstration)" in one.definition_fr for one in asked)
    assert all("(demonstratie)" in one.definition_nl for one in asked)


def test_a_period_that_ended_is_open_for_reports_and_others_are_closed(demonstration):
    today = timezone.localdate()
    ended = ReportingPeriod.objects.ended(today)
    assert ended.filter(opens_on__lte=today, closes_on__gte=today).exists()
    assert ended.filter(closes_on__lt=today).exists()
    assert ReportingPeriod.objects.filter(starts_on__gt=today).exists()


def test_a_text_is_in_every_state_and_every_phase(demonstration):
    texts = list(Instrument.objects.for_page())
    phases = {one.phase_on(timezone.localdate()) for one in texts}

    assert {one.state for one in texts} == set(life.State.values)
    assert phases >= set(life.Phase)
    assert {one.kind for one in texts} == {"contract", "amendment", "renewal"}
    towns = {one.agreement.municipality_id for one in texts}
    assert len(towns) == 19


def test_drafts_lack_things_and_an_agreed_text_lacks_nothing(demonstration):
    for text in Instrument.objects.all():
        missing = completeness.gaps(text_of(text).content)
        if text.state not in {"drafting", "in_review", "abandoned"}:
            assert missing == []
    in_french = Instrument.objects.get(
        agreement__municipality__code="ganshoren", state="drafting"
    )
    gaps = completeness.gaps(text_of(in_french).content)
    assert {gap.language for gap in gaps} >= {"nl"}
    assert "fr" not in {gap.language for gap in gaps}


def test_published_texts_say_everything_in_both_languages(demonstration):
    def words(value):
        if isinstance(value, dict) and {"fr", "nl"} <= value.keys():
            yield value["fr"], value["nl"]
        parts = value.values() if isinstance(value, dict) else value
        for part in parts if isinstance(parts, list | type({}.values())) else ():
            if isinstance(part, dict | list):
                yield from words(part)

    texts = Instrument.objects.public()
    assert texts.count() > 8
    for text in texts:
        said = list(words(text.content))
        assert len(said) > 20
        assert all(bool(fr) == bool(nl) for fr, nl in said)


def test_what_is_in_review_awaits_an_answer(demonstration):
    text = Instrument.objects.get(state="in_review")
    comments = Remark.objects.on(text)
    assert comments.still_open().count() == 2
    assert comments.filter(answers__isnull=False).count() == 1
    assert comments.filter(settled_at__isnull=False).count() == 1


def test_a_lowered_target_says_why_and_past_ones_stay(demonstration):
    amendment = Instrument.objects.get(kind="amendment", state="signed")
    lowered = Target.objects.filter(set_by=amendment)
    assert lowered
    for target in lowered:
        earlier = Target.objects.get(
            instrument=amendment.amends, lineage=target.lineage
        )
        assert target.value < earlier.value
        assert target.reason_fr
        assert target.reason_nl
        assert target.period.starts_on >= amendment.in_force_on


def test_electronic_signatures_are_whole_and_not_trusted(demonstration):
    signed = Signature.objects.filter(method="electronic")
    assert signed.count() == 3
    for one in signed:
        assert one.signer == "Démonstration – Demonstratie"
        assert one.report["intact"]
        assert one.report["covers_all"]
        assert one.is_trusted is False
        assert Checked.read(one.report).why_not_trusted
    assert Signature.objects.filter(method="paper").exists()


def test_reports_are_in_every_state(demonstration):
    results = Result.objects.all()
    reports = results.current()
    assert set(results.values_list("state", flat=True)) == set(reporting.State.values)
    assert {one.outcome for one in Verification.objects.all()} == set(Outcome.values)
    assert reports.filter(verified_value__isnull=False).exists()
    assert reports.filter(revision=2).exists()
    assert results.filter(is_current=False, revision=2).exists()
    assert reports.exclude(no_data_reason="").exists()
    assert reports.filter(value=0).exists()
    assert reports.filter(submitted_on__gt=F("period__due_on")).exists()
    assert reports.filter(submitted_on__lte=F("period__due_on")).exists()
    assert PeriodException.objects.live(timezone.localdate()).count() == 1
    assert Evidence.objects.filter(file__isnull=False).exists()
    silent = Series.objects.filter(agreement__municipality__code="bruxelles")
    assert silent.exists()
    assert not reports.filter(series__in=silent).exists()


def test_figures_of_two_periods_are_public(demonstration):
    shown = PublishedFigure.objects.filter(is_current=True)
    assert len(set(shown.values_list("period", flat=True))) == 2
    assert shown.filter(municipality=None, reported_count__lt=F("expected_count"))
    assert shown.filter(municipality=None, reported_count__gt=1)


def test_all_of_it_rests_on_sources_of_the_demonstration(demonstration):
    model = ModelAgreement.objects.for_table()[0]
    agreements = Agreement.objects.filter(model=model)
    assert agreements.count() == 19
    for rows in (
        agreements,
        Mission.objects.filter(model=model),
        Step.objects.filter(agreement__in=agreements),
        MissionChoice.objects.filter(agreement__in=agreements),
    ):
        kinds = set(rows.values_list("source__kind", flat=True))
        assert kinds == {"demonstration"}
    sources = Instrument.objects.public().values_list("source__kind", flat=True)
    assert set(sources) == {"demonstration"}
    invented = User.objects.filter(email__endswith=f"@{DOMAIN}").exclude(name="Demo")
    assert all("(demo)" in one.name for one in invented)
    assert all("(demo)" in who.name for who in Signatory.objects.all())


@pytest.mark.parametrize("command", ["check_rollups", "check_register"])
def test_everything_adds_up(command, demonstration, capsys):
    call_command(command)
    assert capsys.readouterr().out


def test_a_post_is_in_every_situation_and_a_profile_too(demonstration):
    rita = User.objects.get(email=f"rita@{DOMAIN}")
    posts = Post.objects.visible_to(rita).as_of(timezone.localdate())
    assert {one.situation for one in posts} == set(Situation.values)
    forest = posts.get(agreement__municipality__code="forest")
    assert forest.days_vacant == 183  # its suspension says six months

    profiles = set(Profile.objects.values_list("state", flat=True))
    assert profiles == {"draft", "offered", "published"}
    shown = Publication.objects.public().values_list("name", flat=True)
    assert all(name.endswith("(demo)") for name in shown)


def test_parties_have_parts_and_a_service_that_closed_leaves_a_gap(demonstration):
    parts = set(Stake.objects.standing().values_list("part", flat=True))
    assert parts >= {"approves", "contributes", "consulted", "informed"}
    assert Service.objects.filter(is_active=False, successor=None).count() == 1
    assert Contact.objects.filter(email__endswith=f"@{DOMAIN}").count() == 3
    files = {(one.is_sensitive, bool(one.withdrawn_at)) for one in Filed.objects.all()}
    assert files == {(False, False), (False, True), (True, False)}
    away = Away.objects.get()
    assert away.person.name.startswith("Rita")
    assert Portfolio.objects.filter(officer=away.replacement).exists()
