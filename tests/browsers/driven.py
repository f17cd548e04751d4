"""What a test can do with a browser, whatever drives it."""

import json
import subprocess
from abc import ABC, abstractmethod
from typing import Any

KEYS = {"Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c", "Shift": "\ue008", "Tab": "\ue004"}


class Driven(ABC):
    """A browser with one page."""

    name: str

    @abstractmethod
    def start(self) -> None:
        """Start it; `close` is called also when this fails."""

    @property
    @abstractmethod
    def console(self) -> list[str]:
        """Warnings and errors so far."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to a page and wait until it has loaded."""

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Call a JavaScript function, `(argument) => value` or async, in the page; values are what JSON can say."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Click the middle of the first element that matches."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Press keys together, such as `Control+Enter`."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type into what has the focus."""


class ByActions(Driven):
    """A browser whose keys and clicks are WebDriver's actions."""

    @abstractmethod
    def _perform(self, actions: list[dict]) -> None:
        """Do what WebDriver calls actions."""

    def click(self, selector: str) -> None:
        x, y = self.evaluate(
            """(selector) => {
                const found = document.querySelector(selector);
                found.scrollIntoView({ block: "center", behavior: "instant" });
                const { x, y, width, height } = found.getBoundingClientRect();
                return [Math.round(x + width / 2), Math.round(y + height / 2)];
            }""",
            selector,
        )
        steps = [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._perform(
            [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}],
        )

    def type(self, text: str) -> None:
        steps = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._perform([{"type": "key", "id": "keyboard", "actions": steps}])

    def press(self, keys: str) -> None:
        values = [keys] if len(keys) == 1 else [KEYS.get(one, one) for one in keys.split("+")]
        steps = [{"type": "keyDown", "value": one} for one in values]
        steps += [{"type": "keyUp", "value": one} for one in reversed(values)]
        self._perform([{"type": "key", "id": "keyboard", "actions": steps}])


def called(function: str, argument: Any) -> str:
    """Return an expression whose value is a promise of JSON."""
    return (
        f"(async () => ({function})({json.dumps(argument)}))()"
        ".then((value) => JSON.stringify({ value }), (error) => JSON.stringify({ error: `${error} ${error?.stack}` }))"
    )


def value_of(told: str) -> Any:
    """Return what the expression of `called` came to."""
    answer = json.loads(told)
    if "error" in answer:
        raise AssertionError(answer["error"])
    return answer.get("value")


def end(process: subprocess.Popen) -> None:
    """End a process that a test has started."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(20)
