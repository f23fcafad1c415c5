"""Every page, for everyone: both languages, both themes, on a phone and on a desk."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils.translation import gettext as _

from accord.answers.questions import ANSWERS
from accord.attachments.actions import add_file
from accord.attachments.models import Filed
from accord.framework.models import (
    Condition,
    DimensionValue,
    IndicatorDefinition,
    IndicatorDimension,
    Mission,
    PlanAction,
    ReportingPeriod,
)
from accord.instruments.models import AgreedIndicator, Instrument
from tests import make
from tests.attachments.files import sent
from tests.browser.conftest import address
from tests.instruments import story
from tests.instruments.rows import text_row
from tests.instruments.test_documents import amended
from tests.monitoring import region
from tests.monitoring.scene import reporting
from tests.network.scene import having
from tests.notifications.scene import told
from tests.referents.scene import posts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MADE = "made for the looking"
# All that a theme changes.
COLOURS = ["color-contrast", "link-in-text-block"]


def file(register):
    return register.file.pk


def town(register):
    return register.ixelles.pk


def text(register):
    return register.text.text.pk


def lineage(name):
    return lambda register: getattr(register.text, name).lineage


def mission():
    return Mission.objects.select_related("model").first()


def indicator(register):
    """One is defined for the looking: the real register has none."""
    found = IndicatorDefinition.objects.first()
    return (found or make.definition(mission=mission())).pk


def followed(register):
    """An agreement with results, on target and behind, for the looking."""
    text = Instrument.objects.filter(text_hash=MADE).first()
    return (text or follow(register)).agreement_id


def counted(register):
    followed(register)
    return AgreedIndicator.objects.filter(instrument__text_hash=MADE).first()


def follow(register):
    model = register.file.model
    calendar = make.calendar()
    periods = [region.period(calendar, ended=10 + 181 * one) for one in range(3)]
    # An agreement has one contract: the file's may have been made for another page.
    is_free = not Instrument.objects.filter(agreement=register.file).exists()
    agreement = register.file if is_free else None
    text = region.signed(register.ixelles, calendar, agreement=agreement)
    reports = iter((12, 9, 3, None, 15, 7, 8, 2, 11))
    for one in Mission.objects.filter(model=model)[:3]:
        under = region.commitment(text, one, PlanAction.objects.first())
        for _each in range(2):
            series = region.indicator(under, make.definition(mission=one), *periods)
            for when in periods[1:]:
                region.result(series, when, next(reports, 4), register.ines)
        region.result(series, periods[0], next(reports, 4), register.ines)
    region.frozen(text)
    Instrument.objects.filter(pk=text.pk).update(text_hash=MADE)
    return text


def unused(register):
    """An indicator that may still be changed."""
    found = IndicatorDefinition.objects.filter(code="for-the-looking").first()
    return (found or make.definition(mission=mission(), code="for-the-looking")).pk


def dimension_part(register):
    """Of a dimension that is made for the looking, and breaks the indicator down."""
    found = DimensionValue.objects.first() or make.part(make.dimension())
    asked = {"definition_id": unused(register), "dimension": found.dimension}
    IndicatorDimension.objects.get_or_create(**asked)
    return found.pk


def dimension(register):
    return DimensionValue.objects.get(pk=dimension_part(register)).dimension_id


def broken_down(register):
    return IndicatorDimension.objects.get(dimension=dimension(register)).pk


def period(register):
    """The calendar of a period."""
    found = ReportingPeriod.objects.first()
    return (found or make.period()).calendar_id


def filed(register):
    """A file of Ixelles."""
    found = Filed.objects.filter(title="Charte").first()
    file = sent(name="charte.pdf")
    made = found or add_file(
        register.ixelles, file=file, title="Charte", by=register.ines
    )
    return made.pk


def filed_town(register):
    filed(register)
    return register.ixelles.pk


def source(register):
    return register.file.source_id


def text_in(state):
    """Of a text in that state: its key."""
    return lambda register: text_row(register, state).pk


def in_force(register):
    return story.in_force(register).text.pk


def amendment(register):
    return amended(register, story.in_force(register)).pk


def agreement_in_force(register):
    return story.in_force(register).text.agreement_id


def report(name, place=0):
    """What a page on reports is about, made once for the looking."""

    def need(register):
        if not hasattr(register, "reports"):
            register.reports = reporting(register)
        return register.reports[f"monitoring:{name}"][place]

    return need


def post(name, place=0):
    """What a page on posts is about, made once for the looking."""

    def need(register):
        if not hasattr(register, "posts"):
            register.posts = posts(register)
        return register.posts[name if ":" in name else f"referents:{name}"][place]

    return need


def part(name, place=0):
    """What a page on stakeholders is about, made once for the looking."""

    def need(register):
        if not hasattr(register, "having"):
            register.having = having(register)
        return register.having[f"network:{name}"][place]

    return need


def node(name):
    return tuple(part(name, place) for place in range(3))


def link(register):
    """Of a mail to Ines; with it comes something she was told, and a failed message."""
    if not hasattr(register, "told"):
        register.told = told(register)
    return register.told["notifications_account:link_follow"][0]


# Who looks (nobody: a visitor) · the page · what its address needs, if anything.
# A page after which SUBMITTED stands is looked at with its form sent empty.
SUBMITTED = "submitted"
PAGES = [
    ("", "publicsite:home"),
    ("", "publicsite:agreement_list"),
    ("", "publicsite:municipality_detail", "ixelles"),
    ("", "publicsite:municipality_detail", "uccle"),
    ("", "publicsite:agreement_results", "ixelles"),
    ("", "publicsite:agreement_text", "ixelles"),
    ("", "publicsite:mission_list"),
    ("", "publicsite:mission_detail", "logements-inoccupes"),
    ("", "publicsite:plan_detail", "plan-urgence-logement-2020-2024"),
    ("", "publicsite:plan_action_detail", "plan-urgence-logement-2020-2024", 27),
    ("", "publicsite:referent_detail", post("publicsite:referent_detail")),
    ("", "publicsite:referent_list"),
    ("", "publicsite:source_list"),
    ("", "publicsite:source_detail", "pq-1209"),
    ("", "publicsite:about"),
    ("", "publicsite:accessibility"),
    ("", "publicsite:privacy"),
    ("", "opendata:dataset_list"),
    ("", "opendata:dataset_detail", "agreements"),
    ("", "account_login"),
    ("remy", "ui:style_guide"),
    ("remy", "dashboards:overview"),
    ("remy", "dashboards:position"),
    ("remy", "dashboards:workload"),
    ("ines", "dashboards:overview"),
    ("ines", "dashboards:position"),
    ("zoe", "dashboards:overview"),
    ("remy", "dashboards:unknown_list"),
    ("lea", "answers:answer_list"),
    ("ines", "answers:export_list"),
    *(("lea", "answers:answer_detail", one.slug_fr) for one in ANSWERS),
    ("lea", "answers:answer_document", "missions"),
    ("remy", "agreements:agreement_list"),
    ("remy", "agreements:agreement_open"),
    ("remy", "agreements:agreement_detail", file),
    ("ines", "agreements:agreement_detail", file),
    ("remy", "agreements:step_record", file),
    ("remy", "agreements:step_record", file, SUBMITTED),
    ("remy", "agreements:choice_record", file, SUBMITTED),
    ("remy", "publicsite:municipality_preview", town),
    ("remy", "referents:post_detail", post("post_detail")),
    ("ines", "referents:post_detail", post("post_detail")),
    ("remy", "dashboards:handover", post("dashboards:handover")),
    ("remy", "referents:post_list"),
    ("remy", "referents:post_open", post("post_open"), SUBMITTED),
    ("remy", "referents:post_edit", post("post_edit")),
    ("remy", "referents:post_strike", post("post_strike"), SUBMITTED),
    ("ines", "referents:post_appoint", post("post_appoint"), SUBMITTED),
    ("ines", "referents:occupancy_end", post("occupancy_end"), SUBMITTED),
    ("remy", "referents:occupancy_correct", post("occupancy_correct")),
    ("remy", "referents:referent_list"),
    ("remy", "referents:referent_detail", post("referent_detail")),
    ("remy", "referents:referent_add", SUBMITTED),
    ("zoe", "referents:my_profile"),
    ("ines", "referents:profile_detail", post("profile_detail")),
    ("ines", "referents:profile_edit", post("profile_edit")),
    ("rita", "referents:profile_publish", post("profile_publish")),
    ("rita", "referents:profile_return", post("profile_return"), SUBMITTED),
    ("ines", "instruments:instrument_list"),
    ("remy", "instruments:draft_open", SUBMITTED),
    ("ines", "instruments:instrument_detail", text),
    ("lea", "instruments:instrument_detail", text),
    ("ines", "instruments:gap_list", text),
    ("ines", "instruments:instrument_history", text),
    ("ines", "instruments:terms_edit", text),
    ("ines", "instruments:signatory_add", text, SUBMITTED),
    ("ines", "instruments:signatory_edit", text, 1),
    ("ines", "instruments:signatory_remove", text, 1),
    (
        "ines",
        "threads:remark_add",
        "instrument",
        text,
        lineage("commitment"),
        SUBMITTED,
    ),
    ("ines", "instruments:node_add", text, "missions", SUBMITTED),
    ("ines", "instruments:node_add", text, "commitments", lineage("taken"), SUBMITTED),
    ("ines", "instruments:node_add", text, "actions", lineage("taken")),
    ("ines", "instruments:node_add", text, "means", lineage("taken"), SUBMITTED),
    ("ines", "instruments:node_add", text, "indicators", lineage("commitment")),
    ("ines", "instruments:node_add", text, "targets", lineage("indicator"), SUBMITTED),
    ("ines", "instruments:node_edit", text, "indicators", lineage("indicator")),
    ("ines", "instruments:node_remove", text, "means", lineage("means")),
    ("remy", "sources:source_list"),
    ("remy", "sources:source_add", SUBMITTED),
    ("remy", "sources:source_edit", source),
    ("remy", "framework:framework_overview"),
    ("remy", "framework:figure_list"),
    ("rita", "framework:figure_add", SUBMITTED),
    ("rita", "framework:mission_edit", lambda it: mission().pk),
    ("rita", "framework:plan_action_add", lambda it: mission().model.plan_id),
    ("rita", "framework:model_add", SUBMITTED),
    ("rita", "framework:model_edit", lambda it: mission().model_id),
    ("rita", "framework:condition_add", lambda it: mission().model_id, SUBMITTED),
    ("rita", "framework:condition_edit", lambda it: Condition.objects.first().pk),
    ("rita", "framework:indicator_kind", lambda it: mission().pk),
    ("rita", "framework:indicator_add", lambda it: mission().pk, "ratio", SUBMITTED),
    ("rita", "framework:indicator_edit", indicator),
    ("rita", "framework:indicator_new_version", indicator),
    ("ines", "framework:indicator_list"),
    ("rita", "framework:indicator_detail", indicator),
    ("rita", "framework:indicator_break_down", unused, SUBMITTED),
    ("rita", "framework:indicator_dimension_edit", broken_down),
    ("remy", "framework:dimension_list"),
    ("rita", "framework:dimension_detail", dimension),
    ("rita", "framework:dimension_add", SUBMITTED),
    ("rita", "framework:dimension_edit", dimension),
    ("rita", "framework:dimension_value_add", dimension, SUBMITTED),
    ("rita", "framework:dimension_value_edit", dimension_part),
    ("remy", "framework:calendar_list"),
    ("rita", "framework:calendar_detail", period),
    ("rita", "framework:calendar_add", SUBMITTED),
    ("rita", "framework:calendar_edit", period),
    ("rita", "framework:period_add", period, SUBMITTED),
    ("rita", "framework:period_series_add", period, SUBMITTED),
    ("remy", "monitoring:follow_up", file),
    ("remy", "monitoring:follow_up", followed),
    ("ines", "monitoring:follow_up", followed),
    ("remy", "monitoring:report_list"),
    ("ines", "monitoring:report_list"),
    (
        "ines",
        "monitoring:report_detail",
        report("report_detail"),
        report("report_detail", 1),
    ),
    (
        "remy",
        "monitoring:report_detail",
        report("report_detail"),
        report("report_detail", 1),
    ),
    (
        "ines",
        "monitoring:result_report",
        report("result_report"),
        report("result_report", 1),
    ),
    (
        "ines",
        "monitoring:workbook_upload",
        report("workbook_upload"),
        report("workbook_upload", 1),
        SUBMITTED,
    ),
    ("ines", "monitoring:result_detail", report("result_detail")),
    ("ines", "monitoring:result_correct", report("result_correct"), SUBMITTED),
    ("ines", "monitoring:evidence_add", report("evidence_add"), SUBMITTED),
    ("remy", "monitoring:result_verify", report("result_verify"), SUBMITTED),
    ("remy", "monitoring:result_return", report("result_return"), SUBMITTED),
    ("remy", "monitoring:verification_list"),
    ("ines", "monitoring:exception_list"),
    (
        "rita",
        "monitoring:period_reopen",
        report("period_reopen"),
        report("period_reopen", 1),
        SUBMITTED,
    ),
    ("rita", "monitoring:period_publish", report("period_publish")),
    (
        "ines",
        "monitoring:workbook_load",
        report("workbook_load"),
        report("workbook_load", 1),
        report("workbook_load", 2),
    ),
    ("remy", "network:service_list"),
    ("remy", "network:service_stakes", part("service_stakes")),
    ("ines", "network:organisation_stakes", part("organisation_stakes")),
    ("ines", "network:matrix", part("matrix")),
    ("ines", "network:picture", part("picture")),
    ("ines", "network:node_detail", *node("node_detail")),
    ("ines", "network:stake_add", *node("stake_add")),
    ("ines", "network:stake_edit", part("stake_edit")),
    ("ines", "network:stake_end", part("stake_end")),
    ("ines", "network:contact_add", part("contact_add"), SUBMITTED),
    ("ines", "network:contact_edit", part("contact_edit")),
    ("ines", "network:contact_leave", part("contact_leave")),
    ("remy", "network:service_close", part("service_close")),
    (
        "remy",
        "network:service_merge",
        part("service_merge"),
        part("service_merge", 1),
    ),
    ("remy", "network:duplicate_list"),
    ("remy", "network:gap_list"),
    ("ines", "network:gap_list"),
    ("remy", "network:address_list_upload", SUBMITTED),
    ("remy", "network:address_list_load", part("address_list_load")),
    ("remy", "monitoring:mission_matrix"),
    ("remy", "monitoring:plan_action_matrix"),
    ("remy", "monitoring:duty_list"),
    ("ines", "monitoring:duty_list"),
    ("remy", "monitoring:indicator_figures", lambda it: counted(it).definition_id),
    ("ines", "instruments:text_submit", text_in("drafting")),
    ("rita", "instruments:text_send_back", text_in("in_review"), SUBMITTED),
    ("rita", "instruments:text_agree", text_in("in_review")),
    ("rita", "instruments:text_reopen", text_in("agreed"), SUBMITTED),
    ("remy", "instruments:draft_abandon", text_in("drafting"), SUBMITTED),
    ("ines", "instruments:college_record", text_in("agreed"), SUBMITTED),
    ("ines", "instruments:council_record", text_in("college"), SUBMITTED),
    ("ines", "instruments:signature_hand_in", text_in("council"), SUBMITTED),
    ("remy", "instruments:signature_on_paper", text_in("council"), SUBMITTED),
    ("rita", "instruments:instrument_publish", text_in("signed")),
    ("rita", "instruments:instrument_suspend", text_in("signed"), SUBMITTED),
    ("rita", "instruments:instrument_resume", text_in("suspended")),
    ("rita", "instruments:instrument_terminate", text_in("signed"), SUBMITTED),
    ("ines", "instruments:amendment_open", in_force, SUBMITTED),
    ("ines", "instruments:instrument_compare", amendment),
    ("ines", "instruments:instrument_as_it_stood", agreement_in_force),
    ("", "instruments_public:document_verify", SUBMITTED),
    ("remy", "directory:organisation_list"),
    ("remy", "directory:organisation_detail", town),
    ("remy", "attachments:filed_list", "organisation", filed_town),
    ("ines", "attachments:filed_add", "organisation", filed_town),
    ("ines", "attachments:filed_add", "organisation", filed_town, SUBMITTED),
    ("ines", "attachments:filed_withdraw", filed),
    ("remy", "directory:organisation_add", SUBMITTED),
    ("remy", "directory:organisation_edit", lambda it: it.region.pk),
    ("remy", "directory:service_add", town, SUBMITTED),
    ("ada", "directory:person_list"),
    ("ada", "directory:person_detail", lambda it: it.ines.pk),
    ("ada", "directory:person_edit", lambda it: it.ines.pk),
    ("ada", "directory:second_factor_remove", lambda it: it.ines.pk),
    ("ada", "directory:part_give", lambda it: it.ines.pk, SUBMITTED),
    ("ada", "directory:away_say", lambda it: it.ines.pk, SUBMITTED),
    ("ada", "directory:portfolio_list"),
    ("ada", "directory:portfolio_assign", SUBMITTED),
    ("ada", "directory:invitation_list"),
    ("ada", "directory:invitation_add", SUBMITTED),
    ("ines", "directory:profile"),
    ("ines", "mfa_index"),
    ("ines", "usersessions_list"),
    ("", "account_reset_password"),
    ("", "notifications_account:link_follow", link),
    ("ines", "notifications_account:link_follow", link),
    ("ines", "notifications:notification_list"),
    ("ines", "notifications:preference_edit"),
    ("ada", "notifications_account:link_follow", link),
    ("ada", "notifications:message_list"),
    ("ada", "dashboards:service_status"),
]
AT_ONCE = 15  # pages in one test, so that those who share the work end together


def turns(pages):
    """The pages of each person, some at a time: by who looks and which turn it is."""
    of = {
        who: [row for row in pages if row[0] == who]
        for who in {row[0] for row in pages}
    }
    return {
        f"{who or 'visitor'}-{place // AT_ONCE + 1}": rows[place : place + AT_ONCE]
        for who, rows in sorted(of.items())
        for place in range(0, len(rows), AT_ONCE)
    }


TURNS = turns(PAGES)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("turn", TURNS)
def test_every_page_is_accessible(turn, language, open_page, register, subtests):
    who = TURNS[turn][0][0]
    person = getattr(register, who) if who else None
    page = open_page("publicsite:about", person=person, language=language)

    for _who, name, *needs in TURNS[turn]:
        is_sent = SUBMITTED in needs
        args = [
            need(register) if callable(need) else need
            for need in needs
            if need != SUBMITTED
        ]
        with subtests.test(page=name, is_sent=is_sent):
            page.goto(address(name, *args, language=language))
            if is_sent:
                page.locator("main form [type=submit]").last.click()
                page.locator("[data-accord-errors]").wait_for()

            assert page.locator("html").get_attribute("lang") == language
            assert page.locator("main h1").count() == 1
            faults = faults_of(page, LOOKS[language])
            assert not faults, "\n".join(faults)


def test_every_page_has_its_turn():
    assert sorted(map(str, PAGES)) == sorted(
        str(row) for rows in TURNS.values() for row in rows
    )


@pytest.mark.parametrize("name", ["publicsite:home", "dashboards:overview"])
def test_a_demonstration_says_so_to_everyone(name, open_page, register, settings):
    settings.DEMO = True
    page = open_page(name, person=register.remy)

    assert page.get_by_role("complementary", name=_("Demonstration")).is_visible()
    faults = faults_of(page)
    assert not faults, "\n".join(faults)


def test_support_says_so_to_who_gives_it(open_page, register):
    page = open_page("directory:person_detail", register.ines.pk, person=register.ada)
    start = address("directory:support_start", register.ines.pk)
    page.locator(f'form[action="{start}"] [type=submit]').click()

    assert page.locator("aside.support").is_visible()
    faults = faults_of(page)
    assert not faults, "\n".join(faults)


def test_the_check_itself_sees_faults(open_page, register, complaints):
    page = open_page("publicsite:about")
    page.evaluate(
        """() => {
          const title = document.querySelector("h1")
          title.style.inlineSize = "500px"
          title.innerHTML += "<img src='data:,'>"
          return fetch("https://example.org/").catch(() => null)
        }"""
    )

    faults = "\n".join(faults_of(page))
    assert "image-alt: <img" in faults
    assert "dark, 360 px: too wide by" in faults
    assert any("Content Security Policy" in one for one in complaints)
    complaints.clear()


# Each language is looked at in both themes and at both widths; between them, the two
# look at every page in every theme at every width.
LOOKS = {
    "fr": [("light", 1280), ("dark", 360)],
    "nl": [("light", 360), ("dark", 1280)],
}
EVERY = [*LOOKS["fr"], *LOOKS["nl"]]


def faults_of(page, looks=EVERY) -> list[str]:
    """What is wrong with the page in these themes at these widths."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for theme, width in looks:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 800})
        rules = COLOURS if theme == "dark" else []
        faults = violations(page, rules) + wider_than_the_window(page)
        found += [f"{theme}, {width} px: {fault}" for fault in faults]
    return found


def violations(page, rules: list[str]) -> list[str]:
    """What axe finds: the rule (of ``rules``, or any), and what breaks it, and how."""
    options = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = rules
    return [
        f"{one['id']}: {node['html'][:200]} – {node['failureSummary']}"
        for one in page.evaluate("(how) => axe.run(how)", options)["violations"]
        for node in one["nodes"]
    ]


def wider_than_the_window(page) -> list[str]:
    """By how much the page scrolls sideways, if it does, and the parts that make it."""
    return page.evaluate(
        """() => {
          const excess = document.documentElement.scrollWidth - innerWidth
          if (excess <= 0) return []
          const hides = (part) => getComputedStyle(part).overflowX !== "visible"
          const framed = ({parentElement: outer}) =>
            outer && (hides(outer) || framed(outer))
          const spills = (part) => {
            const {left, width} = part.getBoundingClientRect()
            return left + (hides(part) ? width : Math.max(width, part.scrollWidth))
              > innerWidth + 1
          }
          const parts = [...document.body.querySelectorAll("*")]
            .filter((part) => spills(part) && !framed(part))
            .filter((part) => ![...part.children].some(spills))
          return [`too wide by ${excess} px`]
            .concat(parts.map((part) => "too wide: " + part.outerHTML.slice(0, 160)))
        }"""
    )
