"""What each browser needs on this machine, and how it gets here: Debian's packages, where this may be done."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import browser as chromium

WITHOUT = "COURSE_WITHOUT_BROWSERS"
"""Names of browsers, with commas between them, that a person chose to leave out."""
PACKAGES = {"firefox": ("firefox-esr",), "webkit": ("webkit2gtk-driver", "xvfb")}


def firefox() -> str | None:
    return next((path for name in ("firefox-esr", "firefox") if (path := shutil.which(name))), None)


def mini_browser() -> str | None:
    """Return the browser that comes with WebKitGTK, which stands beside its libraries."""
    places = ("lib*/webkit2gtk-4.*/MiniBrowser", "lib*/*/webkit2gtk-4.*/MiniBrowser")
    return next((str(path) for one in places for path in sorted(Path("/usr").glob(one))), None)


def missing(name: str) -> str:
    """Return what a browser lacks; empty when it is there."""
    needs = {
        "chromium": {"Chromium": chromium.find},
        "firefox": {"Firefox": firefox},
        "webkit": {
            "WebKitWebDriver": lambda: shutil.which("WebKitWebDriver"),
            "WebKitGTK's MiniBrowser": mini_browser,
            "Xvfb": lambda: shutil.which("Xvfb"),
        },
    }
    return ", ".join(what for what, find in needs[name].items() if not find())


def install(name: str, packages: Sequence[str]) -> None:
    """Install packages of Debian, where this may be done; whoever asks looks whether it was."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"{name}: installing {' and '.join(packages)}", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=environment)


def bring(name: str) -> str:
    """Install Firefox or WebKit where it is missing; return what to print.

    Raises:
        SystemExit: It cannot be installed, and nobody chose to leave it out; the message says what to do.
    """
    if not missing(name):
        return "here"
    if name in os.environ.get(WITHOUT, "").split(","):
        return f"left out, as {WITHOUT} says"
    packages = PACKAGES[name]
    install(name, packages)
    if lacking := missing(name):
        sys.exit(
            f"The tests also run in {name}, which needs {lacking}: install it (Debian: apt-get install "
            f"{' '.join(packages)}), or set {WITHOUT}={name} to leave it out, then run make test again."
        )
    return "here"
