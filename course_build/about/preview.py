"""The picture that stands for a page where a link to it is shared: drawn as the page's figures are, in its fonts."""

import functools
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.image import BboxImage
from matplotlib.patches import Circle, Polygon
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform, TransformedBbox
from PIL import Image

from course_build.drawing.canvas import Canvas
from course_build.drawing.style import SETTINGS
from course_build.drawing.text import width
from course_build.drawing.theme import SENTINELS, token
from course_build.experiments.figure import Figure, FigureData

WIDTH, HEIGHT = 1200, 630
"""What services that show previews ask for, in px."""
MARGIN = 72
TITLE, TEXT = 62, 29
BELOW = (WIDTH - 2 * MARGIN, 350)
BESIDE = (600, 500)
"""Rooms for a figure, wide and high: below the title, or beside it and a sentence."""
BESIDE_TEXT = WIDTH - 2 * MARGIN - BESIDE[0] - 40
FINE = 2
"""Dots for each px of a figure, before it is placed."""
COLORS = 64
"""More than anybody sees in so few colors; they make the file small."""
BOLD = 700
"""What matplotlib calls the heavier weight of a family, which is 600 in ours."""
FAMILY = "Course Sans"
"""What the texts of figures are set in, as on the page."""
MARK = ("batch", "layer", "rms", "group")
type Picture = np.ndarray[Any, Any]
"""Rows of dots, each red, green, blue and opaque."""
_SETTABLE = ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor")


class Faces:
    """The fonts of the pages, as matplotlib reads them."""

    def __init__(self, generated: Path, made: Path) -> None:
        """Take the folder that has the fonts of the pages, and one to keep files in."""

        def face(name: str, weight: int) -> Path:
            return _static_font(generated / f"course-{name}.woff2", made, weight)

        self.title = FontProperties(fname=str(face("display", 600)))
        self.text = FontProperties(fname=str(face("serif", 400)))
        self.small = FontProperties(fname=str(face("sans", 400)))
        for weight in (400, BOLD):
            fontManager.addfont(face("sans", weight))


def preview(title: str, text: str, course: str, faces: Faces, picture: Picture | None = None) -> bytes:
    """Return the picture of a page as PNG; the same words and data give the same bytes.

    Parameters:
        title: What the page is called.
        text: A sentence about it, which a figure takes the place of.
        course: What the course is called.
        faces: The fonts.
        picture: A figure of the page, as `picture_of` drew it.
    """
    with matplotlib.rc_context({"text.parse_math": False, "font.size": TEXT}):
        drawing = Drawing(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=token("surface").light)
        backend = FigureCanvasAgg(drawing)
        _draw_mark(drawing, MARGIN, HEIGHT - MARGIN - 36, 40)
        if title != course:
            _write(drawing, [course], MARGIN + 62, HEIGHT - MARGIN - 5, faces.small, TEXT - 3, "muted")
        below, beside = (_scale(picture, *room) for room in (BELOW, BESIDE))
        is_beside = below < beside or picture is None
        wrap = functools.partial(_wrapped, backend, room=BESIDE_TEXT if is_beside else WIDTH - 2 * MARGIN)
        size = TITLE - 8 if is_beside else TITLE
        top = float(HEIGHT - MARGIN - 76)
        top = _write(drawing, wrap(title, faces.title, size), MARGIN, top, faces.title, size, "ink") - 24
        if picture is None:
            _draw_mark(drawing, WIDTH - MARGIN - 330, 150, 330)
        elif is_beside:
            _place(drawing, picture, beside, WIDTH - MARGIN - BESIDE[0], HEIGHT - MARGIN + 20)
        else:
            _place(drawing, picture, below, MARGIN, top + 6)
        if is_beside:
            _write(drawing, wrap(text, faces.text, TEXT), MARGIN, top, faces.text, TEXT, "muted")
        _draw_foot(drawing)
        backend.draw()
        pixels = np.asarray(backend.buffer_rgba())
    return _png(pixels)


def icon(size: int, *, padding: float) -> bytes:
    """Return the course's mark as a square PNG; `padding` is the share of each side that stays empty."""
    drawing = Drawing(figsize=(size / 72, size / 72), dpi=72, facecolor=token("surface").light)
    backend = FigureCanvasAgg(drawing)
    _draw_mark(drawing, size * padding, size * padding, size * (1 - 2 * padding))
    backend.draw()
    return _png(np.asarray(backend.buffer_rgba()))


def _png(pixels: Picture) -> bytes:
    file = io.BytesIO()
    picture = Image.fromarray(pixels, "RGBA").convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_mark(drawing: Drawing, x: float, y: float, size: float) -> None:
    """Draw what theme/partials/logo.html shows, on its grid of 24."""
    unit = size / 24

    def corners(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + unit * across, y + size - unit * down) for across, down in points]

    shapes = (
        Circle(corners([(6, 6)])[0], 4.6 * unit),
        Polygon(corners([(14, 2), (22, 2), (22, 10), (14, 10)])),
        Polygon(corners([(6, 13.4), (11, 22), (1, 22)])),
        Polygon(corners([(18, 12.6), (23.4, 18), (18, 23.4), (12.6, 18)])),
    )
    for name, shape in zip(MARK, shapes, strict=True):
        shape.set(facecolor=token(name).light, edgecolor="none", transform=None)
        drawing.add_artist(shape)


def _draw_foot(drawing: Drawing) -> None:
    """Close the picture with the colors of the techniques."""
    width = WIDTH / len(MARK)
    for index, name in enumerate(MARK):
        left, right = index * width, (index + 1) * width
        band = Polygon([(left, 0), (right, 0), (right, 12), (left, 12)])
        band.set(facecolor=token(name).light, edgecolor="none", transform=None)
        drawing.add_artist(band)


def _write(
    drawing: Drawing, lines: Iterable[str], x: float, top: float, face: FontProperties, size: float, color: str
) -> float:
    """Write lines below each other, and return where the next one would stand."""
    for line in lines:
        text = Text(x, top, line, color=token(color).light, va="top", fontproperties=face)
        text.set(fontsize=size, transform=None)
        drawing.add_artist(text)
        top -= size * (1.42 if size < 40 else 1.16)
    return top


def _wrapped(backend: FigureCanvasAgg, text: str, face: FontProperties, size: float, room: float) -> list[str]:
    renderer = backend.get_renderer()
    font = face.copy()
    font.set_size(size)
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and renderer.get_text_width_height_descent(longer, font, ismath=False)[0] > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def picture_of(figure: Figure, data: FigureData) -> Picture:
    """Draw a figure as the page does, in the colors of the light page, twice as fine as it is shown."""
    with _other_widths(), matplotlib.rc_context({**SETTINGS, "font.family": [FAMILY, "DejaVu Sans"]}):
        canvas = Canvas()
        figure.draw(data, canvas)
        drawing = canvas.finish()
        for artist in drawing.findobj():
            _color(artist)
        drawing.set(dpi=72 * FINE, facecolor=token("surface").light)
        backend = FigureCanvasAgg(drawing)
        backend.draw()
        return np.asarray(backend.buffer_rgba()).copy()


@contextmanager
def _other_widths() -> Iterator[None]:
    """Let no width of a text that was measured in one font be taken for its width in another."""
    width.cache_clear()
    try:
        yield
    finally:
        width.cache_clear()


def _color(artist: Artist) -> None:
    """Give an artist the colors that its own stand for until a drawing becomes SVG."""
    for name in _SETTABLE:
        read, write = (getattr(artist, f"{does}_{name}", None) for does in ("get", "set"))
        if read is None or write is None:
            continue
        found = read()
        several = isinstance(found, np.ndarray) and found.ndim == 2
        meant = [_meant(one) for one in (found if several else [found])]
        if any(one is not None for one in meant):
            write(meant if several else meant[0])
    if isinstance(artist, Text):
        artist.set_path_effects([])


def _meant(color: Any) -> tuple[float, float, float, float] | None:
    try:
        alpha = to_rgba(color)[3]
        name = SENTINELS.get(to_hex(color))
    except (TypeError, ValueError):
        return None
    return to_rgba(token(name).light, alpha) if name else to_rgba(color)


def _scale(picture: Picture | None, width: float, height: float) -> float:
    """Return how large a picture can be in a room: 1 is as large as on the page, beyond 1.5 nothing is gained."""
    if picture is None:
        return 0
    down, across = (int(length) for length in picture.shape[:2])
    return min(FINE * width / across, FINE * height / down, 1.5)


def _place(drawing: Drawing, picture: Picture, scale: float, left: float, top: float) -> None:
    height, width = (scale * length / FINE for length in picture.shape[:2])
    box = Bbox([[left, top - height], [left + width, top]])
    image = BboxImage(TransformedBbox(box, IdentityTransform()), interpolation="hanning")
    image.set_data(picture)
    drawing.add_artist(image)


def _static_font(packed: Path, made: Path, weight: int) -> Path:
    """Return a font of the pages as a file that matplotlib reads: not compressed, and of one weight."""
    out = made / f"{packed.stem}-{weight}.ttf"
    made.mkdir(parents=True, exist_ok=True)
    font = TTFont(packed, recalcTimestamp=False)
    if "fvar" in font:
        font = instantiateVariableFont(font, {"wght": min(weight, 600)}, updateFontNames=False)
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    font.save(out)
    return out
