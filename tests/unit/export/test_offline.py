"""What becomes of a small site: every kind of file, and what is told of a site that will not do."""

import base64
import gzip
import json
import re

import pytest
from click.testing import CliRunner

from course_build.cli import main
from course_build.errors import CourseError
from course_build.export.finished import FinishedSite
from course_build.export.offline import contents

PAGE = """<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="font-src 'self'; a">
<meta name="course" content="norms">
  <link rel="preload" href="{base}generated/text.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{base}generated/course.css"></head>
<body><a href="{base}two/">two</a>
<script src="{base}assets/javascripts/bundle.1.min.js"></script></body></html>
"""


@pytest.fixture
def folder(tmp_path):
    made = {
        "index.html": PAGE.format(base=""),
        "two/index.html": PAGE.format(base="../"),
        "404.html": "<a href='/two/'>",
        "sitemap.xml": "<urlset/>",
        "assets/javascripts/bundle.1.min.js": "bundle()",
        "assets/javascripts/bundle.1.min.js.map": "{}",
        "assets/javascripts/lunr/min/lunr.de.min.js": "german()",
        "assets/javascripts/workers/search.1.min.js": "find('</script>')",
        "generated/course.css": "@font-face{font-display:optional;src:url(text.woff2)}a{background:url(a.png)}",
        "generated/text.woff2": "glyphs",
        "generated/python/boot.1.bin": "modules",
        "generated/python/licenses.txt": "MPL",
        "search/search_index.json": json.dumps({"docs": [{"location": ""}, {"location": "two/#é", "text": "ü"}]}),
    }
    for name, text in made.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def made(folder):
    return {name: content.decode() for name, content in contents(FinishedSite(folder)).items()}


def test_what_no_page_can_use_is_left_out(made):
    assert sorted(made) == [
        "assets/javascripts/bundle.1.min.js",
        "assets/javascripts/workers/search.1.min.js",
        "generated/course.css",
        "generated/offline.js",
        "generated/probe-1.html",
        "generated/probe-2.html",
        "generated/probe.js",
        "generated/python/boot.1.bin.js",
        "generated/python/licenses.txt",
        "index.html",
        "licenses/course.txt",
        "licenses/digits.md",
        "licenses/icons.txt",
        "licenses/material.txt",
        "licenses/python.txt",
        "search/search_index.js",
        "two/index.html",
    ]


def test_pages_run_our_script_before_materials(made):
    page = made["two/index.html"]
    assert '<a href="../two/index.html">' in page
    assert '<script src="../generated/offline.js"></script>\n<script src="../assets/javascripts/bundle.' in page
    assert "preload" not in page
    assert "content=\"font-src data:; frame-src 'self'; a\"" in page


def test_styles_hold_their_fonts(made):
    glyphs = base64.b64encode(b"glyphs").decode()
    font = f"@font-face{{font-display:block;src:url(data:font/woff2;base64,{glyphs})}}"
    assert made["generated/course.css"] == f"{font}a{{background:url(a.png)}}"


def test_files_of_python_are_scripts_that_hand_them_over(made):
    name, packed = re.fullmatch(r'courseBytes\("(.+)","(.+)"\);\n', made["generated/python/boot.1.bin.js"]).groups()
    assert name == "boot.1.bin"
    assert gzip.decompress(base64.b64decode(packed)) == b"modules"


def test_the_licenses_of_all_that_is_shipped_are_there(made):
    assert made["licenses/course.txt"].startswith("MIT License")
    assert "Martin Donath" in made["licenses/material.txt"]
    assert "Pictogrammers" in made["licenses/icons.txt"]
    assert made["licenses/python.txt"] == "MPL"


def test_search_is_told_of_files(made):
    index = json.loads(made["search/search_index.js"].removeprefix("var __index = ").removesuffix(";\n"))
    assert [one["location"] for one in index["docs"]] == ["index.html", "two/index.html#é"]
    first = made["generated/offline.js"].splitlines()[0]
    script = json.loads(first.removeprefix("var courseSearch = ").removesuffix(";"))
    assert script == {"name": "search.1.min.js", "source": "find('</script>')"}


def test_pages_that_lead_nowhere_are_told_all_at_once(folder):
    for name in ("index.html", "two/index.html"):
        path = folder / name
        path.write_text(path.read_text().replace("<body>", '<body><a href="none/">none</a>'))
    with pytest.raises(CourseError) as told:
        contents(FinishedSite(folder))
    lines = str(told.value).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "index.html: leads to none/, which this copy has not",
        "two/index.html: leads to none/, which this copy has not",
    ]


def test_another_material_is_told(folder):
    for path in folder.rglob("*.html"):
        path.write_text(path.read_text().replace("bundle.1", "other"))
    bundle = next(folder.glob("assets/javascripts/bundle.1*"))
    bundle.rename(bundle.with_name(bundle.name.replace("bundle.1", "other")))
    with pytest.raises(CourseError, match=r"index\.html: does not run Material's script"):
        contents(FinishedSite(folder))


def test_the_command_writes_one_file(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["export", "offline", "--site", str(folder)])
    assert (done.exit_code, done.output) == (0, "norms-course.zip: 0.0 MB\n")
    assert (tmp_path / "norms-course.zip").is_file()


def test_without_a_site_the_command_says_what_to_do(tmp_path):
    done = CliRunner().invoke(main, ["export", "offline", "--site", str(tmp_path), "--out", str(tmp_path / "a.zip")])
    assert done.exit_code == 1
    assert "holds no finished site; build the course first: make site" in done.output
    assert list(tmp_path.iterdir()) == []
