"""The readers of what strangers give, and good files of which strange ones are made."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from accord.attachments import films, rules
from accord.attachments.preparing import prepared
from accord.documents import signatures
from accord.incoming.commas import as_workbook
from accord.incoming.tables import read
from accord.lib import pdflook, pdfs
from accord.lib.errors import Refused
from accord.monitoring.workbook.reading import Results
from accord.network.addresses.planning import Addresses
from tests.attachments import files
from tests.documents import signing

LONGEST = 5  # seconds for one file
Reader = Callable[[bytes], object]


class TooLong(BaseException):  # no reader catches it
    pass


@dataclass
class Target:
    """A reader, the good files it is handed changes of, and what became of them."""

    name: str
    read: Reader
    samples: list[bytes]
    may_raise: tuple[type[BaseException], ...]
    asked: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: dict[str, list[Path]] = field(default_factory=dict)

    def ask(self, content: bytes, seed: int, folder: Path) -> None:
        self.asked += 1
        began = time.monotonic()
        signal.alarm(LONGEST)
        try:
            self.read(content)
        except self.may_raise:
            self.refused += 1
        except (Exception, TooLong) as error:
            kept = folder / f"{self.name}-{seed}"
            kept.write_bytes(content)
            said = f"{type(error).__name__}: {str(error)[:80]}"
            self.faults.setdefault(said, []).append(kept)
        finally:
            signal.alarm(0)
        self.slowest = max(self.slowest, time.monotonic() - began)


def targets() -> list[Target]:
    """The readers of films, papers, pictures, lists and signatures."""

    def film(content: bytes) -> None:
        if films.code_of(BytesIO(content)) == "mp4":
            films.without_notes(BytesIO(content)).read()

    def listed(of: Any) -> Reader:
        def read_list(content: bytes) -> None:
            file = as_workbook(files.sent(content), of)
            rules.examined(file, accept=("xlsx",))
            table = read(file, of)
            list(table.rows())
            table.unread(of)

        return read_list

    def paper(content: bytes) -> None:
        list(pdflook._words(pdfs.core(content)))

    def kept(content: bytes) -> None:
        if not pdfs.begins(content):  # those are asked above, in this process
            prepared(files.sent(content))

    issued = files.pdf(b"<< /Producer (Accord) >>", trailer=b"/ID [<01> <01>]")
    signed = signing.sign(issued, "Alix Exemple")
    twice = signing.sign(signed, "Camille Exemple")
    notes = [files.box(b"udta", files.PLACE), files.box(b"uuid", bytes(40))]
    moving = [files.mp4(), files.mp4(b"isom", *notes), files.webm()]
    kinds = list(files.KINDS.values())
    comma = b"Organisation;Service;Dienst;Contact\r\nixelles;Logement;Huisvesting;A\r\n"
    book = as_workbook(files.sent(comma, "a.csv"), Addresses).read()
    heads = ";".join(column.fr for column in Results.columns).encode()
    results = as_workbook(files.sent(heads + b"\r\n1;2;3\r\n"), Addresses).read()
    return [
        Target("films", film, moving, (films.Damaged,)),
        Target("files", kept, kinds, (Refused,)),
        # In a child of the server: it may fail there, but not go on for ever.
        Target("pdf", paper, [files.PDF, issued, signed], (Exception,)),
        Target("lists", listed(Addresses), [comma, book], (Refused,)),
        Target("workbooks", listed(Results), [results], (Refused,)),
        Target(
            "signatures",
            lambda content: signatures.examine(content, issued=issued, trusted=[]),
            [signed, twice, issued],
            (),
        ),
    ]
