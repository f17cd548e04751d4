"""The fonts have what the pages need, carry names of ours, and come out the same each time."""

import io

import pytest
from fontTools.ttLib import TTFont

from course_build.assets import faces, font_packages, fonts, node
from course_build.errors import CourseError


@pytest.fixture(scope="module")
def made(project, tmp_path_factory):
    """The folder with all fonts."""
    folder = tmp_path_factory.mktemp("fonts")
    fonts.make_fonts(folder, project.cache / "fonts")
    return folder


def test_every_face_has_its_characters(made):
    assert {face.file for face in faces.FACES} | {"course-math.woff2"} == set(fonts.FILES)
    for face in faces.FACES:
        font = TTFont(made / face.file)
        assert face.characters <= {chr(code) for code in font.getBestCmap()}, face.file


@pytest.mark.parametrize("file", ["course-serif.woff2", "course-sans.woff2", "course-code.woff2"])
def test_powers_can_be_written(made, file):
    font = TTFont(made / file)
    cmap = font.getBestCmap()
    heights = [font["glyf"][cmap[ord(one)]].yMax for one in "²⁰⁴⁵⁹"]
    assert max(heights) - min(heights) < 60
    assert font["glyf"][cmap[ord("5")]].yMax < heights[3] + 100
    minus = font["glyf"][cmap[ord("⁻")]]
    assert heights[0] > minus.yMax > minus.yMin > font["glyf"][cmap[ord("−")]].yMax


@pytest.mark.parametrize("file", ["course-serif.woff2", "course-sans.woff2", "course-code.woff2"])
def test_an_accent_stands_over_the_letter_before_it(made, file):
    font = TTFont(made / file)
    letter, accent = (font.getBestCmap()[ord(one)] for one in "x\u0302")
    outline = font["glyf"][accent]
    assert font["hmtx"][accent][0] == 0
    assert (outline.xMin + outline.xMax) / 2 == pytest.approx(-font["hmtx"][letter][0] / 2, abs=40)
    assert outline.yMin > font["glyf"][letter].yMax


@pytest.mark.parametrize("face", faces.FACES, ids=lambda face: face.file)
def test_there_are_two_weights_and_no_other(made, face):
    font = TTFont(made / face.file)
    weight = face.limits["wght"]
    assert ("fvar" in font) == (weight == faces.WEIGHTS)
    if "fvar" in font:
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 600)]
    else:
        assert weight in faces.WEIGHTS


def test_no_font_takes_a_reserved_name(made):
    for file in fonts.FILES:
        names = {record.nameID: str(record) for record in TTFont(made / file)["name"].names}
        assert names[1].startswith("Course ")
        assert "Adobe" in names[0]
        assert not any("Source" in text or "Noto" in text for number, text in names.items() if number != 0)
        assert "Open Font License" in names[13]


def test_the_licenses_stand_beside_the_fonts(made):
    text = (made / fonts.LICENSE).read_text()
    assert text.count("SIL Open Font License, Version 1.1") >= 4
    for name in font_packages.PACKAGES.values():
        assert name in text


def test_formulas_have_a_math_table_and_the_letters_of_the_text(made):
    font, italic = TTFont(made / "course-math.woff2"), TTFont(made / "course-serif-italic.woff2")
    cmap, letters = font.getBestCmap(), italic.getBestCmap()
    stretched = font["MATH"].table.MathVariants
    for sign in "{}()[]√|‖∑":
        assert cmap[ord(sign)] in stretched.VertGlyphCoverage.glyphs, sign
    for formula, letter in (("𝑥", "x"), ("𝛾", "γ"), ("𝜎", "σ"), ("ℎ", "h"), ("𝑊", "W")):
        assert font["hmtx"][cmap[ord(formula)]][0] == italic["hmtx"][letters[ord(letter)]][0], letter
    for character in "ℝ𝔼𝒩ℒ𝐱𝒙×≤∂∇ΓΔ0123456789abcABC":
        assert ord(character) in cmap, character


def test_the_same_bytes_come_out_each_time(made):
    once = faces.make_file("course-display.woff2")
    assert once == (made / "course-display.woff2").read_bytes()
    assert TTFont(io.BytesIO(once))["head"].modified < 3_900_000_000  # Before 2027: the date of the design, not today.


def test_fonts_are_made_once(made, project, monkeypatch):
    monkeypatch.setattr(fonts, "Parallel", None)
    times = {file: (made / file).stat().st_mtime_ns for file in fonts.FILES}
    fonts.make_fonts(made, project.cache / "fonts")
    assert times == {file: (made / file).stat().st_mtime_ns for file in fonts.FILES}


def test_without_packages_the_error_says_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setattr(font_packages, "MODULES", tmp_path)
    assert tmp_path != node.MODULES
    with pytest.raises(CourseError, match="make site"):
        fonts.make_fonts(tmp_path / "made", tmp_path / "cache")
