"""Pages become sections of one document: addresses lead to sections, and no id stands twice."""

import pytest

from course_build.errors import CourseError
from course_build.export.sections import Page, Sections

PAGE = """<title>{title}</title><div class="md-sidebar md-sidebar--primary"{hidden}>
<nav class="md-nav md-nav--secondary" aria-label="Contents">\
<label class="md-nav__title" for="__toc">Contents</label>
<ul class="md-nav__list" data-md-component="toc"><li><a href="#part">Part</a>\
<nav><ul><li><a href="#one">One</a></li></ul></nav></li></ul></nav></div>
<article class="md-content__inner md-typeset"><h1 id="{id}">{title}</h1>{text}</article>
<script class="course-outline" type="application/json">{{"parts": [{{"address": "{base}two/"}}]}}</script>"""
TEXTS = {
    "index.html": '<h2 id="part">Part</h2><a href="two/">a</a> <a href="two/#part">b</a> <a href="#part">c</a>'
    '<a href="two/#p=1&amp;tech=layer">d</a><a href="data/a%20b.csv">e</a><a href="https://a.test/two/">f</a>',
    "two/index.html": '<h2 id="part">Part</h2><a href="#part">a</a><a href="../#part">b</a><a href="#none">c</a>'
    '<label for="one">x</label><input id="one" name="part" type="radio"><input name="part" type="text">'
    '<svg aria-labelledby="part one"><use href="#part"/><path clip-path="url(#part)"/></svg>'
    '<script type="application/json">{"id": " id=\\"part\\""}</script><a href="../licenses.txt">d</a>',
}


def page(name, **more):
    base = "../" * name.count("/")
    options = {"title": name, "hidden": "", "id": "two", "base": base, "text": TEXTS[name], **more}
    return Page.read(name, PAGE.format(**options))


@pytest.fixture
def sections():
    pages = [page("index.html", hidden=" hidden", id="all", title="A &amp; B"), page("two/index.html")]
    files = {"data/a b.csv", "licenses.txt", "index.html", "two/index.html"}
    return Sections(pages, {"licenses.txt": "licenses/all"}, files, {"about"})


def test_addresses_lead_to_sections_and_what_is_in_them(sections):
    text = sections.section("index.html")
    assert text.startswith('<article class="md-content__inner md-typeset course-page" id="home" ')
    assert ' data-title="A &amp; B" data-wide>' in text
    for written in (
        '<a href="#two">a</a> <a href="#two/part">b</a> <a href="#part">c</a>',
        '<a href="#p=1&amp;tech=layer">d</a>',
        '<a href="#data/a b.csv">e</a>',
        '<a href="https://a.test/two/">f</a>',
        '{"parts": [{"address": "#two"}]}',
    ):
        assert written in text
    assert sections.asked == {"data/a b.csv"}


def test_an_id_that_stood_before_is_called_by_its_page_and_so_is_all_that_names_it(sections):
    text = sections.section("two/index.html")
    for written in (
        '<h1 id="two/two">',
        '<h2 id="two/part">Part</h2><a href="#two/part">a</a><a href="#part">b</a>',
        '<label for="one">x</label><input id="one" name="two/part" type="radio"><input name="part" type="text">',
        '<svg aria-labelledby="two/part one"><use href="#two/part"/><path clip-path="url(#two/part)"/></svg>',
        '{"id": " id=\\"part\\""}',
        '<a href="#licenses/all">d</a>',
    ):
        assert written in text
    assert " data-wide" not in text


def test_what_an_address_names_in_vain_is_its_page(sections):
    assert '<a href="#two">c</a>' in sections.section("two/index.html")


def test_the_navigation_has_the_outline_of_pages_that_show_it(sections):
    entry = '<a href="#{}" class="md-nav__link">One</a>'
    assert sections.navigation(entry.format("home")) == entry.format("home")
    outline = (
        '<nav class="md-nav md-nav--secondary" aria-label="Contents">'
        '<label class="md-nav__title" for="__toc">Contents</label>\n<ul class="md-nav__list">'
        '<li><a href="#two/part">Part</a><nav><ul><li><a href="#one">One</a></li></ul></nav></li></ul></nav>'
    )
    assert sections.navigation(entry.format("two")) == f"{entry.format('two')}{outline}"


def test_a_link_that_leads_nowhere_is_told(sections):
    with pytest.raises(CourseError, match=r"two/index\.html: leads to \.\./three/, which is not there"):
        sections.linked('<a href="../three/">x</a>', "two/index.html")


def test_a_page_of_another_theme_is_told():
    with pytest.raises(CourseError, match="the theme has changed"):
        Page.read("index.html", "<title>A</title><article>text</article>")
