"""Say which new migrations the code of the last release could not run beside.

With --release it records those of now as released: the last thing before a release is
tagged.
"""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import beside


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--release", action="store_true", help="record those of now as released"
        )

    def handle(self, *, release: bool, **options: bool) -> None:
        if found := beside.faults(beside.released()):
            raise CommandError("\n".join(found))
        if release:
            lines = (f"{room} {name}\n" for room, name in beside.latest().items())
            beside.RELEASED.write_text("".join(lines))
