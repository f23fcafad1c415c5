"""Fail unless every requirement asked for is locked, at a version that satisfies it,
and all locks agree.
"""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement

FOLDER = Path("requirements")
LOCKS = ("runtime", "postgresql", "s3", "dev")


def asked(name: str) -> list[Requirement]:
    found = []
    for line in (FOLDER / f"{name}.in").read_text().splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            found += asked(text[3:].strip().removesuffix(".in"))
        elif text and not text.startswith("-c "):
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
    runtime = locked("runtime")
    for name in LOCKS:
        pins = locked(name)
        for package in pins.keys() & runtime.keys():
            if pins[package] != runtime[package]:
                wrong.append(f"{name}: {package} is not at the version of runtime")
        for wanted in asked(name):
            version = pins.get(wanted.name.lower().replace("_", "-"))
            if not version or not wanted.specifier.contains(version):
                wrong.append(f"{name}: {wanted} is locked as {version}")
    print("\n".join(wrong) or "locks agree with what is asked for")
    sys.exit(bool(wrong))
