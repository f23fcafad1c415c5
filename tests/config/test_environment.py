import subprocess
import sys
from dataclasses import fields
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


# For each variable what cannot be meant; those that hold free words have none.
MEANINGLESS = {
    "REGISTER": ("/nonexistent", str(BASE_DIR / "locale")),
    "PORT": ("0", "70000", "-1"),
    "WORKERS": ("0", "-2", "65"),
    "BASE_URL": ("accord.example", "ftp://accord.example", "https://a.example/b"),
    "ALLOWED_HOSTS": ("https://accord.example", "a.example, b.example/c"),
    "DATABASE_URL": ("postgres", "mysql://root@localhost/accord", "postgresql:"),
    "SECRET_KEY": ("x",),
    "SECRET_KEY_FALLBACKS": ("x",),
    "DEBUG": ("yes", "1"),
    "DEMO": ("True",),
    "CONTACT_EMAIL": ("nobody", "@here"),
    "DPO_EMAIL": ("nobody",),
    "EMAIL_URL": ("mail.example:25", "https://mail.example", "smtp://host:port"),
    "EMAIL_FROM": ("nobody",),
    "WORKER": ("on",),
    "MAIL_GATHER_SECONDS": ("-1", "soon"),
    "MAIL_RETRY_MINUTES": ("a", "2,,3", "0"),
    "MAIL_CLAIM_SECONDS": ("0",),
    "MAIL_KEEP_DAYS": ("0",),
    "SECURE": ("on",),
    "TRUSTED_PROXIES": ("-1", "all"),
    "OIDC_ISSUER": ("id.example", "https://id.example"),  # the second: no client
    "OIDC_CLIENT_ID": ("accord",),  # of which provider?
    "MAX_UPLOAD_MB": ("0",),
    "MAX_VIDEO_MB": ("0",),
    "CLAMAV": (
        "/nonexistent/clamd.sock",
        "/nonexistent",
        str(BASE_DIR),
        "clamav",
        "host:0",
        "host:port",
    ),
    "FILES_STORE": (),  # refused where it is used: see tests of stores
    "TRUST_ROOTS": ("/nonexistent",),
    "DOCUMENT_MB": ("0",),
    "DOCUMENT_SECONDS": ("0",),
    "CONFIRM_RECORDS": ("no",),
    "BACKUP_RECIPIENTS": ("AGE-SECRET-KEY-1",),  # a private key is none
    "BACKUP_KEEP_DAYS": ("-1",),
    "BACKUP_KEEP_WEEKS": ("-1",),
    "BACKUP_KEEP_MONTHS": ("-1",),
    "ALARM_EMAIL": ("nobody",),
    "LOG_LEVEL": ("loud",),
    "LOG_FORMAT": ("xml",),
    "METRICS_TOKEN": ("short",),
    "STATUS_QUEUE_MINUTES": ("0",),
    "STATUS_JOB_MINUTES": ("0",),
    "STATUS_WORKER_MINUTES": ("1",),  # a trace is left each minute
    "STATUS_BACKUP_HOURS": ("0",),
    "STATUS_DISK_MB": ("0", "all"),
}
WORDS = {
    *("ACCORD_DATA", "HOST", "CONTROLLER_FR", "CONTROLLER_NL"),
    *("PROCESSORS_FR", "PROCESSORS_NL", "OIDC_CLIENT_SECRET", "OIDC_NAME"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
}
NAMES = [item.name for item in fields(Environment)]


def test_every_variable_is_one_of_both():
    assert set(NAMES) == MEANINGLESS.keys() | WORDS
    assert not MEANINGLESS.keys() & WORDS


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name in MEANINGLESS for value in MEANINGLESS[name]],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(name, value):
    with pytest.raises(BadEnvironment) as refused:
        Environment.read({name: value})
    said = str(refused.value)
    assert name in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "BACKUP_RECIPIENTS"]
)
def test_a_secret_that_is_refused_is_not_repeated(name):
    with pytest.raises(BadEnvironment) as refused:
        Environment.read({name: "topsecret"})
    assert "topsecret" not in str(refused.value)


def test_what_is_meant_in_other_letters_is_taken():
    assert Environment.read({"LOG_LEVEL": "debug"}).LOG_LEVEL == "DEBUG"
    assert Environment.read({"MAIL_RETRY_MINUTES": "1, 5"}).MAIL_RETRY_MINUTES == (1, 5)
    assert Environment.read({"CLAMAV": "localhost:3310"}).CLAMAV == "localhost:3310"
    sender = "Logement <accord@example.org>"
    assert Environment.read({"EMAIL_FROM": sender}).EMAIL_FROM == sender


@pytest.mark.parametrize(
    ("name", "meant"),
    [("SECRET_KYE", "SECRET_KEY"), ("DATABASE_URI", "DATABASE_URL"),
     ("TRUSTED_PROXY", "TRUSTED_PROXIES"), ("EMAILFROM", "EMAIL_FROM")],
)  # fmt: skip
def test_a_misspelt_name_is_told(name, meant):
    with pytest.raises(BadEnvironment, match=f"{name} is not known: is {meant} meant"):
        Environment.read({name: "x" * 40})


@pytest.mark.parametrize(
    "name",
    ["HOME", "HOSTNAME", "LANG", "PATH", "PWD", "USER", "SHELL", "LOGNAME",
     "PGHOST", "AWS_SECRET_KEY", "AWS_REGION", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV"],
)  # fmt: skip
def test_variables_of_others_are_left_alone(name):
    Environment.read({name: "anything"})


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ACCORD_DATA": "/proc/none/of/it"}, "ACCORD_DATA cannot be used: /proc/none"),
        ({"ACCORD_DATA": str(BASE_DIR / "manage.py")}, "ACCORD_DATA cannot be used: "),
        (
            {"DATABASE_URL": "sqlite:////nonexistent/a.db"},
            "DATABASE_URL must be in a f",
        ),
        ({"DATABASE_URL": "mysql://root@localhost/a"}, "DATABASE_URL must begin with"),
        ({"SECRET_KYE": "x" * 40}, "SECRET_KYE is not known: is SECRET_KEY meant?"),
        ({"OIDC_ISSUER": "https://id.example"}, "OIDC_ISSUER and OIDC_CLIENT_ID go"),
    ],
)
def test_a_start_that_cannot_be_ends_with_one_sentence(tmp_path, variables, said):
    asked = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env={"ACCORD_DATA": str(tmp_path), "PATH": ""} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert asked.returncode == 1
    [line] = asked.stderr.splitlines()
    assert line.startswith(said)
