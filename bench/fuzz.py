"""Strange files, made from good ones: ``python -m bench --fuzz 60``.

For so many seconds, the readers of what strangers give are handed samples that are cut,
turned, doubled and mixed. Each may refuse, in words; none may fail otherwise, hang, or
ask for all memory. What makes one do so is kept in a folder, with its seed.
"""

import logging
import os
import random
import resource
import signal
import tempfile
import time
from io import BytesIO
from itertools import cycle
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")

MEMORY = 3 * 1024**3
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1", b"\x80")


def changed(content: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The same file with one to eight things wrong in it."""
    made = bytearray(content)
    for _change in range(chance.randint(1, 8)):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice((1, 4, 16, 400)))
        match chance.randrange(7):
            case 0 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                number = chance.choice(NUMBERS)
                made[at : at + len(number)] = number
            case 2:
                del made[at:to]
            case 3:
                made[at:at] = made[at:to] * chance.choice((1, 2, 50))
            case 4:
                made[at:to] = chance.randbytes(to - at)
            case 5:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                made[at:to] = other[start : start + 200]
            case 6 if chance.random() < 0.2:
                del made[at:]
    return bytes(made)


def changed_inside(content: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Of a packed file, one of its parts; it is packed again, so that it opens."""
    out = BytesIO()
    try:
        with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
            wrong = chance.choice(old.namelist())
            for name in old.namelist():
                part = old.read(name)
                if name == wrong:
                    part = changed(part, chance, [part, *others])
                new.writestr(name, part)
    except (BadZipFile, IndexError):
        return changed(content, chance, others)
    return out.getvalue()


def fuzz(seconds: int, seed: int | None = None) -> int:
    """How many files made a reader fail."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    seed = random.randrange(10**9) if seed is None else seed
    django.setup()
    logging.disable()
    from bench.strange import TooLong, targets  # noqa: PLC0415 - it needs what is set up

    def stop(*_args: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    asked, until = targets(), time.monotonic() + seconds
    print(f"seed {seed}")
    for number, target in enumerate(cycle(asked)):
        if time.monotonic() > until:
            break
        chance = random.Random(seed + number)
        sample = chance.choice(target.samples)
        is_packed = sample[:2] == b"PK" and chance.random() < 0.7
        change = changed_inside if is_packed else changed
        target.ask(change(sample, chance, target.samples), seed + number, folder)
    for target in asked:
        print(
            f"{target.name:<11} {target.asked:>7} files, {target.refused:>7} refused, "
            f"slowest {target.slowest:.2f} s, {len(target.faults)} faults"
        )
        for fault, files in target.faults.items():
            print(f"  {len(files)} × {fault}, such as {files[0]}")
    return sum(map(len, (files for one in asked for files in one.faults.values())))
