"""The pages of posts and referents: what each reader finds, and what it costs."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accord.directory.needs import Side, read, united
from accord.lib import tablefiles
from accord.referents import needs
from accord.referents.actions.profiles import return_profile
from accord.referents.models import Occupancy, Post, Profile, Referent
from accord.referents.reading.profiles import profile_page
from tests import make
from tests.instruments import story as texts
from tests.referents import story

pytestmark = pytest.mark.django_db
LIST, DETAIL, BYTES = 8, 12, 40_960
EVERYONE = ("zoe", "sam", "nora", "marc", "ines", "ada", "lea", "remy", "rita")


def many(cast, how_many):
    """So many posts, half of them of Ixelles, each held by someone."""
    for number in range(how_many):
        town = cast.ixelles if number % 2 else make.organisation()
        post = Post.objects.create(
            agreement=make.agreement(municipality=town),
            source=make.source(),
            state="published",
            fte=1,
            funded_from=date(2025, 1, 1),
        )
        person = Referent.objects.create(name=f"Person {number}", slug=f"p-{number}")
        Profile.objects.create(referent=person)
        for start in (date(2025, 1, 1), date(2025, 7, 1)):
            Occupancy.objects.create(
                post=post,
                referent=person,
                fte=Decimal("0.5"),
                starts_on=start,
            )


@pytest.mark.parametrize("how_many", [1, 200])
@pytest.mark.parametrize("name", ["post_list", "referent_list"])
def test_a_list_costs_the_same_for_one_as_for_two_hundred(
    name, how_many, cast, sign_in
):
    many(cast, how_many)
    address = reverse(f"referents:{name}")
    for who in EVERYONE:
        client = sign_in(getattr(cast, who))
        for query in ("", "?fact=signed") if name == "post_list" else ("",):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = client.get(f"{address}{query}")
            assert page.status_code == 200
            assert len(queries) <= LIST, who
            assert len(page.content) <= BYTES


@pytest.mark.parametrize("how_many", [1, 200])
def test_a_post_costs_the_same_with_a_long_time_behind_it(how_many, cast, sign_in):
    post = story.post(cast, funded_from=date(2000, 1, 1))
    person = story.referent(cast)
    for number in range(how_many):
        first = date(2000 + number // 12, number % 12 + 1, 1)
        Occupancy.objects.create(
            post=post,
            referent=person,
            fte=1,
            starts_on=first,
            ends_on=first.replace(day=20),
            reason="other",
        )
    profile = story.offered(cast, story.profile_of(person))
    for who in ("ines", "marc", "lea", "remy", "rita"):
        client = sign_in(getattr(cast, who))
        records = [post, person]
        if who not in ("ines", "marc"):
            records.append(profile)
        for record in records:
            with CaptureQueriesContext(connection) as queries:
                page = client.get(record.get_absolute_url())
            assert page.status_code == 200
            assert len(queries) <= DETAIL, (who, record)


def test_signed_funded_filled_and_vacant_are_different_facts(cast, sign_in):
    texts.in_force(cast)  # signed, and no post known
    other = make.organisation(name_fr="Uccle")
    story.held(cast, story.post(cast, municipality=cast.schaerbeek))
    story.post(cast, municipality=other)
    client = sign_in(cast.lea)

    def towns(fact):
        page = client.get(reverse("referents:post_list"), {"fact": fact})
        return [row.agreement.municipality for row, _held in page.context["rows"]]

    assert towns("funded") == [cast.schaerbeek, other]
    assert towns("filled") == [cast.schaerbeek]
    assert towns("vacant") == [other]
    said = {"fact": "signed_without"}
    page = client.get(reverse("referents:post_list"), said)
    assert [row.municipality for row, _none in page.context["rows"]] == [cast.ixelles]


def test_the_list_tells_how_it_stood(cast, sign_in):
    post = story.post(cast)
    story.held(cast, post, starts_on=date(2025, 3, 1))
    client, address = sign_in(cast.marc), reverse("referents:post_list")

    before = client.get(address, {"on": "2025-02-28"})
    [(row, held)] = before.context["rows"]
    assert (row.standing.situation, row.days_vacant, held) == ("vacant", 59, [])
    after = client.get(address, {"on": "2025-03-01"})
    assert after.context["rows"][0][1]
    for bad in ("2025-02-30", "yesterday", "9" * 30, "\0"):
        assert client.get(address, {"on": bad}).status_code == 200


def test_the_file_has_what_the_list_shows(cast, sign_in):
    post = story.post(cast)
    story.held(cast, post, starts_on=date(2025, 3, 1))
    story.post(cast, municipality=cast.schaerbeek)
    address = reverse("referents:post_export", args=["xlsx"])

    answer = sign_in(cast.ines).get(address, {"on": "2025-04-01"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer)))
    heads, *rows = book.get_sheet_by_name(tablefiles.DATA).to_python()
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert len(found) == 1
    assert found[0]["situation"] == "filled"
    assert found[0]["referents"] == "Ines"
    assert found[0]["filled_since"] == date(2025, 3, 1)
    assert found[0]["days_vacant_in_all"] == 59

    other = reverse("referents:post_export", args=["pdf"])
    assert sign_in(cast.ines).get(other).status_code == 404


def form_of(page):
    return {
        name: page.context["form"].get_initial_for_field(field, name) or ""
        for name, field in page.context["form"].fields.items()
    }


def test_a_post_is_opened_from_the_means_of_the_text_by_its_page(cast, sign_in):
    made = texts.in_force(cast)
    agreement = made.text.agreement
    address = reverse("referents:post_open", args=[agreement.pk])
    client = sign_in(cast.remy)
    page = client.get(address)
    lineage = str(made.means.lineage)
    if timezone.localdate().year <= 2030:  # the text of the story ends then
        assert lineage in dict(page.context["form"].fields["means_lineage"].choices)

    answer = client.post(
        address,
        {
            "means_lineage": lineage,
            "fte": "1,5",
            "funded_from": "01/02/2025",
            "source": made.text.source_id,
        },
    )
    post = Post.objects.get()
    assert answer.url == post.get_absolute_url()
    assert (str(post.means_lineage), post.fte) == (lineage, Decimal("1.5"))


def test_appointing_leaving_and_correcting_by_their_pages(cast, sign_in):
    post = story.post(cast)
    client = sign_in(cast.ines)
    address = reverse("referents:post_appoint", args=[post.pk])
    said = {"name": "Paul", "fte": "1", "starts_on": "01/02/2025"}

    assert client.post(address, said | {"name": ""}).status_code == 200
    assert client.post(address, said).status_code == 302
    assert client.post(address, said).status_code == 409  # held already
    one = Occupancy.objects.get()
    end = reverse("referents:occupancy_end", args=[one.pk])
    client.post(end, {"ends_on": "31/03/2025", "reason": "retirement"})
    one.refresh_from_db()
    assert (one.ends_on, one.reason) == (date(2025, 3, 31), "retirement")

    correct = reverse("referents:occupancy_correct", args=[one.pk])
    page = client.get(correct)
    sent = form_of(page) | {"starts_on": "15/01/2025", "ends_on": "31/03/2025"}
    client.post(correct, sent | {"seen": page.context["form"].version})
    one.refresh_from_db()
    assert one.starts_on == date(2025, 1, 15)
    stale = client.post(correct, sent | {"seen": page.context["form"].version})
    assert stale.status_code == 409


def test_a_profile_is_written_and_offered_by_its_pages(cast, sign_in):
    person = story.referent(cast, account=cast.ines)
    profile = story.profile_of(person)
    client = sign_in(cast.ines)
    assert client.get(reverse("referents:my_profile")).url == profile.get_absolute_url()
    address = reverse("referents:profile_edit", args=[profile.pk])

    page = client.get(address)
    said = {name: value for name, value in story.TEXTS.items() if value}
    answer = client.post(address, said | {"seen": page.context["form"].version})
    assert answer.status_code == 302
    offer = reverse("referents:profile_offer", args=[profile.pk])
    assert client.post(offer).status_code == 302
    publish = reverse("referents:profile_publish", args=[profile.pk])
    client = sign_in(cast.rita)
    seen = client.get(publish).context["form"].version
    assert client.post(publish, {"seen": seen}).status_code == 302
    profile.refresh_from_db()
    assert profile.state == "published"


def found_needs(who, day):
    return [
        (one.kind, one.what, one.since) for one in read(united(needs.rows(who, day)))
    ]


def test_a_vacant_post_and_a_profile_need_someone_until_it_is_done(cast):
    post = story.post(cast)
    today = timezone.localdate()
    vacant = ("referents.vacant", "Ixelles", post.funded_from)
    assert found_needs(cast.remy, today) == [vacant]

    person = story.referent(cast, account=cast.ines)
    story.held(cast, post, referent=person)
    assert found_needs(cast.remy, today) == []
    assert found_needs(cast.ines, today) == [("referents.incomplete", "Ines", None)]

    profile = story.offered(cast, story.profile_of(person))
    assert found_needs(cast.rita, today) == [("referents.offered", "Ines", None)]
    return_profile(profile, reason="Plus court", by=cast.rita)
    returned = [("referents.returned", "Plus court", None)]
    assert found_needs(cast.ines, today) == returned
    story.published(cast, profile)
    assert found_needs(cast.ines, today) == found_needs(cast.rita, today) == []


def test_the_page_of_a_profile_speaks_to_who_reads_it(cast):
    """The Region may write for who has no account, and is not that person."""
    robin = story.profile_of(story.referent(cast, "Robin"))
    ines = story.profile_of(story.referent(cast, account=cast.ines))
    for reader in (cast.remy, cast.rita):
        for profile in (robin, ines):
            assert profile_page(profile, reader).side == Side.REGION
    assert profile_page(ines, cast.ines).side == Side.PERSON
