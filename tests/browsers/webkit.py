"""WebKit, Safari's engine, as WebKitGTK has it: WebDriver over HTTP, on a screen that nobody sees."""

import json
import os
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from typing import Any

from tests.browsers.driven import ByActions, called, end, value_of
from tests.browsers.install import mini_browser

START = 60
"""Seconds in which the driver answers."""
PATIENCE = 180
"""Seconds that a script of a test may take."""

LISTEN = """() => {
    window.heardByTest = [];
    const hear = (text) => window.heardByTest.push(String(text));
    addEventListener("error", (event) => hear(event.message));
    addEventListener("unhandledrejection", (event) => hear(event.reason));
    addEventListener("securitypolicyviolation", (event) => hear(`${event.violatedDirective} ${event.blockedURI}`));
    for (const level of ["error", "warn"]) console[level] = (...words) => hear(words.join(" "));
}"""


class WebKit(ByActions):
    name = "webkit"

    def __init__(self):
        self._started = ExitStack()
        self._session = ""
        self._opened = False
        self._console: list[str] = []

    def start(self) -> None:
        folder = self._started.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        screen, display = _screen()
        self._started.callback(end, screen)
        homes = dict.fromkeys(("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), folder)
        environment = {**os.environ, **homes, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"}
        if os.geteuid() == 0:
            # Its sandbox is made for people, and does not start for root.
            environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        self._port = _free_port()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        driver = subprocess.Popen(["WebKitWebDriver", f"--port={self._port}"], env=environment, **quiet)
        self._started.callback(end, driver)
        self._wait()
        options = {"binary": mini_browser(), "args": ["--automation"]}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self._session = f"/session/{self._ask('POST', '/session', {'capabilities': capabilities})['sessionId']}"
        self._started.callback(self._ask, "DELETE", "", None)
        self._ask("POST", "/timeouts", {"script": PATIENCE * 1000, "pageLoad": PATIENCE * 1000})

    @property
    def console(self) -> list[str]:
        # Its driver tells nothing of the console: what the page itself can hear has to do, from its load on.
        return [*self._console, *self.evaluate("() => window.heardByTest")]

    def open(self, url: str) -> None:
        if self._opened:
            self._console = self.console
        self._ask("POST", "/url", {"url": url})
        self._opened = True
        self.evaluate(LISTEN)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        script = f"const done = arguments[arguments.length - 1]; {called(function, argument)}.then(done);"
        return value_of(self._ask("POST", "/execute/async", {"script": script, "args": []}))

    def _perform(self, actions: list[dict]) -> None:
        self._ask("POST", "/actions", {"actions": actions})

    def close(self) -> None:
        self._started.close()

    def _wait(self) -> None:
        for _ in range(START * 10):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("WebKitWebDriver did not start")

    def _ask(self, method: str, path: str, body: Any) -> Any:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request(method, f"{self._session}{path}", None if body is None else json.dumps(body))
            answer = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(answer, dict) and "error" in answer:
            raise AssertionError(f"{path}: {answer['error']}: {answer['message']}")
        return answer


def _screen() -> tuple[subprocess.Popen, str]:
    """Start a screen in memory; return it and its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        return process, f":{told.readline().strip()}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
