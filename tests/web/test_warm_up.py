"""Python that comes ahead of its first use: near what runs it, and for readers who do not save data."""

import time

import pytest

from tests.web.conftest import SAVES_DATA

PARTS = {"live": "figures/f11/", "cell": "lessons/02-techniques/", "playground": "playground/"}
"""A page for each part that runs Python."""


def comes(page, address: str, part: str, seconds: int) -> bool:
    """Open a page, bring its part in sight; tell whether Python is asked for within some seconds."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{PARTS[part]}")
    page.locator(f'[data-part="{part}"]').first.scroll_into_view_if_needed()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if any("/python/" in url for url in asked):
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("saves_data", "seconds", "expected"), [(False, 60, True), (True, 6, False)])
def test_python_comes_ahead_of_its_use_unless_the_reader_saves_data(
    chrome, address, part, saves_data, seconds, expected
):
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    if saves_data:
        context.add_init_script(SAVES_DATA)
    assert comes(context.new_page(), address, part, seconds) is expected
    context.close()


def test_python_does_not_come_where_nothing_runs_it(chrome, address):
    context = chrome.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(3000)
    assert not [url for url in asked if "/python/" in url]
    context.close()
