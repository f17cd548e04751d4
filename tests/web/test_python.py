"""Python in a page of the built site, in three browsers: numpy, our norms, and what must not harm the page."""

import itertools
import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from course_build.browser.build import Python
from course_build.experiments.playground import answer
from tests import browsers
from tests.browsers.driven import Driven
from tests.runtime_script import runtime_script
from tests.serving import listening, serve

RUNTIME = "test-runtime.js"
FIRST = "import numpy as np\nfrom course_build.norms import layer_norm\nprint('hello')\nlayer_norm(np.eye(2)).shape"
"""What runs first, in a page that has just brought Python."""

SMOKE = """
import asyncio, dataclasses, inspect, io, itertools, json, pickle, random, re, statistics, typing, unittest, zipfile
import collections, contextlib, copy, csv, datetime, decimal, enum, fractions, functools, math
import operator, string, textwrap
import numpy as np, numpy.typing
from course_build import norms
from course_build.experiments.digits import digits
import course_build.experiments.layers, course_build.experiments.training
rng = np.random.default_rng(0)
a = rng.normal(size=(5, 5))
assert np.allclose(np.linalg.inv(a) @ a, np.eye(5))
assert np.allclose(np.fft.ifft(np.fft.fft(a)), a)
assert np.ma.masked_greater([1, 2, 3], 2).sum() == 3
assert np.polynomial.Polynomial([1, 2])(3) == 7
np.testing.assert_allclose(a, a)
assert np.random.RandomState(1).rand() and np.random.Generator(np.random.Philox(1)).normal()
np.random.seed(3); np.random.shuffle([1, 2])
assert (pickle.loads(pickle.dumps(a)) == a).all() and (pickle.loads(pickle.dumps(rng)).normal() == rng.normal())
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a.txt", "a" * 100)
assert zipfile.ZipFile(packed).read("a.txt") == b"a" * 100
@dataclasses.dataclass
class Point:
    x: int
assert dataclasses.replace(Point(1), x=2).x == 2 and typing.get_type_hints(Point) == {"x": int}
assert statistics.median([1, 2, 9]) == 2 and re.sub(r"\\d", "x", "a1") == "ax" and list(itertools.pairwise("abc"))
assert json.loads(json.dumps({"a": [1, None]})) == {"a": [1, None]}
class Case(unittest.TestCase):
    def test_it(self):
        self.assertEqual(1, 1)
cases = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
assert unittest.TextTestRunner(stream=io.StringIO()).run(cases).wasSuccessful()
assert "eps" in inspect.getsource(norms.layer_norm)
async def later():
    await asyncio.sleep(0)
assert inspect.iscoroutinefunction(later)
assert digits()
help(np.mean); help(len)
print("all of it works")
"""


@pytest.fixture(scope="module")
def course(site) -> Iterator[str]:
    """The address of the site, with the runtime as a script that its pages can load: a test has it to itself."""
    with serve(site, {RUNTIME: runtime_script()}) as address:
        yield address


@pytest.fixture(scope="module")
def files(site, project) -> str:
    listing = Python(project).publish()
    assert listing != "null", "Python could not be made; the log of the build says why"
    return listing


@pytest.fixture(scope="module", params=browsers.NAMES)
def page(request, chrome, course, files) -> Iterator[Driven]:
    """A page of the site, under its policy, in which `python` is a runtime."""
    with browsers.start(request.param, chrome) as browser:
        browser.open(course)
        browser.evaluate(
            """async ([script, files, base]) => {
                await new Promise((loaded, failed) => {
                    const made = document.createElement("script");
                    Object.assign(made, { src: script, onload: loaded, onerror: failed });
                    document.head.append(made);
                });
                window.files = JSON.parse(files);
                window.base = base;
                window.python = new coursePython.PythonRuntime(window.files, base);
            }""",
            [RUNTIME, files, f"{course}generated/"],
        )
        assert not [url for url in asked(browser) if "/python/" in url]
        browser.evaluate(
            """async (code) => {
                const states = [];
                const leave = python.subscribe((one) => states.push(one.kind));
                let printed = "";
                const ended = await python.run(code, { seconds: 60, print: (_, text) => { printed += text; } });
                leave();
                window.first = { ...ended, printed, states };
            }""",
            FIRST,
        )
        yield browser


def asked(page) -> list[str]:
    """Return the addresses that the page has asked for."""
    return page.evaluate("() => performance.getEntriesByType('resource').map((one) => one.name)")


@pytest.fixture
def run(page):
    def run(code: str, **options) -> dict:
        """Run code; return how it ended, with what it printed."""
        return page.evaluate(
            """async ([code, options]) => {
                let printed = "";
                const ended = await Promise.race([
                    python.run(code, { seconds: 60, ...options, print: (_, text) => { printed += text; } }),
                    new Promise((late) => setTimeout(late, 150_000, { kind: "no answer" })),
                ]);
                return { ...ended, printed: printed.slice(-300), length: printed.length };
            }""",
            [code, options],
        )

    return run


def works(run):
    ended = run("import numpy as np\nint(np.arange(10).sum())")
    assert (ended["kind"], ended.get("text")) == ("result", "45"), ended


def test_the_first_run_brings_python_and_numpy(page, course):
    ended = page.evaluate("() => first")
    assert (ended["kind"], ended.get("text"), ended["printed"]) == ("result", "(2, 2)", "hello\n"), ended
    kinds = [kind for kind, _ in itertools.groupby(ended["states"])]
    assert kinds == ["loading", "ready", "running", "ready"]
    assert all(url.startswith((course, "blob:")) for url in asked(page))


def test_random_numbers_and_norms_are_those_of_the_build(run):
    import numpy as np

    from course_build.norms import layer_norm

    code = "import numpy as np\nfrom course_build.norms import layer_norm\n"
    code += "layer_norm(np.random.default_rng(3).normal(size=(4, 8))).tolist()"
    expected = layer_norm(np.random.default_rng(3).normal(size=(4, 8)))
    np.testing.assert_allclose(json.loads(run(code)["text"]), expected, rtol=1e-7, atol=1e-9)


def test_everything_a_curious_reader_needs_works(run):
    ended = run(SMOKE, seconds=60)
    assert ended["kind"] == "result", ended.get("traceback")
    assert ended["printed"].endswith("all of it works\n")


def test_arrays_tell_their_shape_and_type(run):
    ended = run("import numpy as np\nnp.zeros((2, 3), dtype=np.float32)")
    assert (ended["shape"], ended["dtype"]) == ([2, 3], "float32")


def test_cells_share_a_namespace(run):
    run("shared = 41")
    assert run("shared + 1")["text"] == "42"


def test_an_error_tells_the_line_of_the_readers_own_code(run):
    ended = run("import numpy as np\nx = np.ones(3)\nx @ np.ones(4)\n")
    assert (ended["kind"], ended["type"], ended["line"]) == ("error", "ValueError", 3)
    assert "mismatch" in ended["message"]
    assert "x @ np.ones(4)" in ended["traceback"]
    assert run("1 +")["line"] == 1


def test_await_stands_in_functions_alone_as_in_any_python_file(run):
    ended = run("import asyncio\nawait asyncio.sleep(0)")
    assert (ended["type"], ended["line"]) == ("SyntaxError", 2)


def test_stop_ends_an_endless_loop_and_the_next_run_works(page, run):
    works(run)
    ended = page.evaluate(
        """async () => {
            const run = python.run("while True: pass");
            while (python.state.kind !== "running") await new Promise((next) => setTimeout(next, 5));
            python.stop();
            return await run;
        }"""
    )
    assert (ended["kind"], ended["reason"]) == ("stopped", "reader")
    works(run)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("while True: pass", "time"),
        ("import numpy as np\nx = np.ones((3000, 3000))\nx @ x", "time"),
        ("while True: print('x' * 1000)", "output"),
        ("from js import postMessage\npostMessage('ended')\nwhile True: pass", "time"),
    ],
)
def test_hostile_code_is_stopped_and_the_next_run_works(run, code, reason):
    ended = run(code, seconds=3)
    assert (ended["kind"], ended.get("reason")) == ("stopped", reason), ended
    assert ended["length"] <= 200_000
    works(run)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("import numpy as np\nnp.ones((10**9,))", "ValueError"),
        ("import numpy as np\nkept = []\nwhile True: kept.append(np.ones(10**7))", "MemoryError"),
        ("kept = []\nwhile True: kept.append(bytearray(10**6))", "MemoryError"),
        ("def deeper(): return deeper()\ndeeper()", "RecursionError"),
        ("raise SystemExit", "SystemExit"),
    ],
)
def test_what_python_itself_refuses_is_an_error_and_the_next_run_works(run, code, error):
    ended = run(code, seconds=60)
    assert (ended["kind"], ended.get("type")) == ("error", error), ended
    works(run)


@pytest.mark.parametrize(
    "code",
    [
        "import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)",
        "import builtins\nvars(builtins).clear()",
        "import builtins\nbuiltins.repr = builtins.len = None",
        "import sys\nsys.stdout = sys.stderr = None",
        "class Broken:\n    def __repr__(self): raise ValueError('broken')\nBroken()",
    ],
)
def test_what_code_breaks_is_mended(run, code):
    assert run(code)["kind"] in ("result", "error")
    works(run)
    assert run("print('here')")["printed"] == "here\n"


CALLS = """
import js
from pyodide.ffi import create_proxy, to_js
where, route = {where!r}, {route!r}
script = f"try {{{{ importScripts('{{where}}/nested') }}}} catch {{{{}}}} fetch('{{where}}/nested')"
if route == "request":
    r = js.XMLHttpRequest.new()
    r.open("GET", where, False)
    r.send()
elif route == "fetch":
    js.fetch(where)
elif route == "scripts":
    js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.self)).importScripts.call(js.self, where)
elif route == "worker":
    js.Worker.new(js.URL.createObjectURL(js.Blob.new(to_js([script]))))
elif route == "data worker":
    js.Worker.new("data:text/javascript," + js.encodeURIComponent(script))
elif route == "worker of the host":
    js.Worker.new(where)
elif route == "socket":
    js.WebSocket.new(where.replace("http", "ws"))
elif route == "events":
    js.EventSource.new(where)
elif route == "cache":
    js.caches.open("a").then(create_proxy(lambda cache: cache.add(where)))
elif route == "beacon":
    js.navigator.sendBeacon(where, "secret")
elif route == "transport":
    js.WebTransport.new(where.replace("http", "https"))
elif route == "python":
    import urllib.request
    urllib.request.urlopen(where)
"""
ROUTES = (
    *("request", "fetch", "scripts", "worker", "data worker", "worker of the host", "socket", "events", "cache"),
    *("beacon", "transport", "python"),
)


@pytest.fixture
def other() -> Iterator[tuple[str, list[str]]]:
    """Another host: its address, and what it was asked for."""
    heard = []

    class Other(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def do_POST(self):
            self.do_GET()

        def do_OPTIONS(self):
            self.do_GET()

        def log_message(self, *_):
            pass

    with listening(Other) as address:
        yield f"{address}secret", heard


def test_code_cannot_ask_another_host(run, other):
    where, heard = other
    for route in ROUTES:
        assert run(CALLS.format(where=where, route=route), seconds=30)["kind"] in ("result", "error"), route
    time.sleep(1)
    assert heard == []
    works(run)


@pytest.fixture
def call(page):
    def call(target: str, argument: object, **options) -> dict:
        """Call a function of the course; return how it ended."""
        return page.evaluate(
            "([target, argument, options]) => python.call(target, argument, options)", [target, argument, options]
        )

    return call


ANSWER = "course_build.experiments.playground:answer"


def test_a_function_of_ours_is_called_with_json_outside_of_the_cells(run, call):
    run("answer = TECHNIQUES = playground = None")
    ended = call(ANSWER, {"technique": "layer", "batch": 3})
    assert ended["kind"] == "value", ended
    expected = answer({"technique": "layer", "batch": 3})["outcome"]
    found = ended["value"]["outcome"]
    assert found["code"] == expected["code"]
    assert found["after"]["std"] == pytest.approx(expected["after"]["std"], rel=1e-7, abs=1e-9)
    assert run("answer")["text"] == ""


def test_an_error_of_a_called_function_is_told(call):
    ended = call(ANSWER, {"nothing": 1})
    assert (ended["kind"], ended["type"]) == ("error", "TypeError")
    assert "nothing" in ended["message"]
    assert "answer" in ended["traceback"]


@pytest.mark.parametrize("target", ["os:getcwd", "course_session:call", "course_build.norms:layer_norm", "x"])
def test_nothing_else_can_be_called(call, target):
    ended = call(target, 0)
    assert (ended["kind"], ended["type"]) == ("error", "ValueError"), ended


def test_a_result_that_json_cannot_say_is_an_error(run, call):
    run("import course_build.experiments.layers as m\nm.nothing = lambda x: float('nan')")
    # It is tried again where the reader's code has not run, and there is no such function.
    ended = call("course_build.experiments.layers:nothing", 0)
    assert (ended["kind"], ended["type"]) == ("error", "AttributeError")
    assert run("m.nothing(0)")["text"] == "nan"


def test_progress_is_heard_by_functions_that_tell_it(page, run):
    run(
        "import course_build.experiments.layers as m\n"
        "def steps(count, *, progress):\n    for i in range(count): progress({'step': i})\n    return count\n"
        "m.steps = steps"
    )
    heard = page.evaluate(
        """async () => {
            const heard = [];
            const progress = (one) => heard.push(one.step);
            const ended = await python.call("course_build.experiments.layers:steps", 3, { progress });
            return [heard, ended];
        }"""
    )
    assert heard == [[0, 1, 2], {"kind": "value", "value": 3}]


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\nnp.median = np.histogram = None",
        "import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)",
        "import json\njson.dumps = json.encoder = None",
        "import sys\nsys.modules['course_build.experiments.playground'] = None",
        "import sys\nsys.modules.clear()",
    ],
)
def test_what_the_readers_code_breaks_does_not_break_calls(run, call, code):
    run(code)
    ended = call(ANSWER, {})
    assert ended["kind"] == "value", ended
    works(run)


def test_a_call_is_stopped_by_time(run, call):
    run("import course_build.experiments.layers as m\ndef forever(_):\n    while True: pass\nm.forever = forever")
    ended = call("course_build.experiments.layers:forever", 0, seconds=1)
    assert (ended["kind"], ended.get("reason")) == ("stopped", "time")
    works(run)


@pytest.mark.parametrize(
    "code",
    [
        "js.self.close()",
        "js.Object.getPrototypeOf(js.self).close.call(js.self)",
        "js.setTimeout(js.self.close.bind(js.self), 100)",
        "def forever():\n    while True: pass\njs.setTimeout(create_proxy(forever), 50)",
        "js.postMessage('ended')\njs.postMessage(to_js({'kind': 'ready'}))",
        "js.self.onmessage = js.self.onerror = None\njs.self.addEventListener = None",
        "js.MessagePort.prototype.postMessage = None",
        "js.MessagePort.prototype.postMessage = create_proxy(lambda *_: None)",
        "js.Object.defineProperty(js.MessageEvent.prototype, 'data', to_js({'value': None}))",
        "js.MessageEvent = js.MessagePort = js.WebAssembly = js.Promise = None",
        "js.JSON.parse = create_proxy(lambda text: 5)",
        "js.performance.now = None\njs.Date.now = None",
        "js.TextDecoder.prototype.decode = None",
        "js.globalThis.setTimeout = None\njs.Object.prototype.kind = 'ended'",
        "throw = create_proxy(lambda *_: 1 / 0)\njs.setTimeout(throw, 10)\njs.queueMicrotask(throw)",
    ],
)
def test_after_mischief_with_javascript_the_page_lives_and_the_next_run_works(run, page, code):
    ended = run(
        f"import js\nfrom pyodide.ffi import create_proxy, to_js as plain\n"
        f"to_js = lambda value: plain(value, dict_converter=js.Object.fromEntries)\n{code}",
        seconds=2,
    )
    assert ended["kind"] in ("result", "error", "stopped"), ended
    time.sleep(0.3)
    works(run)
    assert run("print('here')")["printed"] == "here\n"
    assert page.evaluate("() => document.title")
