"""The core path on paper: every part, every answer in the appendix, every link with a target, printed by a browser."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from course_build.cli import main
from course_build.export.finished import FinishedSite
from course_build.export.paper import ANSWERS, Paper
from course_build.outline.model import Outline
from tests import ROOT, browser


@pytest.fixture(scope="module")
def document(site) -> BeautifulSoup:
    return BeautifulSoup(Paper(FinishedSite(site)).html(), "html.parser")


def test_all_parts_are_there_in_order_and_nothing_runs(document):
    titles = [one.get_text(strip=True) for one in document.select(".course-paper__part h1")]
    assert titles == [*(one.title for one in Outline.read(ROOT / ".cache" / "noted").parts), "Answers"]
    assert not document.select("script, [onclick], link")
    assert document.select(".course-figure svg")


def test_answers_stand_in_the_appendix_alone(document):
    appendix = document.select_one(f"#{ANSWERS}")
    assert appendix is not None
    asked = {str(one["data-quiz"]) for one in document.select("section[data-quiz]")}
    assert len(asked) >= 8
    assert {str(one["id"]) for one in appendix.select(".course-paper__answer")} == {f"answer-{one}" for one in asked}
    explained = document.select("[data-explains]")
    assert explained == appendix.select("[data-explains]")
    for one in asked:
        assert document.select(f'[data-quiz="{one}"] a[href="#answer-{one}"]')


def test_ids_are_unique_and_links_have_targets(document):
    ids = Counter(str(one["id"]) for one in document.select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = [str(one["href"]) for one in document.select("a[href]")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert [link for link in links if not link.startswith(("#", "https://"))] == []


def test_a_link_out_of_the_core_path_leads_to_the_published_site_or_is_text(site, tmp_path):
    for name in ("", "https://example.org/course/"):
        folder = tmp_path / str(bool(name))
        folder.mkdir()
        for path in site.rglob("*"):
            if path.suffix in (".html", ".css", ".woff2"):
                copy = folder / path.relative_to(site)
                copy.parent.mkdir(parents=True, exist_ok=True)
                text = path.read_bytes()
                if path == site / "index.html" and name:
                    text = text.replace(b"</head>", f'<link rel="canonical" href="{name}"></head>'.encode(), 1)
                copy.write_bytes(text)
        links = re.findall(r'<a [^>]*href="([^"#]+)', Paper(FinishedSite(folder)).html())
        assert any(link.startswith(f"{name}sources/") for link in links) == bool(name)


def test_a_browser_prints_it(site, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_BROWSER", browser.bring())
    out = tmp_path / "course.pdf"
    done = CliRunner().invoke(main, ["export", "pdf", "--site", str(site), "--out", str(out)])
    assert done.exit_code == 0, done.output
    printed = out.read_bytes()
    assert 20 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 60
    assert printed.count(b"/Subtype /Link") >= 30


def test_without_a_browser_nothing_is_written(site, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_BROWSER", str(tmp_path / "none"))
    out = tmp_path / "course.pdf"
    done = CliRunner().invoke(main, ["export", "pdf", "--site", str(site), "--out", str(out)])
    assert (done.exit_code, out.exists()) == (1, False)
    assert "name another browser in COURSE_BROWSER" in done.output
