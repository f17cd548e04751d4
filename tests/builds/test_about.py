"""What the finished site says of itself elsewhere: to search engines, in previews of links, to language models."""

import re
from html import unescape

import pytest
from PIL import Image

from tests import ROOT
from tests.small_course import SmallCourse

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')


def said(path):
    return {name: unescape(content) for name, content in META.findall(path.read_text())}


@pytest.fixture(scope="module")
def pages(site):
    return {path.parent: said(path) for path in site.rglob("index.html")}


def test_each_page_describes_itself_in_a_sentence_of_its_own(pages):
    descriptions = [one["description"] for one in pages.values()]
    assert len(set(descriptions)) == len(descriptions)
    for folder, one in pages.items():
        assert 30 < len(one["description"]) <= 155, folder
        assert one["og:description"] == one["description"]
        assert "$" not in one["description"]
        assert len((folder / "index.html").read_text().split('name="description"')) == 2, folder


def test_each_page_has_a_small_picture(pages):
    for folder, one in pages.items():
        path = folder / one["og:image"]
        with Image.open(path) as picture:
            assert picture.size == (1200, 630)
        assert path.stat().st_size < 90_000, path


def test_language_models_find_every_page_and_no_answer(site, pages):
    links = re.findall(r"^- \[.+\]\((.+)\): .+$", (site / "llms.txt").read_text(), re.MULTILINE)
    assert sorted(links) == sorted((one / "index.md").relative_to(site).as_posix() for one in pages)
    for link in links:
        text = (site / link).read_text()
        assert text.startswith("# ")
        assert not re.search(r"^- \[[ x]\]|misconception:|^/{3,}|\{\{ f\d", text, re.MULTILINE), link
    # What explains an answer is on the page alone.
    assert "so 64. Each is taken" not in (site / "lessons/02-techniques/index.md").read_text()


def test_addresses_are_whole_where_the_course_knows_its_own(tmp_path):
    course = SmallCourse(tmp_path)
    course.edit("mkdocs.yml", "site_name:", "site_url: https://example.org/norms/\nextra: {course: norms}\nsite_name:")
    course.edit("mkdocs.yml", "name: material", f"name: material\n  custom_dir: {ROOT / 'course_build/theme'}")
    done = course.build()
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/norms/">' in page
    found = said(tmp_path / "site/index.html")
    assert found["og:image"] == "https://example.org/norms/generated/previews/index.png"
    assert found["og:url"] == "https://example.org/norms/"
    assert "<loc>https://example.org/norms/</loc>" in (tmp_path / "site/sitemap.xml").read_text()
    assert "<lastmod>" not in (tmp_path / "site/sitemap.xml").read_text()
