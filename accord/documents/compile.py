"""One document, in a process that ends with it: nothing of it stays in the server.

Started by ``typeset`` and alone there: it imports nothing of the platform, and the
library keeps what it remembers of a document only as long as this process lives.

    python -I compile.py FOLDER MOMENT MEGABYTES SECONDS

It writes the PDF of ``template.typ`` of that folder to its output. A fault of the
template, or a letter that cannot be drawn, is written as words; it then ends with
``FAULTY``. What asks for more than it may have ends with ``TOO_LARGE``, or is ended.
"""

import resource
import sys
from pathlib import Path

FAULTY, TOO_LARGE = 3, 4
TEMPLATE = "template.typ"


def main(folder: str, moment: str, megabytes: str, seconds: str) -> int:
    memory = int(megabytes) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Seconds of the processor: also for one whose server died and waits for it no more.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sys.stdout.buffer.write(compiled(Path(folder), int(moment)))
    except MemoryError:
        return TOO_LARGE
    return 0


def compiled(root: Path, moment: int) -> bytes:
    import typst  # noqa: PLC0415 - in the child alone, within its limits

    try:
        return typst.compile(
            root / TEMPLATE,
            root=root,
            font_paths=typst.Fonts(include_system_fonts=False),
            ignore_system_fonts=True,
            package_path=root,  # nothing is fetched from anywhere
            package_cache_path=root,
            pdf_standards=["a-3a", "ua-1"],
            timestamp=moment,
        )
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        sys.exit(FAULTY)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
