"""Turn matplotlib's SVG into one that lives inside a page.

Two such drawings may stand on one page, light or dark, under a policy that forbids
inline styles: so ids are unique, colors are the page's CSS variables, fonts are the
page's, and everything is said by attributes. What is left out keeps it small.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as etree

from course_build.drawing.panel import HALO
from course_build.drawing.paths import compact, short
from course_build.drawing.shrink import PAINT, shrink, sort_axes
from course_build.drawing.theme import SENTINELS, variable

_REFERENCE = re.compile(r"#([\w.-]+)")
_ROTATE = re.compile(r"rotate\(([-\d.]+) ([-\d.]+) ([-\d.]+)\)")
_TRANSLATE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_HEX = re.compile(r"#[0-9a-fA-F]{3,8}")
_NUMBER = re.compile(r"-?\d+\.?\d*")

DEFAULTS = {
    "stroke-linejoin": {"round"},
    "stroke-linecap": {"butt"},
    "stroke-dashoffset": {"0"},
    "font-style": {"normal"},
    "font-weight": {"normal", "400"},
    "stroke-width": {"1"},
}
"""What need not be said, the root says it or it is SVG's default."""
INHERITED_FONT = ("font-family", "font-variant", "font-stretch", "font")
SHAPES = ("path", "use", "text")
COLORED = ("fill", "stroke")
LENGTHS = {"x", "y", "width", "height", "stroke-dasharray", "stroke-width", "font-size"}


@dataclass(frozen=True)
class Names:
    """What one drawing is called."""

    prefix: str
    """Begins every id: unique on a page."""
    title: str
    alt: str


def inline(svg: str, names: Names) -> str:
    """Return the SVG for a page.

    Raises:
        ValueError: The drawing has a color that is no token of the course.
    """
    root = _plain_names(etree.fromstring(svg.encode()))
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("metadata", "style"):
                parent.remove(child)
    _attributes(root)
    sort_axes(root)
    _ids(root, names.prefix)
    shrink(root)
    return etree.tostring(_framed(root, names), encoding="unicode", short_empty_elements=True) + "\n"


def _plain_names(root: etree.Element) -> etree.Element:
    """Drop the namespaces and white space; href needs no xlink any more."""
    for one in root.iter():
        one.tag = one.tag.rpartition("}")[2]
        one.tail = None
        if one.tag != "text":
            one.text = None
        for key in list(one.attrib):
            if key.startswith("{"):
                one.attrib[key.rpartition("}")[2]] = one.attrib.pop(key)
    return root


def _attributes(root: etree.Element) -> None:
    """Say styles by attributes, colors by variables, and lengths by short numbers."""
    for one, in_definitions in _walk(root):
        style = dict(_declarations(one.attrib.pop("style", "")))
        style |= _font(style.get("font", ""))
        for key, value in style.items():
            if key not in INHERITED_FONT and value not in DEFAULTS.get(key, ()):
                one.set(key, value)
        _paint(one, in_definitions=in_definitions)
        if "d" in one.attrib:
            one.set("d", compact(one.attrib["d"]))
        for key in LENGTHS & one.attrib.keys():
            one.set(key, _NUMBER.sub(lambda found: short(float(found[0])), one.attrib[key]).replace("px", ""))
        _transform(one)


def _paint(one: etree.Element, *, in_definitions: bool) -> None:
    """Replace colors; what is missing would be black."""
    if in_definitions:
        for key in PAINT:
            one.attrib.pop(key, None)  # Where a marker is used says it again.
    elif one.tag in SHAPES and "fill" not in one.attrib:
        raise ValueError(_black(one))
    for key in COLORED:
        if _HEX.fullmatch(one.get(key, "")):
            one.set(key, _variable(one.attrib[key], one))


def _walk(root: etree.Element, in_definitions: bool = False) -> Iterator[tuple[etree.Element, bool]]:
    inside = in_definitions or root.tag in ("defs", "clipPath")
    yield root, inside
    for child in root:
        yield from _walk(child, inside)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for one in style.split(";"):
        key, found, value = one.partition(":")
        if found:
            yield key.strip(), value.strip()


def _font(shorthand: str) -> dict[str, str]:
    """Return the parts of "bold 13px 'DejaVu Sans', sans-serif" that are not the page's choice."""
    before, found, _ = shorthand.partition("px")
    if not shorthand:
        return {}
    if not found:
        raise ValueError(f"cannot read the font {shorthand!r} of matplotlib's SVG; expected a size in px.")
    *words, size = before.split()
    weights = [word for word in words if word.isdigit() or word in ("bold", "normal")]
    return {"font-size": f"{size}px", **({"font-weight": weights[-1]} if weights else {})}


def _variable(color: str, one: etree.Element) -> str:
    name = SENTINELS.get(color.lower())
    if name is None:
        text = f" of the text {one.text!r}" if one.text else f" of a {one.tag}"
        raise ValueError(
            f"the color {color}{text} is no token of the course. Draw with canvas.color(NAME) or canvas.style(NAME)."
        )
    return variable(name)


def _black(one: etree.Element) -> str:
    what = f"the text {one.text!r}" if one.text else f"a {one.tag}"
    return f"{what} is drawn in black, which is no token of the course. Draw with canvas.color('ink')."


def _transform(one: etree.Element) -> None:
    """Texts stand upright: their transform says no more than x and y."""
    transform = one.get("transform", "")
    if (moved := _TRANSLATE.fullmatch(transform)) and one.tag == "text":
        one.set("x", short(float(moved[1])))
        one.set("y", short(float(moved[2])))
        del one.attrib["transform"]
    elif turned := _ROTATE.fullmatch(transform):
        if float(turned[1]) == 0:
            del one.attrib["transform"]
        else:
            one.set("transform", f"rotate({' '.join(short(float(part)) for part in turned.groups())})")


def _ids(root: etree.Element, prefix: str) -> None:
    """Keep the ids that something refers to, under names that no other drawing has."""
    wanted = {found for one in root.iter() for key, value in one.attrib.items() for found in _referred(key, value)}
    renamed: dict[str, str] = {}
    for one in root.iter():
        name = one.attrib.pop("id", None)
        if one.tag == "g" and name == HALO:
            _halo(one)
        if name in wanted:
            renamed.setdefault(name, f"{prefix}-{len(renamed) + 1}")
            one.set("id", renamed[name])
    for one in root.iter():
        for key, value in one.attrib.items():
            if any(True for _ in _referred(key, value)):
                one.set(key, _REFERENCE.sub(lambda found: "#" + renamed[found[1]], value))


def _referred(key: str, value: str) -> Iterator[str]:
    if key == "href" or value.startswith("url("):
        yield from _REFERENCE.findall(value)


def _halo(group: etree.Element) -> None:
    """Let a text keep clear of the lines under it."""
    halo = {"stroke": variable("surface"), "stroke-width": "3", "paint-order": "stroke"}
    for text in group.iter("text"):
        text.attrib.update(halo)


def _framed(root: etree.Element, names: Names) -> etree.Element:
    """Return the root as the page needs it: sized by CSS, with its name and its description."""
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "course-svg",
        "viewBox": " ".join(short(float(part)) for part in root.get("viewBox", "").split()),
        "role": "img",
        "aria-labelledby": f"{names.prefix}-title {names.prefix}-desc",
        "font-family": "var(--course-figure-font, sans-serif)",
        "font-size": root.get("font-size", "13"),
        "stroke-linejoin": "round",
    }
    framed = etree.Element("svg", attributes)
    for tag, text in (("title", names.title), ("desc", names.alt)):
        etree.SubElement(framed, tag, {"id": f"{names.prefix}-{tag}"}).text = text
    framed.extend(root)
    return framed
