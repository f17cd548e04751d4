"""Chromium, through Playwright."""

from typing import Any

from playwright.sync_api import Browser, Error

from tests.browsers.driven import Driven


class Chromium(Driven):
    name = "chromium"

    def __init__(self, browser: Browser):
        self._console: list[str] = []
        self._context = browser.new_context()

    def start(self) -> None:
        self._page = self._context.new_page()
        self._page.on("pageerror", lambda error: self._console.append(str(error)))
        self._page.on(
            "console", lambda one: self._console.append(one.text) if one.type in ("error", "warning") else None
        )

    @property
    def console(self) -> list[str]:
        return self._console

    def open(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        try:
            return self._page.evaluate(function, argument)
        except Error as error:
            raise AssertionError(error.message) from error

    def click(self, selector: str) -> None:
        self._page.click(selector)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def press(self, keys: str) -> None:
        self._page.keyboard.press(keys)

    def close(self) -> None:
        self._context.close()
