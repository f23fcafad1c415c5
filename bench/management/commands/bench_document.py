"""The document of a text beside the bare compile of the same source, by turns."""

import json
import shutil
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

import typst
from django.core.management.base import BaseCommand

from accord.documents import typeset
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
            asked = self._kept(folder, text, named)
            document, bare = [], []
            for _round in range(ROUNDS):
                begun = perf_counter()
                pdf = rendered(text.content, at=text.agreed_at, **named)
                document.append(perf_counter() - begun)
                begun = perf_counter()
                again = typst.compile(folder / typeset.TEMPLATE, root=folder, **asked)
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

    def _kept(self, folder: Path, text: Instrument, named: Any) -> dict[str, Any]:
        """The folder that the product compiles, and how it does: kept on its way."""
        compiled, asked = typst.compile, {}

        def keeping(source: Path, *, root: Path, **how: Any) -> Any:
            shutil.copytree(root, folder, dirs_exist_ok=True)
            asked.update(how)
            return compiled(source, root=root, **how)

        with mock.patch.object(typst, "compile", keeping):
            rendered(text.content, at=text.agreed_at, **named)
        return {**asked, "package_path": folder, "package_cache_path": folder}
