"""Firefox, by the protocol that it speaks itself: WebDriver BiDi over a WebSocket. No driver stands between."""

import json
import re
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from tests.browsers.driven import ByActions, called, end, value_of
from tests.browsers.install import firefox

PREFERENCES = {
    # Under a driver Firefox relaxes its rules for files; these two keep them as readers have them.
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    # Ask nobody for anything.
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
START = 60
"""Seconds in which it says where it listens."""


class Firefox(ByActions):
    name = "firefox"

    def __init__(self):
        self._last = 0
        self._console: list[str] = []
        self._started = ExitStack()

    def start(self) -> None:
        profile = Path(self._started.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines))
        log = profile / "log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [
                    *(str(firefox()), "--headless", "--no-remote", "--profile", str(profile)),
                    *("--remote-debugging-port=0", "about:blank"),
                ],
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._started.callback(end, process)
        connection = connect(f"{_address(log)}/session", max_size=None, proxy=None)
        self._socket = self._started.enter_context(connection)
        self._command("session.new", {"capabilities": {}})
        self._command("session.subscribe", {"events": ["log.entryAdded"]})
        self._context = self._command("browsingContext.getTree", {})["contexts"][0]["context"]

    @property
    def console(self) -> list[str]:
        # Entries come before the answer to what is asked after them.
        self._command("session.status", {})
        return self._console

    def open(self, url: str) -> None:
        self._command("browsingContext.navigate", {"context": self._context, "url": url, "wait": "complete"})

    def evaluate(self, function: str, argument: Any = None) -> Any:
        answer = self._command(
            "script.evaluate",
            {
                "expression": called(function, argument),
                "target": {"context": self._context},
                "awaitPromise": True,
                "userActivation": True,
            },
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return value_of(answer["result"]["value"])

    def _perform(self, actions: list[dict]) -> None:
        self._command("input.performActions", {"context": self._context, "actions": actions})

    def close(self) -> None:
        self._started.close()

    def _command(self, method: str, parameters: dict) -> dict:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=180))
            if message.get("method") == "log.entryAdded":
                entry = message["params"]
                if entry["level"] in ("warn", "error"):
                    self._console.append(entry["text"])
            if message.get("id") == self._last:
                if message["type"] == "error":
                    raise AssertionError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]


def _address(log: Path) -> str:
    """Return where it says that it listens."""
    for _ in range(START * 10):
        if found := re.search(r"listening on (ws://\S+)", log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start:\n{log.read_text(errors='replace')[-2000:]}")
