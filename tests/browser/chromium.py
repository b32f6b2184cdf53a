"""Finds Chromium for the browser tests: installed, else by apt when root on Debian, else by playwright.

Run as a program it makes sure that there is one, or says what to install and fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def find() -> str | None:
    """The path of a Chromium on this machine; ``CONSENSUS_TEST_CHROMIUM`` beats what is found."""
    given = os.environ.get("CONSENSUS_TEST_CHROMIUM")
    if given:
        return given
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    homes = sorted(Path.home().glob(".cache/ms-playwright/chromium*/chrome-linux*/chrome"))
    return str(homes[-1]) if homes else None


def install() -> None:
    """Try the ways there are, in order."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=quiet, stdout=subprocess.DEVNULL
        )
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """0 when there is a Chromium."""
    if find() is None:
        install()
    if find() is None:
        print("The browser tests need Chromium. Install it (Debian: apt install chromium), or name it in "
              "CONSENSUS_TEST_CHROMIUM, and run again.", file=sys.stderr)  # fmt: skip
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
