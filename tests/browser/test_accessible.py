"""Every page, for everyone: both languages, both themes, on a phone and on a desk."""

from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEMES = ("light", "dark")
WIDTHS = (1280, 360)


def file(register):
    return register.file.pk


def source(register):
    return register.file.source_id


# Who looks (nobody: a visitor) · the page · what its address needs, if anything.
# A page after which SUBMITTED stands is looked at with its form sent empty.
SUBMITTED = "submitted"
PAGES = [
    ("", "publicsite:home"),
    ("", "publicsite:agreement_list"),
    ("", "publicsite:municipality_detail", "ixelles"),
    ("", "publicsite:municipality_detail", "uccle"),
    ("", "publicsite:mission_list"),
    ("", "publicsite:mission_detail", "logements-inoccupes"),
    ("", "publicsite:plan_detail", "plan-urgence-logement-2020-2024"),
    ("", "publicsite:plan_action_detail", "plan-urgence-logement-2020-2024", 27),
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
    ("ines", "dashboards:overview"),
    ("zoe", "dashboards:overview"),
    ("remy", "dashboards:unknown_list"),
    ("remy", "agreements:agreement_list"),
    ("remy", "agreements:agreement_open"),
    ("remy", "agreements:agreement_detail", file),
    ("ines", "agreements:agreement_detail", file),
    ("remy", "agreements:step_record", file),
    ("remy", "agreements:step_record", file, SUBMITTED),
    ("remy", "agreements:choice_record", file, SUBMITTED),
    ("remy", "publicsite:municipality_preview", lambda it: it.ixelles.pk),
    ("remy", "sources:source_list"),
    ("remy", "sources:source_add", SUBMITTED),
    ("remy", "sources:source_edit", source),
]


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("row", PAGES, ids=lambda row: "-".join(map(_word, row)))
def test_a_page_is_accessible(row, language, open_page, register):
    who, name, *rest = row
    args = [arg(register) if callable(arg) else arg for arg in rest if arg != SUBMITTED]
    person = getattr(register, who) if who else None

    page = open_page(name, *args, person=person, language=language)
    if SUBMITTED in rest:
        page.locator("main form [type=submit]").click()
        page.locator("[data-accord-errors]").wait_for()

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("main h1").count() == 1
    faults = faults_of(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["publicsite:home", "dashboards:overview"])
def test_a_demonstration_says_so_to_everyone(name, open_page, register, settings):
    settings.DEMO = True
    page = open_page(name, person=register.remy)

    assert page.get_by_role("complementary", name="Démonstration").is_visible()
    faults = faults_of(page)
    assert not faults, "\n".join(faults)


def faults_of(page) -> list[str]:
    """What is wrong with the page in any theme at any width."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for theme, width in product(THEMES, WIDTHS):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 800})
        faults = violations(page) + wider_than_the_window(page)
        found += [f"{theme}, {width} px: {fault}" for fault in faults]
    return found


def violations(page) -> list[str]:
    """What axe finds: the rule, then each part of the page that breaks it."""
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} – {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def wider_than_the_window(page) -> list[str]:
    """What makes the page scroll sideways, if it does: the innermost parts."""
    return page.evaluate(
        """() => {
          if (document.documentElement.scrollWidth <= innerWidth) return []
          const spills = (part) => part.scrollWidth > part.clientWidth + 1
            || part.getBoundingClientRect().right > innerWidth + 1
          const framed = (part) => part && (framed(part.parentElement)
            || getComputedStyle(part).overflowX !== "visible")
          return [...document.body.querySelectorAll("*")]
            .filter((part) => spills(part) && !framed(part))
            .filter((part) => ![...part.children].some(spills))
            .map((part) => "too wide: " + part.outerHTML.slice(0, 160))
        }"""
    )


def _word(part) -> str:
    return str(getattr(part, "__name__", part)) or "visitor"
