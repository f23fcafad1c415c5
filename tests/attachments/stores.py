"""A stand-in for a store of the S3 kind, on loopback: what ours asks of one.

It refuses what is not signed with its key, as a store does; it does not check the
signature itself.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "accord-tests"


class Bucket:
    """What lies in it by path, what it was asked, and whether it is out of order."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str, str]] = []  # method, path, range
        self.is_broken = False


def _handler(bucket: Bucket) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10  # seconds

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test says what went wrong."""

        def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def is_let_in(self) -> bool:
            bucket.asked.append((self.command, self.path, self.headers["Range"] or ""))
            signed = self.headers["Authorization"] or ""
            status = 403 if f"Credential={KEY}/" not in signed else 0
            status = 503 if bucket.is_broken else status
            if status:
                self.answer(status, b"<Error><Code>No</Code></Error>")
            return not status

        def do_PUT(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if self.is_let_in():
                bucket.files[self.path] = content
                self.answer(200, ETag='"1"')

        def do_GET(self) -> None:
            if not self.is_let_in():
                return
            content = bucket.files.get(self.path)
            if content is None:
                missing = b"<Error><Code>NoSuchKey</Code></Error>"
                self.answer(404, missing if self.command == "GET" else b"")
            elif said := self.headers["Range"]:
                first, last = said.removeprefix("bytes=").split("-")
                part = content[int(first) : int(last) + 1]
                self.answer(206, part, Content_Range=f"{said}/{len(content)}")
            else:
                self.answer(200, content, ETag='"1"')

        do_HEAD = do_GET

    return Handler


@contextmanager
def listening() -> Iterator[tuple[Bucket, str]]:
    """The bucket, and the address of its store."""
    bucket = Bucket()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(bucket))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield bucket, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
