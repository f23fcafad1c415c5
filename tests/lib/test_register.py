"""What a register says of itself: read as a whole, or refused with a sentence."""

from datetime import date

import pytest
from django.utils.translation import override

from accord.lib.register import FILE, WrongRegister, read

LEAST = """
code = "polders"
time_zone = "Europe/Brussels"
municipality_code = "[0-9]{4}"
place = { fr = "Les Polders", nl = "De Polders" }
[authority]
kind = "province"
name = { fr = "Province des Polders", nl = "Provincie Polders" }
the = { fr = "la Province des Polders", nl = "de provincie Polders" }
"""
LAW = """
[[laws]]
about = "accessibility"
since = 2019-05-02
until = 2025-12-31
cited = { fr = "le décret ancien", nl = "het oude decreet" }
source = { fr = "https://law.invalid/fr", nl = "https://law.invalid/nl" }
[[laws]]
about = "accessibility"
since = 2026-01-01
cited = { fr = "le décret nouveau", nl = "het nieuwe decreet" }
source = { fr = "https://law.invalid/fr2", nl = "https://law.invalid/nl2" }
"""


@pytest.fixture
def folder(tmp_path):
    def written(text):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_its_names_are_read_in_the_readers_language(folder):
    register = read(folder(LEAST))
    for language, place in (("fr", "Les Polders"), ("nl", "De Polders")):
        with override(language):
            assert str(register.place) == place


def test_what_it_leaves_out_is_nothing(folder):
    register = read(folder(LEAST))
    assert register.publisher is None
    assert (register.referents, register.questions) == ("", ())
    assert register.complaints_about("privacy") == []
    assert register.law("accessibility", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        ("2019-05-01", None),
        ("2019-05-02", "het oude decreet"),
        ("2025-12-31", "het oude decreet"),
        ("2026-01-01", "het nieuwe decreet"),
    ],
)
def test_the_law_is_the_one_in_force_on_the_day(folder, day, cited):
    law = read(folder(LEAST + LAW)).law("accessibility", date.fromisoformat(day))
    assert (law and law.cited.nl) == cited


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "code is missing."),
        ("code = ", "Invalid value"),
        (LEAST.replace('"polders"', '"de polders"'), "code is a word of small letters"),
        (LEAST.replace('"polders"', "3"), "code must be a text."),
        (LEAST.replace(', nl = "De Polders"', ""), "place.nl is missing."),
        (LEAST.replace('nl = "De Polders"', 'nl = ""'), "place.nl must be a text."),
        (LEAST.replace("kind", "sort"), "authority.sort is not known: kind, name,"),
        (LEAST.replace('"province"', '"canton"'), "authority.kind is one of region, p"),
        (LEAST.replace("Europe/Brussels", "Polders"), "time_zone is one of the IANA's"),
        (LEAST.replace("[0-9]", "[0-9"), "municipality_code is no regular expression"),
        (LEAST + "[laws]\n", "laws must be a list."),
        (LEAST + LAW.replace("2026-01-01", '"soon"'), "laws[2].since must be a day."),
        (LEAST + "[[questions]]\nanswers = ['a']", "questions[1].number is missing"),
        (LEAST + "publisher = 1", "authority.publisher is not known"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(folder, text, said):
    with pytest.raises(WrongRegister) as refused:
        read(folder(text))
    assert said in str(refused.value)
    assert FILE in str(refused.value)


def test_a_folder_without_it_is_no_register(tmp_path):
    with pytest.raises(WrongRegister, match="it is no register"):
        read(tmp_path)


@pytest.mark.parametrize(
    "logo", ["logo.png", "../register.toml", "..", "/etc/hostname"]
)
def test_the_logo_is_a_file_of_its_own_folder(logo, folder):
    name = 'name = { fr = "Administration", nl = "Administratie" }'
    where = folder(f'{LEAST}[publisher]\n{name}\nlogo = "{logo}"\n')
    with pytest.raises(WrongRegister, match="there is no file static/"):
        read(where)

    (where / "static").mkdir()
    (where / "static/logo.png").write_bytes(b"")
    if logo == "logo.png":
        assert read(where).publisher.logo_file == "register/logo.png"
    else:
        with pytest.raises(WrongRegister, match="there is no file static/"):
            read(where)
