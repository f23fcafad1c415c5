import subprocess
import sys
from unittest import mock

import pytest

from config.env import BASE_DIR, EXTRAS, BadEnvironment, Environment, require_installed


def test_reads_types_and_refuses_nonsense():
    env = Environment.read(
        {"PORT": "9000", "DEBUG": "true", "ALLOWED_HOSTS": "a, b", "BASE_URL": ""}
    )
    assert (env.PORT, env.DEBUG, env.ALLOWED_HOSTS) == (9000, True, ("a", "b"))

    with pytest.raises(BadEnvironment, match="'true' or 'false'"):
        Environment.read({"DEBUG": "yes"})
    with pytest.raises(BadEnvironment, match="PORT must be a number"):
        Environment.read({"PORT": "http"})


@pytest.mark.parametrize(("package", "lock"), EXTRAS.items())
def test_what_only_some_need_is_locked_apart_and_asked_for_in_a_sentence(package, lock):
    folder = BASE_DIR / "requirements"
    assert package in (folder / f"{lock}.txt").read_text()
    assert package not in (folder / "runtime.txt").read_text()
    require_installed(package, for_="A_VARIABLE")  # for tests, everything is

    with (
        mock.patch("config.env.find_spec", return_value=None),
        pytest.raises(BadEnvironment, match=f"A_VARIABLE .*requirements/{lock}.txt"),
    ):
        require_installed(package, for_="A_VARIABLE")


def test_what_cannot_be_read_ends_the_program_with_its_sentence_alone(tmp_path):
    environment = {"ACCORD_DATA": str(tmp_path), "PORT": "http", "PATH": ""}
    asked = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert asked.returncode == 1
    assert asked.stderr == "PORT must be a number, not 'http'\n"
