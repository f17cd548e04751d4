"""The built site, served on this machine, and a Chromium to read it with."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import browser as chromium

SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
"""Readers of most tests save data, so that Python comes when it is used and not before."""
_PALETTE = {"light": "default", "dark": "slate"}
"""What Material calls the schemes."""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address(site) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        yield browser
        browser.close()


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
        page.goto(url, wait_until="networkidle")
        yield found
        context.close()

    return open_page


def switch(page: Page, scheme: str) -> None:
    """Show a page in a scheme, by its own button."""
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != _PALETTE[scheme]:
        page.locator("[data-md-component=palette] label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", _PALETTE[scheme])
