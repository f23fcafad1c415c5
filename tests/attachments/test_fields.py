"""The field of a form that takes a file: what it says, refuses, and looks like."""

import pytest
from django import forms
from django.template.loader import render_to_string

from accord.attachments.fields import CheckedFileField
from tests.attachments import files


class ContractForm(forms.Form):
    file = CheckedFileField(accept=("pdf", "jpg"), max_mb=1, label="Contrat")


def sent(content=files.PDF, name="contrat.pdf"):
    return ContractForm({}, {"file": files.sent(content, name)})


def drawn(form):
    return render_to_string("cotton/form.html", {"form": form, "submit": "Save"})


def test_a_good_file_passes():
    form = sent()
    assert form.is_valid()
    assert form.cleaned_data["file"].read() == files.PDF


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (files.KINDS["png"], "none of the accepted types: PDF, JPEG"),
        (b"%PDF-1.7".ljust(1024 * 1024) + b"%%EOF", "larger than 1 MB"),
    ],
)
def test_a_refusal_is_said_at_the_field(content, said, in_english):
    form = sent(content)
    assert not form.is_valid()
    assert said in form.errors["file"][0]


def test_no_file_at_all_is_refused_unless_it_may_be_left_out():
    class Optional(forms.Form):
        file = CheckedFileField(accept=("pdf",), required=False)

    assert not ContractForm({}, {}).is_valid()
    assert Optional({}, {}).is_valid()


def test_the_hint_says_types_and_size_after_the_rooms_own(settings, in_english):
    settings.MAX_UPLOAD_MB = 7
    field = CheckedFileField(accept=("pdf", "xlsx"), help_text="Signed by both.")
    assert field.help_text == (
        "Signed by both. Accepted: PDF, Excel (.xlsx). At most 7 MB. "
        "No antivirus looks at the files given here."
    )


def test_the_form_sends_files_and_ties_hint_and_error_to_the_field():
    page = drawn(sent(b""))

    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page
    assert 'accept=".pdf,.jpg,.jpeg,application/pdf,image/jpeg"' in page
    assert 'aria-describedby="id_file_helptext id_file_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_file_helptext"' in page
    assert 'id="id_file_error"' in page
    assert '<label for="id_file">' in page


def test_a_file_is_to_be_chosen_again_and_the_form_says_so(in_english):
    again = "Choose the file again"
    assert again in drawn(sent(b""))
    assert again not in drawn(sent())

    class Without(forms.Form):
        name = forms.CharField()

    page = drawn(Without({}))
    assert "multipart" not in page
    assert again not in page
