"""How one agreement is doing: the tree, what is due, and on any day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accord.instruments.actions.opening import open_amendment
from accord.instruments.actions.writing import edit_node
from accord.instruments.models import Target
from accord.monitoring.rules.progress import Verdict
from tests import make
from tests.instruments import story as text_story
from tests.monitoring import region, story

pytestmark = pytest.mark.django_db


def address(made):
    return reverse("monitoring:follow_up", args=[made.text.agreement_id])


def lines_of(page):
    missions = page.context["followed"].missions
    return [
        one
        for mission in missions
        for commitment in mission.commitments
        for one in commitment.indicators
    ]


def test_the_tree_shows_the_result_against_its_target(sign_in, cast):
    made = story.in_force(cast)
    story.verified(cast, made, 20, period=0)
    story.verified(cast, made, 36, period=1)

    page = sign_in(cast.marc).get(address(made))

    [line] = lines_of(page)
    assert (line.reported, line.target) == ("36\xa0logements", "40\xa0logements")
    assert (line.overall_target, line.percentage) == ("80\xa0logements", 90)
    assert line.verdict == Verdict.ON_TRACK
    assert line.spark == ""  # two figures are no course
    followed = page.context["followed"]
    assert (followed.standing.fine, followed.standing.reported) == (1, 1)
    assert [one.standing.tally.behind for one in followed.past] == [0, 1]
    assert made.text.get_absolute_url() in page.text


def test_what_is_not_reported_is_said_and_is_due(sign_in, cast):
    made = story.in_force(cast)
    page = sign_in(cast.ines).get(address(made))

    [line] = lines_of(page)
    assert (line.latest, line.verdict) == (None, None)
    followed = page.context["followed"]
    assert followed.state == "not_reported"
    assert {one.kind.key for one in followed.due} == {"monitoring.report"}
    assert all(one.days_late > 0 for one in followed.due)


def test_the_agreement_as_it_stood_is_one_parameter_away(sign_in, cast):
    made = story.in_force(cast)
    amendment = open_amendment(
        made.text,
        lineages=[str(one.lineage) for one in made.targets],
        reason_fr="Moins de logements vides.",
        reason_nl="Minder leegstand.",
        by=cast.ines,
    )
    reason = {"reason_fr": "Moins.", "reason_nl": "Minder."}
    for target in Target.objects.of(amendment):
        edit_node(target, value=20, by=cast.ines, **reason)
    text_story.agreed(cast, amendment)
    today = timezone.localdate()
    text_story.adopted(cast, amendment, on=today)
    text_story.signed(cast, amendment, on=today)

    client = sign_in(cast.lea)
    now = client.get(address(made))
    then = client.get(address(made), {"on": today - timedelta(days=1)})
    long_ago = client.get(address(made), {"on": "2001-01-01"})

    assert [one.overall_target for one in lines_of(now)] == ["20\xa0logements"]
    assert [one.overall_target for one in lines_of(then)] == ["80\xa0logements"]
    assert long_ago.context["followed"].text is None
    for wrong in ("2025-02-31", "tomorrow"):
        assert client.get(address(made), {"on": wrong}).context["followed"].text


def test_another_municipality_finds_nothing_there(sign_in, cast):
    made = story.in_force(cast)
    for who in ("nora", "sam", "zoe", "ada"):
        page = sign_in(getattr(cast, who)).get(address(made))
        assert page.status_code == 404, who


def test_an_agreement_without_a_text_says_so(sign_in, cast):
    agreement = make.agreement(municipality=cast.ixelles)
    page = sign_in(cast.lea).get(reverse("monitoring:follow_up", args=[agreement.pk]))
    assert page.status_code == 200
    assert page.context["followed"].versions == []


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_report_speaks_the_readers_language(language, sign_in, cast):
    made = story.in_force(cast)
    story.verified(cast, made, 36, period=1)
    with override(language):
        page = sign_in(cast.ines).get(address(made))
    unit = {"fr": "36\xa0logements", "nl": "36\xa0woningen"}[language]
    assert unit in page.text
    assert getattr(made.commitment, f"text_{language}") in page.text


@pytest.mark.parametrize(("language", "colon"), [("fr", "\xa0:"), ("nl", ":")])
def test_a_hidden_label_names_the_text_after_a_colon(language, colon, sign_in, cast):
    made = story.in_force(cast)
    with override(language):
        page = sign_in(cast.ines).get(address(made))
        kind = made.text.get_kind_display()
    told = page.text.replace("\n", " ")  # wherever its lines break
    assert f'<span class="visually-hidden">{colon} {kind}</span>' in told


@pytest.mark.parametrize("how_many", [1, 200])
def test_the_page_costs_the_same_whatever_it_follows(
    how_many, sign_in, cast, django_assert_max_num_queries
):
    model, calendar = make.model_agreement(), make.calendar()
    mission = make.mission(model=model)
    periods = [region.period(calendar, ended=10 + 181 * one) for one in range(3)]
    text = region.signed(cast.ixelles, calendar, model=model)
    for _ in range(max(how_many // 10, 1)):
        under = region.commitment(text, mission)
        for _each in range(min(how_many, 10)):
            definition = make.definition(mission=mission)
            series = region.indicator(under, definition, *periods)
            for period in periods:
                region.result(series, period, 9, cast.ines)
    region.frozen(text)
    for who in ["rita", "remy", "lea", "ines", "marc"]:
        client = sign_in(getattr(cast, who))
        with django_assert_max_num_queries(12, info=who):
            page = client.get(reverse("monitoring:follow_up", args=[text.agreement_id]))
        assert len(lines_of(page)) == how_many
