"""The next version is deployed under an open page: the page works on, or offers to be loaded again, and never mixes."""

import re

from playwright.sync_api import expect

from tests.web.conftest import PYTHON
from tests.web.test_cells import write
from tests.web.versions import NEXT, hosting

LESSON = "lessons/02-techniques/"


def test_an_open_page_works_on_or_offers_to_be_loaded_again(site, reader, tmp_path):
    with hosting(site, tmp_path / "host") as host, reader(f"{host.address}{LESSON}") as found:
        page = found.page
        cell = page.locator("[data-part=cell]").first
        old = {path.name for path in host.folder.rglob("*") if re.search(r"\.[0-9a-f]{10}\.", path.name)}
        host.update(python=True)
        new = {path.name for path in host.folder.rglob("*") if path.name not in old}
        host.asked.clear()

        # What the page has works on.
        question = page.locator("[data-quiz]:has(input[type=radio])").first
        question.locator("input[type=radio]").first.check()
        question.get_by_role("button", name="Check").click()
        expect(question.locator(".course-quiz__verdict:visible").first).to_be_visible()

        # What it has to bring is gone.
        cell.get_by_role("button", name="Run").click()
        expect(cell.locator(".course-status")).to_contain_text("this course was updated", timeout=PYTHON)
        notice = page.get_by_role("complementary", name="New version")
        expect(notice).to_contain_text("what you did here is kept")
        expect(notice).to_have_count(1)
        asked = {path.rpartition("/")[2] for path in host.asked}
        assert not asked & new
        assert any(name in asked for name in old)

        # Loaded again, all of it is of the next version. The browser tells in which order it asks; to the host, what
        # the left page asked for may come late.
        found.requests.clear()
        notice.get_by_role("button", name="Load again").click()
        expect(page.get_by_text(NEXT)).to_be_visible()
        expect(question.locator("input[type=radio]:checked")).to_have_count(1)
        cell.get_by_role("button", name="Edit").click()
        write(cell, "6 * 7")
        page.keyboard.press("Control+Enter")
        expect(cell.locator(".course-cell__output")).to_have_text("42", timeout=PYTHON)
        asked = {url.rpartition("/")[2] for url in found.requests}
        assert not asked & old
        assert any(name.startswith("boot.") for name in asked & new)
        assert [one for one in found.complaints if "404" not in one] == []
