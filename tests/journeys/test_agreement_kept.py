"""An agreement is made, kept and changed; and everything that tells of it agrees.

Ixelles drafts, the Region comments, the council adopts, both sign with certificates
made for this test. Results come in over three periods, one returned and one corrected.
In between, an amendment lowers a target, with its reason. The days are the story's.
"""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from accord.agreements.models import Agreement
from accord.instruments.actions.deciding import (
    agree_text,
    publish_instrument,
    record_college,
    record_council,
    submit_text,
)
from accord.instruments.actions.opening import open_amendment
from accord.instruments.actions.signing import confirm_signature
from accord.instruments.actions.writing import add_node, edit_node
from accord.instruments.models import Signatory, Signature, Target
from accord.instruments.workflow import State
from accord.lib.errors import Refused
from accord.monitoring.actions.publishing import publish_period
from accord.monitoring.actions.reporting import (
    correct_result,
    edit_result,
    start_result,
    submit_result,
)
from accord.monitoring.actions.verifying import return_result, verify_result
from accord.monitoring.models import Result
from accord.threads.actions import add_remark, settle_remark
from accord.threads.models import Remark
from tests import make
from tests.documents.reading import pages
from tests.documents.signing import sign
from tests.instruments import story
from tests.instruments.story import bytes_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REASON = {"reason_fr": "Moins de vides.", "reason_nl": "Minder leegstand."}


def on(day: str) -> time_machine.travel:
    """Noon of that day, for everyone."""
    noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return time_machine.travel(noon, tick=False)


def hand_in(sign_in, person, text, pdf: bytes):
    """Upload a signed file on its page, as people do."""
    address = reverse("instruments:signature_hand_in", args=[text.pk])
    file = SimpleUploadedFile("signed.pdf", pdf, "application/pdf")
    return sign_in(person).post(address, {"file": file, "is_theirs": "on"})


def sign_both(sign_in, cast, text) -> None:
    """The mayor for Ixelles, then the State Secretary for the Region, on one file."""
    pdf = bytes_of(text)
    for signatory, person in zip(
        Signatory.objects.of(text), (cast.ines, cast.remy), strict=True
    ):
        pdf = sign(pdf, signatory.name)
        answer = hand_in(sign_in, person, text, pdf)
        assert answer.status_code == 302, answer.content.decode()
        waiting = Signature.objects.of(text).waiting().get()
        confirm_signature(waiting, by=cast.rita)
    text.refresh_from_db()
    assert text.state == State.SIGNED


def decide(cast, text, day: date) -> None:
    record_college(
        text,
        college_on=day,
        college_number="C/1",
        deliberation=ContentFile(bytes_of(text), name="college.pdf"),
        by=cast.ines,
    )
    record_council(
        text,
        council_on=day,
        council_number="2025/7",
        deliberation=ContentFile(bytes_of(text), name="deliberation.pdf"),
        by=cast.ines,
    )


def report(cast, made, period, value: int) -> Result:
    result = start_result(
        made.indicator.series, period=period, value=Decimal(value), by=cast.ines
    )
    submit_result(result, by=cast.ines)
    return result


def file_of(client, name: str, day: str = "") -> list[dict[str, str]]:
    answer = client.get(reverse("data:dataset_file", args=[name, "csv"]), {"on": day})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_an_agreement_is_made_and_kept(cast, client, sign_in):
    make.absence(municipality=cast.schaerbeek)
    with on("2025-01-06"):
        made = story.written(cast)
        third = make.period(
            date(2026, 1, 1), calendar=made.text.calendar, ends_on=date(2026, 6, 30)
        )
        add_node(
            made.indicator,
            kind="targets",
            period=third,
            value=Decimal(40),
            by=cast.ines,
        )
        text = made.text
        submit_text(text, by=cast.ines)
        add_remark(text, text="Combien ?", place=made.commitment.lineage, by=cast.rita)
        with pytest.raises(Refused):
            agree_text(text, by=cast.rita)
        edit_node(
            made.commitment,
            text_fr="Remettre 40 logements par semestre sur le marché.",
            text_nl="40 woningen per semester opnieuw laten bewonen.",
            by=cast.ines,
        )
        settle_remark(Remark.objects.get(), by=cast.rita)
        agree_text(text, by=cast.rita)
        decide(cast, text, date(2025, 1, 6))

    with on("2025-01-10"):
        first = Signatory.objects.of(text)[0]
        tampered = sign(bytes_of(text), first.name).replace(b"/Title", b"/Tifle", 1)
        assert hand_in(sign_in, cast.ines, text, tampered).status_code == 409
        sign_both(sign_in, cast, text)
        publish_instrument(text, by=cast.rita)
    in_force = Agreement.objects.as_of(date(2025, 2, 1)).filter(state_on_day="in_force")
    assert in_force.count() == 1

    one, two = made.periods
    with on("2025-07-10"):
        result = report(cast, made, one, 10)
        return_result(result, comment="Which streets?", by=cast.remy)
        edit_result(result, value=Decimal(38), by=cast.ines)
        submit_result(result, by=cast.ines)
        verify_result(result, by=cast.remy)
        publish_period(one, by=cast.rita)

    with on("2026-01-10"):
        wrong = report(cast, made, two, 44)
        verify_result(wrong, by=cast.remy)
        right = correct_result(
            wrong, reason="Counted twice.", value=Decimal(22), by=cast.ines
        )
        submit_result(right, by=cast.ines)
        verify_result(right, by=cast.remy)
        publish_period(two, by=cast.rita)

    with on("2026-02-01"):
        amendment = lowered(cast, made, third)
        decide(cast, amendment, date(2026, 2, 1))
        sign_both(sign_in, cast, amendment)
        publish_instrument(amendment, by=cast.rita)

    with on("2026-07-15"):
        last = report(cast, made, third, 20)
        verify_result(last, by=cast.remy)
        publish_period(third, by=cast.rita)
        told_by_the_rows(made, amendment, one, two, third)
        told_by_the_pages(cast, sign_in, text, one, two, third)
        told_by_the_document(amendment)
        told_by_the_files(client)
        call_command("check_rollups")
        call_command("check_register")


def lowered(cast, made, period):
    """An amendment that changes one target from 40 to 20, and nothing else."""
    aim = Target.objects.of(made.text).get(period=period)
    amendment = open_amendment(
        made.text, lineages=[str(aim.lineage)], by=cast.ines, **REASON
    )
    copy = Target.objects.of(amendment).get(lineage=aim.lineage)
    edit_node(copy, value=Decimal(20), by=cast.ines, **REASON)
    submit_text(amendment, by=cast.ines)
    agree_text(amendment, by=cast.rita)
    return amendment


def told_by_the_rows(made, amendment, *periods) -> None:
    """Each period is held to the version that was in force when it ended."""
    found = {
        result.period: (
            int(result.counted.value),
            int(result.target.value),
            result.verdict,
            result.target_set_by,
        )
        for result in Result.objects.current()
    }
    one, two, three = periods
    assert found[one] == (38, 40, "on_track", made.text)
    assert found[two] == (22, 40, "behind", made.text)
    assert found[three] == (20, 20, "achieved", amendment)


def told_by_the_pages(cast, sign_in, text, *periods) -> None:
    client = sign_in(cast.remy)
    matrix = reverse("monitoring:mission_matrix")
    said = []
    for period in periods:
        page = client.get(matrix, {"period": period.pk})
        cells = BeautifulSoup(page.content, "html.parser").select("tbody [data-on]")
        said.append({cell["data-on"] for cell in cells})
    assert said == [{"on_track"}, {"behind"}, {"achieved"}]
    follow_up = reverse("monitoring:follow_up", args=[text.agreement_id])
    for language in ("fr", "nl"):
        with override(language):
            assert client.get(follow_up).status_code == 200


def told_by_the_document(amendment) -> None:
    """What changes comes first, before and after, with its reason in each language."""
    said = "".join(pages(bytes_of(amendment)))
    for words in ("Moinsdevides.", "Minderleegstand."):
        assert words in said
    assert said.index("40logements") < said.index("20logements")


def told_by_the_files(client) -> None:
    client.logout()
    aims = {
        day: [row for row in file_of(client, "targets", day) if row["period_starts_on"]]
        for day in ("2026-01-31", "2026-07-01")
    }
    values = {day: [row["target_value"] for row in rows] for day, rows in aims.items()}
    assert values == {
        "2026-01-31": ["40", "40", "40"],
        "2026-07-01": ["40", "40", "20"],
    }
    verified = [row["value"] for row in file_of(client, "results")]
    assert verified == ["38", "22", "20"]
