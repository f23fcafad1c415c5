"""What programs read: the feed, the sitemap, robots.txt."""

from xml.etree import ElementTree

import pytest
from django.core.cache import caches

from accord.agreements import actions
from accord.agreements.models import Step
from accord.journal.models import trace
from accord.lib.imprecise import ImpreciseDate
from tests.publicsite.conftest import EVERY, LANGUAGES, address

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_valid_and_leads_to_the_pages(language, client, register):
    for kind, when in (("college", "2021-05"), ("council", "2021-06-01")):
        step = actions.record_step(
            register.agreement,
            kind=kind,
            date=ImpreciseDate.parse(when),
            source=register.source,
            by=register.remy,
        )
        actions.publish_fact(step, by=register.remy)
    for step in Step.objects.all():  # as the loader leaves its trace
        trace(step, by=register.remy, verb="register.load", changes={})
    here = address("publicsite:step_feed", language, register)
    answer = client.get(here)
    feed = ElementTree.fromstring(answer.content)

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{here}"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 4
    for entry in entries:
        for wanted in ("id", "title", "updated"):
            assert entry.findtext(f"{ATOM}{wanted}"), wanted
        there = entry.find(f"{ATOM}link").get("href")
        assert client.get(there.removeprefix("http://testserver")).status_code == 200
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 4
    # A domain of the installation's own, and another entry in each language.
    assert all(one.startswith(f"tag:testserver,2026:{language}:") for one in ids)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Accord"
    towns = {"fr": "Ixelles", "nl": "Elsene"}
    assert entries[0].findtext(f"{ATOM}title").startswith(towns[language])


def test_an_empty_feed_is_a_feed(client, db):
    feed = ElementTree.fromstring(client.get("/nl/stappen.atom").content)
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated")


def test_the_sitemap_names_every_page_in_both_languages(client, register):
    answer = client.get("/sitemap.xml")
    urls = ElementTree.fromstring(answer.content).findall(f"{SITEMAP}url")
    found = {}
    for url in urls:
        links = url.findall(f"{XHTML}link")
        found[url.findtext(f"{SITEMAP}loc")] = {
            link.get("hreflang"): link.get("href") for link in links
        }

    assert answer["Content-Type"] == "application/xml"
    again = client.get("/sitemap.xml", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert len(found) == len(urls)
    for there, alternates in found.items():
        assert set(alternates) == set(LANGUAGES)
        assert there in alternates.values()
        assert set(alternates.values()) <= set(found)
        page = client.get(there.removeprefix("http://testserver"))
        assert page.status_code == 200, there
    for name in EVERY:
        for language in LANGUAGES:
            there = f"http://testserver{address(name, language, register)}"
            assert there in found, there


def test_robots_are_shown_the_sitemap_and_kept_from_a_demonstration(
    client, settings, db
):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    settings.DEMO = True
    caches["pages"].clear()
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
