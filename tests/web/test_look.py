"""The voice of the pages: their fonts are used, formulas stretch, remarks stand in the margin, paper is thought of."""

import unicodedata

import pytest

from course_build.assets import faces
from tests.web.conftest import SCHEMES
from tests.web.test_pages import PAGES

FORMULAS = """
<div class="course-math course-math--display"><math display="block"><mrow><mo>{</mo>
<mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>
</mrow></math></div>
<div class="course-math course-math--display"><math display="block"><msqrt><mfrac><mi>a</mi><mfrac><mi>b</mi><mi>c</mi>
</mfrac></mfrac></msqrt></math></div>
"""


def with_fonts(page):
    """Show the page with its fonts: on a busy machine, the first time may come before they do, and stays without."""
    page.evaluate("() => document.fonts.ready")
    page.reload(wait_until="networkidle")
    return page


def drawn_with(page, selector):
    """Return the families of the fonts that drew the text of the first such element."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    assert node, selector
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]) for font in fonts}


def test_every_kind_of_text_is_drawn_with_a_font_of_ours(address, reader):
    with reader(f"{address}lessons/02-techniques/") as found:
        with_fonts(found.page)
        for selector in ("h1", ".md-content p", ".md-content math mi", ".md-nav__link", ".md-content code"):
            families = drawn_with(found.page, selector)
            assert families, selector
            assert all(family.startswith("Course ") and custom for family, custom in families), (selector, families)
    with reader(f"{address}figures/f01/") as found:
        with_fonts(found.page)
        for selector in (".course-figure__wide text", "figcaption"):
            families = drawn_with(found.page, selector)
            assert families == {("Course Sans", True)}, selector


def test_no_character_needs_another_font(address, reader):
    missing = {}
    with reader(address) as found:
        for page in PAGES:
            found.page.goto(address + page)
            text, code = found.page.evaluate(
                "() => { const copy = document.body.cloneNode(true);"
                "copy.querySelectorAll('script, math').forEach((one) => one.remove());"
                "const code = [...copy.querySelectorAll('code')].map((one) => one.textContent).join('');"
                "copy.querySelectorAll('code').forEach((one) => one.remove());"
                "return [copy.textContent, code]; }"
            )
            strange = {one for one in text if ord(one) >= 0x20} - faces.TEXT - set(faces.SUPERSCRIPTS + "⁺⁻\u200d")
            strange |= {one for one in code if ord(one) >= 0x20} - faces.CODE - set(faces.SUPERSCRIPTS + "⁺⁻")
            if strange:
                missing[page] = [f"{one} {unicodedata.name(one, '?')}" for one in sorted(strange)]
    assert missing == {}, "add them to course_build/assets/faces.py"


def test_braces_and_roots_stretch(address, reader):
    with reader(f"{address}lessons/02-techniques/") as found:
        page = with_fonts(found.page)
        page.evaluate(
            "(html) => document.querySelector('.md-content__inner').insertAdjacentHTML('beforeend', html)", FORMULAS
        )
        assert page.evaluate("() => document.fonts.check('16px \"Course Math\"')")
        box = "(selector) => [...document.querySelectorAll(selector)].at(-1).getBoundingClientRect().height"
        size = page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('math')).fontSize)")
        table, brace = page.evaluate(box, "mtable"), page.evaluate(box, "mrow > mo")
        assert brace > 2.5 * size
        assert brace == pytest.approx(table, rel=0.2)
        assert page.evaluate(box, "msqrt") > 2 * size


def test_a_remark_stands_in_the_margin_or_in_the_flow(address, reader):
    html = (
        '<div class="course-beside" id="probe"><p>A paragraph long enough to fill more than one line of the column, '
        "which is what a paragraph does.</p><div class='course-aside' role='note'><p>Aside.</p></div></div>"
    )
    for width, beside in ((1280, True), (390, False)):
        with reader(f"{address}lessons/02-techniques/", width=width) as found:
            page = found.page
            page.evaluate("(html) => document.querySelector('h1').insertAdjacentHTML('afterend', html)", html)
            text, aside = page.locator("#probe > p").bounding_box(), page.locator("#probe > div").bounding_box()
            assert (aside["x"] >= text["x"] + text["width"]) == beside
            assert (aside["y"] >= text["y"] + text["height"]) == (not beside)
            assert aside["x"] + aside["width"] <= width


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_is_white_and_holds_what_is_read(address, reader, scheme):
    with reader(f"{address}figures/f01/", scheme) as found:
        page = found.page
        page.emulate_media(media="print")
        background, ink = page.evaluate(
            "() => [document.body, document.querySelector('h1')].map((one) => getComputedStyle(one))"
            ".map((style, index) => index ? style.color : style.backgroundColor)"
        )
        assert background == "rgb(255, 255, 255)"
        assert ink == "rgb(27, 30, 37)"
        for selector in (".md-header", ".md-sidebar--primary", ".md-footer", ".course-figure__data"):
            assert not page.locator(selector).first.is_visible(), selector
        assert page.locator(".course-figure__wide").is_visible()
        assert not page.locator(".course-figure__narrow").is_visible()


def test_the_outline_and_search_work_without_inline_styles(address, reader):
    with reader(f"{address}lessons/02-techniques/") as found:
        page = found.page
        page.keyboard.press("/")
        page.keyboard.type("group")
        page.wait_for_selector(".md-search-result__link")
        page.keyboard.press("Escape")
        page.locator("label[for=__palette_1]").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        policy = page.locator("meta[http-equiv]").get_attribute("content")
        assert "style-src 'self';" in policy
        assert "unsafe-inline" not in policy
        assert found.complaints == []
