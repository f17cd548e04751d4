"""Three engines to try pages in, one interface: `with start("firefox", chrome) as browser: browser.open(address)`."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser

from tests.browsers.chromium import Chromium
from tests.browsers.driven import Driven
from tests.browsers.firefox import Firefox
from tests.browsers.install import WITHOUT, missing
from tests.browsers.webkit import WebKit

NAMES = ("chromium", "firefox", "webkit")


@contextmanager
def start(name: str, chrome: Browser) -> Iterator[Driven]:
    """Start a browser with an empty profile; a Chromium is there already, since only one Playwright may run.

    Raises:
        Failed: It is not installed. Only who asked to go without gets a skipped test instead.
    """
    if lacking := missing(name):
        if name in os.environ.get(WITHOUT, "").split(","):
            pytest.skip(f"{WITHOUT} leaves out {name}")
        pytest.fail(f"{name} needs {lacking}: run python -m tests.prepare, which brings it or says how")
    engines: dict[str, Callable[[], Driven]] = {
        "chromium": lambda: Chromium(chrome),
        "firefox": Firefox,
        "webkit": WebKit,
    }
    browser = engines[name]()
    try:
        browser.start()
        yield browser
    finally:
        browser.close()
