"""Make sure there is a Chromium for the browser tests: found, or fetched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The program to start: the system's own, else the one Playwright fetched."""
    for name in NAMES:
        if program := shutil.which(name):
            return program
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    fetched = sorted(Path(cache).expanduser().glob("chromium*/**/chrome"))
    return str(fetched[-1]) if fetched else None


def main() -> int:
    if find():
        return 0
    print("No Chromium here: asking Playwright for its own …")
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False
    )
    if not find() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("… not to be had: asking the system's packages …")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
    if find():
        return 0
    print(
        "The browser tests need Chromium and none could be installed. "
        "Install it (Debian: apt-get install chromium) and run again."
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
