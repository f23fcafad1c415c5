"""Fail unless every requirement asked for is locked, at a version that satisfies it."""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement

FOLDER = Path("requirements")


def asked(name: str) -> list[Requirement]:
    found = []
    for line in (FOLDER / f"{name}.in").read_text().splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            found += asked(text[3:].strip().removesuffix(".in"))
        elif text:
            found.append(Requirement(text))
    return found


def locked(name: str) -> dict[str, str]:
    pins = re.findall(
        r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)",
        (FOLDER / f"{name}.txt").read_text(),
        re.MULTILINE,
    )
    return {package.lower().replace("_", "-"): version for package, version in pins}


if __name__ == "__main__":
    wrong = []
    for name in ("runtime", "dev"):
        pins = locked(name)
        for wanted in asked(name):
            version = pins.get(wanted.name.lower().replace("_", "-"))
            if not version or not wanted.specifier.contains(version):
                wrong.append(f"{name}: {wanted} is locked as {version}")
    print("\n".join(wrong) or "locks agree with what is asked for")
    sys.exit(bool(wrong))
