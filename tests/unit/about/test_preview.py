"""Pictures of pages: the same each time, with the words that they were given."""

import io

import numpy as np
import pytest
from PIL import Image

from course_build.about.preview import Faces, icon, picture_of, preview
from course_build.drawing.svg import render
from course_build.drawing.text import width
from course_build.drawing.theme import token


@pytest.fixture(scope="module")
def faces(project, figures, tmp_path_factory):
    from course_build.assets.fonts import make_fonts

    folder = tmp_path_factory.mktemp("fonts")
    make_fonts(folder, project.cache / "fonts")
    return Faces(folder, folder / "made")


def pixels(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)


def test_a_figure_stands_there_in_the_colors_of_the_light_page(faces, figures, figure_data):
    found = next(one.figure for one in figures.found if one.figure.id == "f05")
    before = render(found, figure_data("f05"))
    picture = picture_of(found, figure_data("f05"))
    # Figures and pictures are set in different fonts, and neither is measured in that of the other.
    assert render(found, figure_data("f05")) == before
    width.cache_clear()
    assert (picture_of(found, figure_data("f05")) == picture).all()
    first = preview("A page", "About it.", "The course", faces, picture)
    assert preview("A page", "About it.", "The course", faces, picture) == first
    seen = {tuple(one) for one in pixels(first).reshape(-1, 3)}
    # Colors that stand for others until a drawing becomes SVG are nobody's.
    assert not {(0xC0, 0xDE, blue) for blue in range(1, 20)} & seen
    wanted = tuple(bytes.fromhex(token("batch").light[1:]))
    assert min(sum(abs(a - b) for a, b in zip(one, wanted, strict=True)) for one in seen) < 12


def test_words_change_the_picture(faces):
    one, other = (preview("A page", text, "The course", faces) for text in ("About it.", "About something else."))
    assert pixels(one).shape == (630, 1200, 3)
    assert (pixels(one) != pixels(other)).any()


def test_icons_keep_their_edge_empty():
    shown = pixels(icon(192, padding=0.24))
    edge = int(192 * 0.24) - 2
    assert shown.shape == (192, 192, 3)
    assert (shown[:edge] == shown[0, 0]).all()
    assert (shown[edge:-edge] != shown[0, 0]).any()
