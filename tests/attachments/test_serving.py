"""What a file is handed out with, so that no browser makes more of it."""

import pytest

from accord.attachments.keeping import keep
from accord.attachments.serving import response
from tests.attachments import files

SHOWN = ("pdf", "png", "jpg", "mp4", "webm")


@pytest.fixture
def served(cast):
    """``served(name, content, inline=True)``: the answer, its body read and closed."""
    made = []

    def serve(name="contrat.pdf", content=files.PDF, **how):
        answer = response(keep(files.sent(content, name), by=cast.ines), **how)
        made.append(answer)
        return answer, b"".join(answer.streaming_content)

    yield serve
    for answer in made:
        answer.close()


def test_it_is_saved_with_its_checked_type(served):
    answer, body = served()

    assert body == files.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(files.PDF))
    assert answer["Content-Disposition"] == 'attachment; filename="contrat.pdf"'


def test_no_page_of_ours_can_be_made_of_it_and_nobody_keeps_a_copy(served):
    answer, _body = served(inline=True)

    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_what_only_draws_may_be_shown_and_the_rest_is_saved(served):
    for code, content in files.KINDS.items():
        answer, _body = served(f"f.{code}", content, inline=True)
        how = answer["Content-Disposition"].split(";")[0]
        assert how == ("inline" if code in SHOWN else "attachment")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Contrat signé.pdf", "filename*=utf-8''Contrat%20sign%C3%A9.pdf"),
        ('a"; filename="b.pdf', r'filename="a\"; filename=\"b.pdf"'),
        ("a\r\nX-Evil: 1.pdf", 'filename="aX-Evil: 1.pdf"'),
    ],
)
def test_a_name_cannot_say_more_than_a_name(served, name, said):
    answer, _body = served(name)

    assert answer["Content-Disposition"] == f"attachment; {said}"
