"""The main tasks, in a browser that runs no script at all."""

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from accord.agreements.models import ReferentName, Step
from tests.browser.conftest import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FILM = "https://example.org/portrait.mp4"


def test_the_list_is_filtered(open_page, register, site):
    page = open_page("publicsite:agreement_list", javascript=False)
    rows = page.locator("table.sheet tbody tr")
    every = rows.count()

    page.locator("#mission").select_option("vacant-dwellings")
    page.locator("#on").fill("2022-06-30")
    page.locator(".filters [type=submit]").click()

    chosen = "?state=&mission=vacant-dwellings&on=2022-06-30"
    assert page.url == site + address("publicsite:agreement_list") + chosen
    assert 0 < rows.count() < every
    expect(page.locator("#mission")).to_have_value("vacant-dwellings")
    page.locator('.languages a[lang="nl"]').click()
    expect(page.locator("#on")).to_have_value("30/06/2022")


def test_a_step_is_recorded_and_published(open_page, register, site):
    page = open_page(
        "agreements:step_record",
        register.file.pk,
        person=register.remy,
        javascript=False,
    )
    page.locator("#id_kind").select_option("council")
    page.locator("#id_source").select_option(str(register.file.source_id))
    page.locator("main form [type=submit]").click()
    expect(page.locator("#id_day_error")).to_be_visible()
    expect(page.locator("#id_kind")).to_have_value("council")

    page.locator("#id_day").fill("12/2022")
    page.locator("main form [type=submit]").click()
    step = Step.objects.get(agreement=register.file, when="2022-12", kind="council")
    publish = address("agreements:fact_publish", "steps", step.pk)
    page.locator(f'main a[href="{publish}"]').click()
    page.locator("main form [type=submit]").click()

    expect(page.get_by_role("status").first).to_have_text(_("It is public now."))
    step.refresh_from_db()
    assert step.state == "published"


@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.parametrize("name", ["municipality_detail", "referent_list"])
def test_a_video_portrait_waits_for_a_click(name, javascript, open_page, register):
    """It stands elsewhere: a page that loaded anything from there would complain."""
    ReferentName.objects.update(video_address=FILM)
    args = ["ixelles"] if name == "municipality_detail" else []
    page = open_page(f"publicsite:{name}", *args, javascript=javascript)

    link = page.locator(".video a")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", FILM)
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    assert page.locator("video, iframe, img").count() == 0


def test_one_signs_out(open_page, register, site):
    page = open_page("dashboards:overview", person=register.ines, javascript=False)

    page.get_by_role("button", name=_("Sign out")).click()

    expect(page.locator("main h1")).to_be_visible()
    page.goto(site + address("dashboards:overview"))
    expect(page.locator("[name=password]")).to_be_visible()
