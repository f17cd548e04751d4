"""The hosted export on Debian's nginx, below the root of its host: what is sent, how, and that the course works."""

import http.client
import re
import socket
from collections.abc import Iterator

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.export.servers import CHECKED, FOREVER
from course_build.outline.model import Outline
from tests import ROOT, nginx
from tests.web.conftest import LOOKS, PYTHON, export

PATH = "/normalization/"


@pytest.fixture(scope="module")
def hosted(site, tmp_path_factory):
    """The folder, as the command writes it."""
    out = tmp_path_factory.mktemp("hosted") / "course"
    export("hosted", site, out, "--quick")
    return out


@pytest.fixture(scope="module")
def host(hosted, tmp_path_factory) -> Iterator[str]:
    """Nginx with the example, in which only port and folder are others."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    example = (hosted / "nginx.conf").read_text()
    for text, ours in (("listen 80;", f"listen 127.0.0.1:{port};"), ("alias /var/www/normalization/;", None)):
        assert example.count(text) == 1
        example = example.replace(text, ours or f"alias {hosted}/public/;")
    with nginx.running(example, port, tmp_path_factory.mktemp("nginx")):
        yield f"127.0.0.1:{port}"


@pytest.fixture
def ask(host):
    """Return a function that asks for a file: its status, headers and body."""

    def asked(name, encodings="br, gzip"):
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request("GET", PATH + name, headers={"Accept-Encoding": encodings})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    return asked


def one(folder, pattern):
    (found,) = (folder / "public").glob(pattern)
    return found.relative_to(folder / "public").as_posix()


@pytest.mark.parametrize(
    ("pattern", "kind", "cache"),
    [
        ("index.html", "text/html; charset=utf-8", CHECKED),
        ("llms.txt", "text/plain; charset=utf-8", CHECKED),
        ("search/search_index.json", "application/json", CHECKED),
        ("generated/course.??????????.js", "text/javascript; charset=utf-8", FOREVER),
        ("generated/course.??????????.css", "text/css; charset=utf-8", FOREVER),
        ("generated/scripts/cells.*.js", "text/javascript; charset=utf-8", FOREVER),
        ("generated/python/*.wasm", "application/wasm", FOREVER),
        ("generated/python/boot.*.bin", "application/octet-stream", FOREVER),
        ("assets/stylesheets/main.*.min.css", "text/css; charset=utf-8", FOREVER),
    ],
)
def test_files_have_their_type_and_come_compressed(ask, hosted, pattern, kind, cache):
    name = one(hosted, pattern)
    whole = (hosted / "public" / name).read_bytes()
    status, headers, body = ask(name)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, kind, cache)
    assert (headers["Content-Encoding"], headers["X-Content-Type-Options"]) == ("br", "nosniff")
    assert body == (hosted / "public" / f"{name}.br").read_bytes()
    assert brotli.decompress(body) == whole
    for encodings, encoding in (("gzip", "gzip"), ("identity", None)):
        _, headers, body = ask(name, encodings)
        assert headers["Content-Encoding"] == encoding
        assert len(body) < len(whole) if encoding else body == whole


def test_modules_have_the_type_of_scripts(hosted, ask):
    (hosted / "public" / "probe.mjs").write_text("export {};")
    assert ask("probe.mjs")[1]["Content-Type"] == "text/javascript; charset=utf-8"


def test_an_unchanged_page_is_not_sent_again_and_a_missing_one_is_told(ask, host):
    _, headers, _ = ask("")
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", PATH, headers={"If-None-Match": headers["ETag"], "Accept-Encoding": "br"})
    assert connection.getresponse().status == 304
    connection.close()
    status, _, body = ask("nothing/")
    assert (status, b"There is no such page" in brotli.decompress(body)) == (404, True)
    status, headers, _ = ask("lessons/02-techniques")
    assert (status, headers["Location"]) == (301, f"{PATH}lessons/02-techniques/")


def test_a_missing_page_leads_to_the_course_from_wherever_it_is(chrome, host):
    for scheme, width in LOOKS:
        context = chrome.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"http://{host}{PATH}lessons/nothing/here/")
        expect(page.locator("h1")).to_have_text("There is no such page")
        first = page.get_by_role("link", name="Go to the first page of the course")
        expect(first).to_have_attribute("href", re.compile(f"^{PATH}"))
        expect(page.locator("h1")).to_have_css("font-family", re.compile("Course Display"))
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        links = page.locator("li > a").evaluate_all("(all) => all.map((one) => new URL(one.href).pathname)")
        assert len(links) == len(Outline.read(ROOT / ".cache" / "noted").parts)
        assert {page.request.get(f"http://{host}{link}").status for link in links} == {200}
        first.click()
        expect(page).to_have_url(f"http://{host}{PATH}")
        context.close()


def test_the_course_works_below_the_root_of_its_host(reader, host):
    with reader(f"http://{host}{PATH}") as found:
        page = found.page
        page.locator(".course-map__start > a").click()
        expect(page).to_have_url(re.compile(rf"{PATH}lessons/01-why-normalize/$"))
        page.goto(f"http://{host}{PATH}playground/")
        part = page.locator("[data-part=playground]")
        title = part.locator(".course-playground__title")
        before = title.inner_text()
        part.locator("#playground-technique").select_option("layer")
        expect(title).not_to_have_text(before)
        page.goto(f"http://{host}{PATH}figures/f11/")
        live = page.locator("[data-part=live]")
        live.get_by_role("button", name="Run it here").click()
        expect(live.locator(".course-live__verdict").filter(has_text="Matches")).to_be_visible(timeout=PYTHON)
        assert all(url.startswith((f"http://{host}{PATH}", "data:", "blob:")) for url in found.requests)
        assert found.complaints == []
