"""What becomes of a small site in one file, and what is told of a site that will not do."""

import base64
import gzip
import hashlib
import re

import pytest
from click.testing import CliRunner

from course_build.assets.scripts import SCRIPTS
from course_build.cli import main
from course_build.errors import CourseError
from course_build.export import single
from course_build.export.finished import FinishedSite

PAGE = """<!doctype html><html class="no-js"><head>\
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>{title}</title>
<meta name="course" content="norms">
<link rel="icon" href="{base}icon.svg"><link rel="next" href="{base}two/">
<link rel="preload" href="{base}generated/text.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{base}generated/course.css"><script>first()</script></head>
<body><header><nav><label class="md-header__button md-icon" for="__search" title="Search"><svg/></label>
<div class="md-search"><form name="search"></form><nav>clear</nav></div></nav></header>
<div class="md-sidebar md-sidebar--primary"><input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">
<a href="{base}." class="md-nav__link">Home</a><a href="{base}two/" class="md-nav__link">Two</a>
<a href="{base}zero/" class="md-nav__link">Zero</a></div>
<article class="md-content__inner md-typeset"><h1>{title}</h1><a download href="{base}a.csv">data</a>{text}</article>
<p class="course-colophon"><a href="{base}generated/course-fonts.txt">Fonts</a></p>
<script class="course-outline" type="application/json">{{"here": "{title}"}}</script>
<script src="{base}assets/javascripts/bundle.1.min.js"></script>\
<script src="{base}generated/course.1.js" defer></script>\
<script src="{base}generated/scripts/cells.1.js" defer></script>
</body></html>
"""


@pytest.fixture
def folder(tmp_path):
    made = {
        "index.html": PAGE.format(base="", title="Home", text=""),
        "two/index.html": PAGE.format(base="../", title="Two", text=""),
        "zero/index.html": PAGE.format(base="../", title="Zero", text=""),
        "404.html": "<a href='/two/'>",
        "a.csv": "a,b",
        "icon.svg": "<svg/>",
        "assets/javascripts/bundle.1.min.js": "bundle()\n//# sourceMappingURL=bundle.1.min.js.map\n",
        "generated/course.1.js": "course()",
        **{f"generated/scripts/{one.name}.1.js": f"{one.name}()" for one in SCRIPTS},
        "generated/course.css": "@font-face{font-display:optional;src:url(text.woff2)}",
        "generated/course-fonts.txt": "OFL <fonts>",
        "generated/editor/editor.1.js": "editor()",
        "generated/python/boot.1.bin": "modules",
        "generated/python/licenses.txt": "MPL",
        "generated/text.woff2": "glyphs",
        "search/search_index.json": "{}",
    }
    for name, text in made.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def made(folder):
    return single.document(FinishedSite(folder))


def hashed(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_pages_stand_in_the_order_of_the_navigation(made):
    found = re.findall(r'<article [^>]*\bid="([^"]*)" data-title="([^"]*)"', made)
    assert found == [
        ("home", "Home"),
        ("two", "Two"),
        ("zero", "Zero"),
        ("about-this-file", "About this file - Home"),
        ("licenses", "Licenses - Home"),
    ]


def test_the_policy_allows_what_the_file_holds_and_nothing_else(made):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)[1]
    rules = dict(one.split(" ", 1) for one in policy.split("; "))
    assert rules.pop("script-src").split(" ")[0] == "'wasm-unsafe-eval'"
    scripts = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    assert [one for one in scripts if one.strip().endswith("()")] == [
        "first()",
        "bundle()\n",
        "course()",
        *(f"{one.name}()" for one in SCRIPTS),
    ]
    for one in [*scripts, "editor()"]:
        assert hashed(one) in policy
    assert rules.pop("style-src") == " ".join(sorted(map(hashed, re.findall(r"<style>(.*?)</style>", made, re.DOTALL))))
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "font-src": "data:",
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_it_holds_files_that_nothing_runs_and_what_pages_link(made):
    held = dict(re.findall(r'<script type="application/octet-stream" data-file="([^"]*)">([^<]*)</script>', made))
    unpacked = {name: gzip.decompress(base64.b64decode(packed)).decode() for name, packed in held.items()}
    assert unpacked == {
        "generated/editor/editor.1.js": "editor()",
        "generated/python/boot.1.bin": "modules",
        "a.csv": "a,b",
    }
    assert 'href="#a.csv"' in made
    assert f"url(data:font/woff2;base64,{base64.b64encode(b'glyphs').decode()})" in made
    assert "OFL &lt;fonts&gt;" in made
    assert '<a href="#licenses/fonts.txt">Fonts</a>' in made
    assert made.index("<h1>Zero") < made.index("course()") < made.index("application/octet-stream")


def test_it_brings_no_file_and_has_no_search_but_a_word_on_it(made):
    assert not re.search(r'<link rel="(?!icon)|\ssrc="(?!data:)|sourceMappingURL', made)
    assert "md-search" not in made
    assert 'href="#about-this-file/find" title="Find something"><svg/></a></nav></header>' in made
    assert 'id="__toc"' not in made


def test_the_same_site_gives_the_same_bytes(folder, made):
    assert single.document(FinishedSite(folder)) == made


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "two/index.html",
            PAGE.format(base="../", title="Two", text='<img src="../icon.png">'),
            "leads to ../icon.png",
        ),
        ("two/index.html", PAGE.format(base="../", title="Two", text='<img src="../icon.svg">'), "is not inside"),
        ("generated/course.css", "a{background:url(a.png)}", "is not inside"),
        ("generated/course.1.js", "write('</script>')", "cannot stand in a page"),
        ("index.html", PAGE.format(base="", title="Home", text="").replace("md-typeset", "x"), "the theme has changed"),
    ],
)
def test_what_cannot_be_in_one_file_is_told(folder, name, text, told):
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(CourseError, match=re.escape(told)):
        single.document(FinishedSite(folder))


def test_what_is_too_large_to_mail_is_told(folder, monkeypatch):
    monkeypatch.setattr(single, "MOST", 1000)
    with pytest.raises(CourseError, match=r"more than the 0 MB that can be mailed; use course export offline"):
        single.document(FinishedSite(folder))


def test_the_command_names_the_file_and_its_size(folder, tmp_path):
    out = tmp_path / "made.html"
    done = CliRunner().invoke(main, ["export", "single", "--site", str(folder), "--out", str(out)])
    assert done.output == f"{out}: {out.stat().st_size / 1e6:.1f} MB\n"
    done = CliRunner().invoke(main, ["export", "single", "--site", str(tmp_path), "--out", str(out)])
    assert done.exit_code == 1
    assert "holds no finished site" in done.output
