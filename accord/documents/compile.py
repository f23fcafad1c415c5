"""One document, in a process that ends with it: nothing of it stays in the server.

Started by ``typeset`` and alone there: it imports nothing of the platform, and the
library keeps what it remembers of a document only as long as this process lives.

    python compile.py FOLDER MOMENT

It writes the PDF of ``template.typ`` of that folder to its output. A fault of the
template, or a letter that cannot be drawn, is written as words; it then ends with
``FAULTY``.
"""

import sys
from pathlib import Path

FAULTY = 3
TEMPLATE = "template.typ"


def main(folder: str, moment: str) -> None:
    sys.stdout.buffer.write(compiled(Path(folder), int(moment)))


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
    main(*sys.argv[1:])
