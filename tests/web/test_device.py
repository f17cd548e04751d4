"""The course on the reader's device: the core path and what was used work without a host; new versions are offered."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import browsers
from tests.web.conftest import PYTHON, until
from tests.web.test_cells import write
from tests.web.versions import NEXT, hosting

LESSON = "lessons/02-techniques/"
KEPT = """async () => {
    if (!navigator.serviceWorker.controller) return [];
    const [name] = await caches.keys();
    if (name === undefined) return [];
    const cache = await caches.open(name);
    return (await cache.keys()).map((one) => new URL(one.url).pathname.slice(1));
}"""


@pytest.fixture(scope="module")
def host(site, tmp_path_factory):
    with hosting(site, tmp_path_factory.mktemp("device") / "host") as started:
        yield started


@pytest.fixture
def visitor(chrome):
    """A page whose browser may keep things."""
    context = chrome.new_context(service_workers="allow", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def kept(page, *patterns):
    """Wait until files of each pattern are kept, and return the paths of all."""
    return until(
        lambda: page.evaluate(KEPT), lambda paths: all(any(re.search(one, path) for path in paths) for one in patterns)
    )


def test_after_one_visit_the_core_path_works_without_the_host(visitor, host):
    page = visitor
    page.goto(host.address)
    paths = kept(page, r"^index\.html", "search_index")
    # Python does not come before it is used, nor do pages off the core path.
    assert not [path for path in [*paths, *host.asked] if "generated/python/" in path or "figures/f" in path]
    page.goto(f"{host.address}figures/f11/")
    kept(page, "figures/f11/")
    page.goto(host.address + LESSON)
    cell = page.locator("[data-part=cell]").first
    cell.get_by_role("button", name="Edit").click()
    write(cell, "6 * 7")
    page.keyboard.press("Control+Enter")
    expect(cell.locator(".course-cell__output")).to_have_text("42", timeout=PYTHON)
    kept(page, r"python/pyodide\..*\.wasm", r"python/rest\.", "editor/")

    host.down = True
    try:
        for path in [one for one in paths if one.endswith("index.html")]:
            page.goto(f"{host.address}{path.removesuffix('index.html')}")
            expect(page.locator("h1").first).to_be_visible()
        page.goto(host.address + LESSON)
        cell.get_by_role("button", name="Edit").click()
        write(cell, "7 * 8")
        page.keyboard.press("Control+Enter")
        expect(cell.locator(".course-cell__output")).to_have_text("56", timeout=PYTHON)
        page.keyboard.press("Escape")
        page.locator("h1").first.click()
        page.keyboard.press("/")
        page.keyboard.type("running averages")
        expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=15_000)
        # What was opened before is there; what was not says so, and leads back.
        page.goto(f"{host.address}figures/f11?from=mail")
        expect(page.locator("h1").first).to_have_text("LayerNorm and RMSNorm side by side")
        page.goto(f"{host.address}figures/f02/")
        expect(page.locator("h1")).to_have_text("This page is not on this device")
        assert Axe().run(page).violations_count == 0
        page.get_by_role("link", name="go to its first page").click()
        expect(page.locator(".course-map__start > a")).to_be_visible()
    finally:
        host.down = False


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_other_browsers_keep_it_and_offer_a_new_version(name, chrome, site, tmp_path):
    with hosting(site, tmp_path / "host") as host, browsers.start(name, chrome) as browser:
        browser.open(host.address)
        until(lambda: browser.evaluate(KEPT), lambda paths: any("lessons/08" in path for path in paths))
        host.down = True
        browser.open(f"{host.address}lessons/03-activations/")
        assert "activations" in browser.evaluate("() => document.querySelector('h1').textContent")
        host.down = False
        host.update(python=False)
        browser.open(host.address)
        said = "() => document.querySelector('.course-notice')?.textContent ?? ''"
        until(lambda: browser.evaluate(said), lambda text: "A new version" in text)
        assert NEXT not in browser.evaluate("() => document.body.textContent")
        assert browser.console == []


def test_it_can_be_removed_and_stays_so(visitor, host):
    page = visitor
    page.goto(f"{host.address}your-data/")
    kept(page, r"^index\.html")
    page.reload()
    part = page.locator("[data-part=device]")
    expect(part).to_contain_text("The core path is kept on this device:")
    part.get_by_role("button", name="Remove from this device").click()
    expect(part).to_contain_text("Nothing is kept on this device, as you chose.")
    registered = "navigator.serviceWorker.getRegistrations().then((found) => found.length)"
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate(registered) == 0
    page.reload()
    expect(part).to_contain_text("as you chose")
    # Longer than a page takes to begin keeping.
    time.sleep(4)
    assert (page.evaluate(registered), page.evaluate("caches.keys()")) == (0, [])
    part.get_by_role("button", name="Keep it on this device").focus()
    page.keyboard.press("Enter")
    expect(part).to_contain_text("The core path is kept on this device:", timeout=PYTHON)


def test_a_new_version_is_offered_and_not_forced(visitor, host):
    page = visitor
    page.goto(host.address)
    kept(page, r"^index\.html", r"lessons/08")
    host.update(python=False)
    page.goto(host.address + LESSON)
    notice = page.get_by_role("complementary", name="New version")
    expect(notice).to_contain_text("A new version of this course is here", timeout=PYTHON)
    # Until the reader wants it, all pages are of the version that is kept.
    page.goto(host.address)
    expect(page.get_by_text(NEXT)).to_have_count(0)
    expect(notice).to_be_visible(timeout=PYTHON)
    host.asked.clear()
    notice.get_by_role("button", name="Load it").click()
    expect(page.get_by_text(NEXT)).to_be_visible(timeout=PYTHON)
    page.goto(host.address + LESSON)
    expect(page.get_by_text(NEXT)).to_be_visible()
    assert not [path for path in page.evaluate(KEPT) if re.search(r"generated/course\.(?!0123456789)\w{10}\.js", path)]
