"""Pages of the built site, as readers open them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from course_build.cli import main

SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
LOOKS = tuple(zip(SCHEMES, WIDTHS, strict=True))
"""Colors depend on the scheme, and places on the width: two looks try both."""
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
"""Readers of most tests save data, so that Python comes when it is used and not before."""
_PALETTE = {"light": "default", "dark": "slate"}
"""What Material calls the schemes."""


PYTHON = 90_000
"""Milliseconds within which Python comes and runs something, on a busy machine."""


def until(read: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """Read again and again until what is read will do; return it."""
    end = time.monotonic() + PYTHON / 1000
    while not holds(found := read()):
        assert time.monotonic() < end, found
        time.sleep(0.2)
    return found


def export(command: str, site: Path, out: Path, *options: str) -> Path:
    """Run `course export`, and return what it wrote."""
    done = CliRunner().invoke(main, ["export", command, "--site", str(site), "--out", str(out), *options])
    assert done.exit_code == 0, done.output
    return out


@dataclass
class Reader:
    """A page, and what it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def reader(chrome):
    """Return a context manager that opens a page in a scheme and a width."""

    @contextmanager
    def open_page(url: str, scheme: str = "light", width: int = 1280) -> Iterator[Reader]:
        context = chrome.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        context.add_init_script(SAVES_DATA)
        page = context.new_page()
        found = Reader(page)
        page.on("request", lambda request: found.requests.append(request.url))
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: found.complaints.append(message.text) if message.type in ("error", "warning") else None,
        )
        # Our scripts have run by then.
        page.goto(url)
        yield found
        context.close()

    return open_page


def switch(page: Page, scheme: str) -> None:
    """Show a page in a scheme, by its own button."""
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != _PALETTE[scheme]:
        page.locator("[data-md-component=palette] label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", _PALETTE[scheme])
