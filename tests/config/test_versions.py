"""One version of the code, the same wherever it is written, and a day for each."""

import re
import tomllib

from accord import __version__
from config.env import BASE_DIR


def test_all_who_name_the_version_name_the_same():
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]
    public = (BASE_DIR / "publiccode.yml").read_text()
    assert project["version"] == __version__
    assert re.findall(r'^softwareVersion: "(.+)"$', public, re.MULTILINE) == [
        __version__
    ]


def test_each_version_has_a_day_and_the_next_one_is_ahead_of_the_last():
    log = (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", log, re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    dated = [
        re.fullmatch(r"\[([\d.]+)\] - (\d{4}-\d\d-\d\d)", one) for one in heads[1:]
    ]
    assert all(dated)
    numbers = [tuple(map(int, one[1].split("."))) for one in dated]
    assert numbers == sorted(numbers, reverse=True)
    assert [one[2] for one in dated] == sorted((one[2] for one in dated), reverse=True)
    this = tuple(map(int, __version__.partition(".dev")[0].split(".")))
    is_ahead = this > numbers[0]
    assert is_ahead == (".dev" in __version__)


def test_each_version_is_in_the_table_of_releases():
    log = (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")
    table = (BASE_DIR / "docs/develop/releasing.md").read_text(encoding="utf-8")
    for version, day in re.findall(r"^## \[([\d.]+)\] - (\S+)$", log, re.MULTILINE):
        assert re.search(rf"^\| {version} \| {day} \| [0-9a-f]{{7,}} \|$", table, re.M)
