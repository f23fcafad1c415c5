"""The keyboard alone is enough, and it always shows where it is."""

import pytest

from accord.agreements.models import Step
from tests.browser.conftest import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FAR = 250  # more stops than any page has
# What one sees of the part that has the focus: an outline, or on the map a thick edge.
FOCUSED = """() => {
  const part = document.activeElement
  if (part === document.body) return null
  const style = getComputedStyle(part), box = part.getBoundingClientRect()
  const edge = part.querySelector(":scope > path")
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  const edged = edge && parseFloat(getComputedStyle(edge).strokeWidth) >= 3
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0
    && box.left < innerWidth && box.width > 0 && box.height > 0
  const seen = Boolean((outlined || edged) && inside)
  return {part: part.outerHTML.slice(0, 120), seen}
}"""


def tab_to(page, selector: str) -> None:
    """Press Tab until what ``selector`` names has the focus."""
    for _press in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("(it) => document.activeElement.matches(it)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}")


def press_at(page, selector: str) -> None:
    """Go there by Tab and press Enter, which opens another page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("who", "name"),
    [
        (None, "publicsite:home"),
        (None, "publicsite:agreement_list"),
        ("remy", "dashboards:overview"),
        ("remy", "agreements:agreement_list"),
        ("remy", "agreements:agreement_detail"),
        ("remy", "agreements:step_record"),
    ],
)
def test_the_focus_is_seen_at_every_stop(who, name, open_page, register):
    of_a_file = name in ("agreements:agreement_detail", "agreements:step_record")
    args = [register.file.pk] if of_a_file else []
    person = getattr(register, who) if who else None
    page = open_page(name, *args, person=person)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        stops = stops_of(page)
        assert 10 < len(stops) < FAR
        assert [stop["part"] for stop in stops if not stop["seen"]] == []


def stops_of(page) -> list[dict]:
    """Where Tab leads, one after the other, until it leaves the page."""
    stops = []
    while len(stops) < FAR:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop in stops[:1]:
            break
        stops.append(stop)
    return stops


def test_the_first_stop_leads_to_the_content(open_page, register):
    page = open_page("publicsite:agreement_list")

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_language_switch_keeps_the_page_and_its_filters(open_page, register, site):
    page = open_page("publicsite:agreement_list", query="?on=2022-12-31")

    tab_to(page, "#mission")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**?mission=*")
    chosen = page.locator("#mission").input_value()
    page.locator('.languages a[lang="nl"][href*="mission="]').wait_for()
    press_at(page, '.languages a[lang="nl"]')

    kept = f"?mission={chosen}&on=31%2F12%2F2022"
    assert page.url == site + address("publicsite:agreement_list", language="nl") + kept
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("#mission").input_value() == chosen
    assert page.locator("#on").input_value() == "31/12/2022"


def test_signing_in_needs_no_mouse(open_page, register, site):
    register.ines.set_password("une longue phrase à elle")
    register.ines.save()
    page = open_page("dashboards:overview")

    tab_to(page, "[name=login]")
    page.keyboard.type(register.ines.email)
    tab_to(page, "[name=password]")
    page.keyboard.type("une longue phrase à elle")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url == site + address("dashboards:overview")
    assert page.locator("main h1").is_visible()


def test_a_step_is_recorded_and_published_without_a_mouse(open_page, register, site):
    page = open_page(
        "agreements:agreement_detail", register.file.pk, person=register.remy
    )

    press_at(
        page, f'main a[href="{address("agreements:step_record", register.file.pk)}"]'
    )
    press_at(page, "main form [type=submit]")
    # What is wrong is read first, all of it, and leads to where it is mended.
    assert page.locator("[data-accord-errors] li").count() == 2
    assert page.evaluate("document.activeElement.matches('[data-accord-errors]')")
    tab_to(page, 'a[href="#id_day"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_day"
    page.keyboard.type("19/12/2022")
    tab_to(page, "#id_source")
    page.keyboard.press("ArrowDown")
    press_at(page, "main form [type=submit]")

    step = Step.objects.get(agreement=register.file, when="2022-12-19")
    assert (step.kind, step.state) == ("announced", "draft")
    publish = address("agreements:fact_publish", "steps", step.pk)
    press_at(page, f'main a[href="{publish}"]')
    press_at(page, "main form [type=submit]")

    step.refresh_from_db()
    assert step.state == "published"
    assert page.url == site + address("agreements:agreement_detail", register.file.pk)
    assert page.get_by_role("status").first.is_visible()
