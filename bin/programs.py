"""Make sure that programs of the system, which some tests ask, are there.

bin/programs.py nginx systemd-analyze
"""

import os
import shutil
import subprocess
import sys

PACKAGES = {"nginx": "nginx-light", "systemd-analyze": "systemd"}  # of Debian
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class Missing(Exception):
    """A program is not here; the sentence says how to get it."""


def find(name: str) -> str:
    if program := shutil.which(name, path=PLACES):
        return program
    raise Missing(f"{name} is missing. Debian: apt-get install {PACKAGES[name]}")


def main(names: list[str]) -> int:
    missing = [name for name in names if not shutil.which(name, path=PLACES)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [PACKAGES[name] for name in missing]
        print(f"Asking the system's packages for {', '.join(packages)} …")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        get = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        if subprocess.run([*get, *packages], check=False, env=quiet).returncode:
            subprocess.run(["apt-get", "update", "-qq"], check=False)
            subprocess.run([*get, *packages], check=False, env=quiet)
    try:
        for name in names:
            find(name)
    except Missing as missed:
        print(missed)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
