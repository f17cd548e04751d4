"""What lets a browser keep the course: every file by its content, and of the core path all that its pages ask for."""

import hashlib
import json

import pytest

from course_build.site.install import manifest, with_manifest, worker

PAGE = """<html><head><link rel="stylesheet" href="{root}generated/a.css"><link rel="icon" href="{root}assets/icon.svg">
</head><body><script src="{root}generated/a.js" defer></script><a href="{root}more/">more</a>
<a href="{root}generated/data.csv">data</a><script src="https://example.org/b.js"></script></body></html>"""
FILES = {
    "index.html": PAGE.format(root=""),
    "lessons/01/index.html": PAGE.format(root="../../"),
    "more/index.html": PAGE.format(root="../"),
    "review/index.html": "<html><head></head></html>",
    "404.html": "",
    "llms.txt": "",
    "index.md": "",
    "more/index.md": "",
    "assets/icon.svg": "<svg/>",
    "assets/javascripts/workers/search.1.min.js": "find()",
    "assets/javascripts/workers/search.1.min.js.map": "{}",
    "generated/a.css": "@font-face{src:url(a.woff2)}b{background:url('none.png')}",
    "generated/a.js": "run()",
    "generated/a.woff2": "glyphs",
    "generated/data.csv": "1",
    "generated/previews/index.png": "",
    "generated/python/boot.bin": "python",
    "search/search_index.json": "{}",
}


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def listed(text):
    first, rest = text.split("\n", 1)
    return json.loads(first.removeprefix("self.courseFiles=").removesuffix(";")), rest


def test_files_are_listed_by_content_and_the_core_path_with_all_that_it_asks_for(site):
    found, script = listed(worker(site, "serve();", ["index.html", "lessons/01/index.html"]))
    assert script == "serve();"
    assert found["core"] == [
        "assets/icon.svg",
        "assets/javascripts/workers/search.1.min.js",
        "generated/a.css",
        "generated/a.js",
        "generated/a.woff2",
        "index.html",
        "lessons/01/index.html",
        "review/index.html",
        "search/search_index.json",
    ]
    assert found["files"].keys() - found["core"] == {
        "generated/data.csv",
        "generated/python/boot.bin",
        "more/index.html",
    }
    assert found["files"]["generated/a.js"] == hashlib.sha256(b"run()").hexdigest()[:32]


def test_a_course_without_a_core_path_keeps_what_is_used(site):
    (site / "review/index.html").unlink()
    assert listed(worker(site, "", []))[0]["core"] == []


def test_pages_lead_to_the_manifest_and_the_manifest_works_anywhere():
    assert with_manifest("<head></head>", "a/b/index.html") == (
        '<head><link rel="manifest" href="../../manifest.webmanifest"></head>'
    )
    made = json.loads(manifest("Norms and more", "About norms."))
    assert (made["name"], made["short_name"], made["description"]) == ("Norms and more", "Norms", "About norms.")
    assert {made[key] for key in ("id", "scope", "start_url")} == {"./"}
    assert all(one["src"].startswith("generated/icon-") for one in made["icons"])
    assert {one["purpose"] for one in made["icons"]} == {"any", "maskable"}
