"""What is to be copied from deploy/ and what makes a container: judged by the programs
that will read it.

Those programs are asked for by ``make test`` as a browser is: where one is missing, the
test fails and says how to get it.
"""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bin.programs import find
from config import ask
from config.env import BASE_DIR
from config.logs import LINKS

DEPLOY = BASE_DIR / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
EXPOSED_AT_MOST = 30  # tenths, of a hundred


def said_by(*command):
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


# The units


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_may_do_little_but_its_work(unit):
    code, said = said_by(
        find("systemd-analyze"),
        *("security", "--offline=true", "--no-pager"),
        f"--threshold={EXPOSED_AT_MOST}",
        unit,
    )
    assert code == 0, said.splitlines()[-2:]


def test_systemd_understands_every_line(tmp_path):
    """Where its programs and its user are: here, in place of /srv/accord."""
    for unit in DEPLOY.glob("accord*.[st]*"):
        text = unit.read_text().replace(
            "/srv/accord/code/.venv/bin/python", "/bin/true"
        )
        (tmp_path / unit.name).write_text(text)
    alarm = tmp_path / "accord-alarm@.service"
    shutil.copy(alarm, tmp_path / "accord-alarm@accord-backup.service.service")
    names = [unit for unit in tmp_path.iterdir() if "@" not in unit.name]
    _code, said = said_by(find("systemd-analyze"), "verify", *names)
    ours = [line for line in said.splitlines() if "accord" in line]
    assert ours == []


def test_every_unit_is_held_as_tightly_as_the_others():
    def held(unit):
        return re.search(
            r"# What it needs is.*?ErrorNumber=\w+", unit.read_text(), re.S
        )

    assert len({held(unit)[0] for unit in SERVICES}) == 1
    assert "PartOf=accord.service" in (DEPLOY / "accord-worker.service").read_text()
    backup = (DEPLOY / "accord-backup.service").read_text()
    assert "OnFailure=accord-alarm@%n.service" in backup


# nginx


def certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "accord.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            pem,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def nginx(folder):
    """The example as it stands, with its ports and files in ``folder``."""
    certificate(folder)
    ports = {name: free_port() for name in ("https", "http", "accord")}
    site = (DEPLOY / "nginx.conf").read_text()
    for theirs, ours in (
        ("/etc/letsencrypt/live/accord.example", folder),
        ("/var/log/nginx", folder),
        ("/var/www/accord", DEPLOY),
        ("listen 443", f"listen 127.0.0.1:{ports['https']}"),
        ("listen 80", f"listen 127.0.0.1:{ports['http']}"),
        ("127.0.0.1:8000", f"127.0.0.1:{ports['accord']}"),
    ):
        assert theirs in site
        site = site.replace(theirs, str(ours))
    own = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; pid {folder}/pid; worker_processes 1;\n"
        f"error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{own}{site}}}\n"
    )
    whole.chmod(0o644)
    command = [find("nginx"), "-e", f"{folder}/error.log", "-c", str(whole)]
    code, said = said_by(*command, "-t")
    assert code == 0, said
    running = subprocess.Popen(command)
    try:
        yield ports
    finally:
        running.terminate()
        running.wait(10)


def get(port, path):
    unchecked = ssl._create_unverified_context()
    for _attempt in range(100):
        with closing(
            http.client.HTTPSConnection("127.0.0.1", port, context=unchecked)
        ) as site:
            try:
                site.request("GET", path, headers={"Host": "accord.example"})
                answer = site.getresponse()
                return answer, answer.read().decode()
            except ConnectionRefusedError:
                time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def test_nginx_starts_with_the_example_and_its_log_keeps_no_link(tmp_path):
    tmp_path.chmod(0o755)
    words = re.search(r"\(\?:(.+?)\)", LINKS.pattern)[1].split("|")
    with nginx(tmp_path) as ports:
        for word in words:
            get(ports["https"], f"/fr/compte/{word}/SECRETSECRET/suite/?x=SECRET")
        for asked in ("?code=SECRET", "?number=1&code=SECRET&x=SECRET"):
            get(ports["https"], f"/fr/verifier/{asked}")
        answer, page = get(ports["https"], "/nl/gemeenten/?q=woning")

    assert answer.status == 503  # nobody serves behind it
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "momentanément indisponible" in page
    assert "even niet beschikbaar" in page
    log = (tmp_path / "accord.log").read_text()
    assert '"GET /nl/gemeenten/?q=woning HTTP/1.1" 503' in log
    assert len(log.splitlines()) == len(words) + 3
    for file in (tmp_path / "accord.log", tmp_path / "accord-error.log"):
        assert "SECRET" not in file.read_text()


# The container

STEPS = re.compile(r"^(RUN|CMD|HEALTHCHECK|COPY|FROM|USER)\s+((?:.*\\\n)*.*)", re.M)
CONTAINERFILE = (BASE_DIR / "Containerfile").read_text()


def steps(kind):
    return [told for name, told in STEPS.findall(CONTAINERFILE) if name == kind]


def test_every_file_that_is_copied_is_there_and_let_in():
    ignored = (BASE_DIR / ".containerignore").read_text().split()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    for step in steps("COPY"):
        *sources, _target = step.split()
        if sources[0].startswith("--from"):
            continue
        for source in sources:
            assert (BASE_DIR / source).exists(), source
            assert source.split("/")[0] in let_in, source
    assert (BASE_DIR / ".dockerignore").resolve().name == ".containerignore"


def test_the_last_stage_runs_as_nobody_and_builds_nothing():
    last = CONTAINERFILE.rpartition("\nFROM ")[2]
    assert "\nUSER 10001\n" in last
    assert not re.search(r"\b(pip|apt-get|git|make|gcc)\b", last)


def test_what_it_runs_runs_outside_it():
    """One of each by the commands themselves; what starts and serves, elsewhere."""
    python = f"{BASE_DIR}/.venv/bin/python"
    [*_made, compiled] = [step for step in steps("RUN") if "manage.py" in step]
    ran = subprocess.run(
        ["sh", "-euc", compiled], cwd=BASE_DIR, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    for step in steps("RUN"):  # the same files as on any other machine
        for lock in re.findall(r"requirements/\w+\.txt", step):
            assert (BASE_DIR / lock).exists()
    # Of tests that start a server (bench.server), and of the worker's.
    assert steps("CMD")[-1] == '[".venv/bin/python", "manage.py", "serve"]'
    assert '["manage.py", "work"]' in _compose().replace('".venv/bin/python", ', "")
    [health] = re.findall(r"CMD (\[.+\])", steps("HEALTHCHECK")[0])
    assert health == '[".venv/bin/python", "-m", "config.ask", "/healthz"]'
    silent = subprocess.run(
        [python, "-m", "config.ask", "/healthz"],
        cwd=BASE_DIR,
        env={"PORT": str(free_port())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert silent.returncode == 1
    assert "No answer on port" in silent.stdout


def _compose():
    return (BASE_DIR / "compose.yaml").read_text()


@pytest.mark.parametrize(("status", "ends"), [(200, 0), (503, 1)])
def test_the_health_check_ends_as_the_server_answers(monkeypatch, status, ends):
    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_said):
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setenv("PORT", str(server.server_port))
        assert ask.main("/healthz") == ends


def test_the_containers_are_three_and_only_one_is_reached_from_here():
    text = _compose()
    services = re.findall(r"^  (\w+):$", text.partition("\nservices:")[2], re.M)
    assert [one for one in services if one not in ("data",)][:3] == [
        "application",
        "worker",
        "database",
    ]
    assert re.findall(r"^ +- ([\d.:]+:\d+)$", text, re.M) == ["127.0.0.1:8000:8000"]
    assert text.count("read_only: true") == 2  # of ours, and of PostgreSQL
    assert text.count("no-new-privileges:true") == 2


def test_both_stages_have_one_python_that_the_code_runs_on():
    [version] = set(re.findall(r"^FROM .+/python:(\d+\.\d+)-slim", CONTAINERFILE, re.M))
    assert tuple(map(int, version.split("."))) >= (3, 11)
