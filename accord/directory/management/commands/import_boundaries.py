"""Draw the public map with the true outlines of the municipalities.

The file is GeoJSON in degrees (WGS 84), such as the open data of UrbIS or Statbel, with
one area for every municipality. All of it is taken, or nothing. Say which source of the
register published it, such as statbel-boundaries: the map names it, as licences ask.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accord.directory.boundaries import clear_boundaries, import_boundaries
from accord.lib.sheets import BadFile
from accord.sources.models import Source


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the GeoJSON file")
        parser.add_argument(
            "--source", metavar="CODE", help="the source of the register it comes from"
        )
        parser.add_argument(
            "--property", default="nis", help="property that holds the NIS code"
        )
        parser.add_argument(
            "--clear", action="store_true", help="return to the schematic map"
        )

    def handle(
        self,
        *,
        file: Path | None,
        source: str | None,
        property: str,
        clear: bool,
        **options: Any,
    ) -> None:
        if clear == bool(file):
            raise CommandError("Name a file, or say --clear.")
        if file is None:
            self.stdout.write(f"{clear_boundaries()} outlines taken away")
            return
        published_by = Source.objects.public().filter(code=source or "").first()
        if published_by is None:
            raise CommandError(
                f"The register has no source “{source}”."
                if source
                else "Say which source of the register it comes from: --source CODE."
            )
        try:
            done = import_boundaries(file, code=property, source=published_by)
        except BadFile as error:
            for fault in error.faults:
                self.stderr.write(f"  {fault}")
            raise CommandError("The file was refused: nothing was drawn.") from None
        self.stdout.write(
            f"{done.drawn} drawn, {done.unchanged} unchanged, {done.elsewhere} left "
            f"out as they are elsewhere; {done.size / 1000:.1f} kB of outlines"
        )
