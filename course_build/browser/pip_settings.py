"""Which indexes pip is configured with, and how it is to trust them."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pypi_simple import PYPI_SIMPLE_ENDPOINT

LINE = re.compile(r"^(?P<scope>[^.=]*)\.(?P<name>[^=]+)=(?P<value>.*)$")
SCOPES = (":env:", "install", "global")
"""Sections of pip's configuration, the strongest first."""


@dataclass(frozen=True)
class PipSettings:
    """Addresses of indexes in pip's order, and the file of certificates that it was told to use."""

    indexes: tuple[str, ...]
    certificates: str | None


def list_settings() -> str:
    """Return what pip says of its configuration files and environment; nothing where there is no pip."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def pip_settings(listed: Callable[[], str] = list_settings) -> PipSettings:
    """Return the settings that say where packages come from; the index of everybody stands in for none."""
    found: dict[tuple[str, str], str] = {}
    for line in listed().splitlines():
        if match := LINE.match(line):
            found[match["scope"], match["name"]] = str(ast.literal_eval(match["value"]))
    main = _setting(found, "index-url") or PYPI_SIMPLE_ENDPOINT
    addresses = [*main.split(), *(_setting(found, "extra-index-url") or "").split()]
    # A folder of wheels is of no use here: what is looked for is read by range.
    reachable = [one for one in dict.fromkeys(addresses) if one.startswith(("http://", "https://"))]
    return PipSettings(tuple(reachable), _setting(found, "cert"))


def _setting(found: Mapping[tuple[str, str], str], name: str) -> str | None:
    return next((found[scope, name] for scope in SCOPES if (scope, name) in found), None)
