"""The sources: keys that stay, in order, each of them cited, and no citation without its entry."""

import re
from collections import Counter

from tests import ROOT

PAGES = {
    path.relative_to(ROOT / "docs").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if "generated" not in path.parts
}
ENTRY = re.compile(r"^\*\*(?P<name>[^*]+)\*\*\{#(?P<key>[a-z0-9-]+)\}\. .+\.$", re.MULTILINE)
ENTRIES = list(ENTRY.finditer(PAGES["sources.md"]))
KEYS = [entry["key"] for entry in ENTRIES]


def test_each_paragraph_of_a_section_is_an_entry():
    papers, code, data = PAGES["sources.md"].split("\n## ")[1:]
    paragraphs = [paragraph for section in (papers, code, data) for paragraph in section.split("\n\n")[1:]]
    entries = [paragraph.strip() for paragraph in paragraphs if paragraph.startswith("**")]
    assert entries == [entry[0] for entry in ENTRIES]
    assert len(paragraphs) - len(entries) == 1  # What a library's source shows and does not.


def test_keys_are_unique_and_papers_in_the_order_of_their_authors():
    assert [key for key, count in Counter(KEYS).items() if count > 1] == []
    papers = list(ENTRY.finditer(PAGES["sources.md"].split("\n## Code")[0]))
    names = [entry["name"].casefold() for entry in papers]
    assert names == sorted(names)
    assert len(papers) >= 30


def test_a_paper_with_an_arxiv_number_links_there():
    for entry in ENTRIES:
        for number, address in re.findall(r"arXiv \[`([^`]+)`\]\(([^)]+)\)", entry[0]):
            assert address == f"https://arxiv.org/abs/{number}"


def test_every_source_is_cited_and_every_citation_has_its_source():
    cited = {key for text in PAGES.values() for key in re.findall(r"sources\.md#([a-z0-9-]+)", text)}
    assert cited - set(KEYS) == set()
    assert set(KEYS) - cited == set()


def test_links_to_other_hosts_stand_among_the_sources_alone():
    for page, text in PAGES.items():
        if page not in ("sources.md", "numbers.md"):
            assert re.findall(r"\]\(https?://", text) == [], page
