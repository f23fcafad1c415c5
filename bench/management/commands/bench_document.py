"""The document of a text beside the bare compile of the same source, by turns.

Each in a process that does nothing else, as the product does.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

from django.core.management.base import BaseCommand

from accord.documents import compile, typeset
from accord.instruments.documents import rendered
from accord.instruments.models import Instrument

ROUNDS = 15


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        text = Instrument.objects.public().order_by("pk")[0]
        named = {"number": "00000-2026-0", "text_hash": text.text_hash}
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            bare_compile = self._kept(folder, text, named)
            document, bare = [], []
            for _round in range(ROUNDS):
                begun = perf_counter()
                pdf = rendered(text.content, at=text.agreed_at, **named)
                document.append(perf_counter() - begun)
                begun = perf_counter()
                again = bare_compile()
                bare.append(perf_counter() - begun)
        if pdf != again:
            raise RuntimeError("The bare compile is not of the same source.")
        found = {
            "document": median(document),
            "bare": median(bare),
            "ratio": median(a / b for a, b in zip(document, bare, strict=True)),
            "kilobytes": len(pdf) / 1000,
        }
        self.stdout.write(json.dumps(found))

    def _kept(self, folder: Path, text: Instrument, named: Any) -> Callable[[], bytes]:
        """The compile of the folder that the product compiles, kept on its way."""
        moment = int(text.agreed_at.timestamp())

        def keeping(root: Path, at: datetime) -> bytes:
            shutil.copytree(root, folder, dirs_exist_ok=True)
            return b""

        with mock.patch.object(typeset, "_compiled", keeping):
            rendered(text.content, at=text.agreed_at, **named)
        program = (
            f"import sys; sys.path.insert(0, {str(Path(compile.__file__).parent)!r}); "
            "import compile, pathlib; sys.stdout.buffer.write("
            f"compile.compiled(pathlib.Path({str(folder)!r}), {moment}))"
        )
        bare = [sys.executable, "-I", "-c", program]
        return lambda: subprocess.run(bare, capture_output=True, check=True).stdout
