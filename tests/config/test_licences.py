"""The licences come with the code, whole, and every file has one of them."""

import hashlib
import re
import tomllib
from pathlib import Path

from accord.opendata import licence

ROOT = Path(__file__).parents[2]
TEXTS = {
    "EUPL-1.2": "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4",
    "CC-BY-4.0": "d557539df68e771cc1eedcc91d13f70fca930e508d11eedcafa4b15db49e3744",
}


def told() -> list[tuple[str, str]]:
    """The paths of REUSE.toml and the licence of each; of two that fit, the last."""
    found = tomllib.loads((ROOT / "REUSE.toml").read_text())["annotations"]
    return [(one["path"], one["SPDX-License-Identifier"]) for one in found]


def test_each_licence_is_there_word_for_word():
    texts = {path.stem: path.read_bytes() for path in (ROOT / "LICENSES").iterdir()}
    assert {name: hashlib.sha256(one).hexdigest() for name, one in texts.items()} == (
        TEXTS
    )


def test_every_file_has_a_licence_and_data_its_own():
    assert told() == [("**", "EUPL-1.2"), ("data/**", licence.IDENTIFIER)]
    assert set(TEXTS) == {one for _path, one in told()}


def test_all_who_name_the_licence_name_the_same():
    words = (ROOT / "LICENSE").read_text()
    code, data = (one for _path, one in told())
    assert re.findall("License-Identifier: (.+)", words) == [code]
    assert all(f"LICENSES/{one}.txt" in words for one in (code, data))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == code
    public = (ROOT / "publiccode.yml").read_text()
    assert re.findall(r"^  license: (.+)$", public, re.MULTILINE) == [code]
