"""The security policy names each inline script by its hash, and lets no other host in."""

import base64
import hashlib

import pytest

from course_build.errors import CourseError
from course_build.site.pages import read_page
from course_build.site.policy import with_policy


def page(tmp_path, html):
    path = tmp_path / "page.html"
    path.write_text(html)
    return read_page(path)


def test_the_policy_comes_first_in_the_head_and_hashes_inline_scripts(tmp_path):
    script = 'var a = "<b>&amp;";'
    html = f'<html><head><title>t</title><script>{script}</script><script src="x.js"></script></head></html>'
    result = with_policy(html, page(tmp_path, html), "page.html")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert result.startswith('<html><head><meta http-equiv="Content-Security-Policy"')
    assert result.count("'sha256-") == 1
    assert f"'sha256-{digest}'" in result


def test_scripts_are_never_allowed_inline_or_by_eval(tmp_path):
    html = "<head></head>"
    result = with_policy(html, page(tmp_path, html), "page.html")
    scripts = next(part for part in result.split(";") if "script-src" in part)
    assert scripts.strip() == "script-src 'self' 'wasm-unsafe-eval'"
    assert "http:" not in result
    assert "https:" not in result


def test_data_in_a_script_element_needs_no_hash(tmp_path):
    html = '<head></head><script type="application/json">{"a": 1}</script>'
    assert page(tmp_path, html).inline_scripts == []


@pytest.mark.parametrize(
    "button",
    [
        '<button onclick="run()">',
        "<BUTTON OnClick=run()>",
        "<a title='>' data-x=\"1\"\nonclick='run()'>",
        "<p><a onclick>",
    ],
)
def test_an_event_handler_is_refused(tmp_path, button):
    html = f"<head></head>{button}Run</button>"
    with pytest.raises(CourseError, match=r"page.html: has the attribute onclick; add a listener"):
        with_policy(html, page(tmp_path, html), "page.html")


def test_a_page_without_a_head_is_refused(tmp_path):
    html = "<p>text</p>"
    with pytest.raises(CourseError, match="has no <head>"):
        with_policy(html, page(tmp_path, html), "page.html")


def test_what_only_looks_like_markup_is_passed_over(tmp_path):
    html = """<!-- <script>1</script> <p data-quiz="a"> --><script>'<p data-quiz="b" onclick="x">'</script>
    <p title='data-quiz="c"'>a onclick="x" data-quiz="d"</p>"""
    content = page(tmp_path, html)
    assert content.blocks == {}
    assert content.handlers == []
    assert content.inline_scripts == ["""'<p data-quiz="b" onclick="x">'"""]


def test_blocks_are_counted(tmp_path):
    html = '<figure data-figure="f01"></figure><div data-evidence="f01"></div><figure data-figure="f01"></figure>'
    assert page(tmp_path, html).blocks == {("figure", "f01"): 2, ("evidence", "f01"): 1}


@pytest.mark.parametrize("html", ['<p style="color: red">x</p>', "<style>p { color: red }</style>"])
def test_styles_come_from_files_alone(tmp_path, html):
    html = f"<head></head>{html}"
    with pytest.raises(CourseError, match=r"page.html: holds .*style.*; give it a class"):
        with_policy(html, page(tmp_path, html), "page.html")
    assert "style-src 'self';" in with_policy("<head></head>", page(tmp_path, "<head></head>"), "page.html")
