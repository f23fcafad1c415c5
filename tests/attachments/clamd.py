"""A stand-in for ClamAV's daemon that speaks its INSTREAM and PING, on loopback.

It knows one signature, EICAR's, which every antivirus takes for a virus by agreement,
and looks into packed files as the daemon does.
"""

import io
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile, is_zipfile

# In two halves, so that no antivirus takes this file for one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + (b"ANTIVIRUS-TEST-FILE!$H+H*")
FOUND = b"stream: Win.Test.EICAR_HDB-1 FOUND\0"


class Daemon:
    """What it was sent, and how it answers; ``answer`` replaces its judgement."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.most = 10_000_000  # its StreamMaxLength
        self.answer: bytes | None = None

    def judged(self, content: bytes) -> bytes:
        if self.answer is not None:
            return self.answer
        parts = [content]
        if is_zipfile(io.BytesIO(content)):
            with ZipFile(io.BytesIO(content)) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
        return FOUND if any(EICAR in part for part in parts) else b"stream: OK\0"


def _handler(daemon: Daemon) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        timeout = 10  # seconds

        def handle(self) -> None:
            asked = b""
            while not asked.endswith(b"\0") and (sign := self.rfile.read(1)):
                asked += sign
            if asked == b"zPING\0":
                self.wfile.write(b"PONG\0")
                return
            if asked != b"zINSTREAM\0":
                self.wfile.write(b"UNKNOWN COMMAND\0")
                return
            content = b""
            while length := int.from_bytes(self.rfile.read(4)):
                content += self.rfile.read(length)
                if len(content) > daemon.most:
                    self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            daemon.heard.append(content)
            self.wfile.write(daemon.judged(content))

    return Handler


@contextmanager
def listening(path: Path | None = None) -> Iterator[tuple[Daemon, str]]:
    """The daemon and its address: a port of loopback, or a local socket at ``path``."""
    daemon = Daemon()
    kind = socketserver.ThreadingUnixStreamServer if path else None
    server = (kind or socketserver.ThreadingTCPServer)(
        str(path) if path else ("127.0.0.1", 0),  # type: ignore[arg-type] # both do
        _handler(daemon),
    )
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield daemon, str(path) if path else f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
