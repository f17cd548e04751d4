"""Say the same drawing in fewer bytes: groups that say nothing go, what neighbors share is said once."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as etree

PAINT = (
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linejoin",
    "stroke-linecap",
    "stroke-dasharray",
    "paint-order",
    "text-anchor",
    "font-weight",
)
"""What a group can say for all that it holds."""


AXIS = "matplotlib.axis"


def sort_axes(root: etree.Element) -> None:
    """Let grid, tick marks and numbers of an axis stand together; while matplotlib's ids are there."""
    for group in root.iter("g"):
        if group.get("id", "").startswith(AXIS):
            group[:] = sorted(_leaves(group), key=lambda leaf: ("defs", "path", "use", "text").index(leaf.tag))


def _leaves(group: etree.Element) -> Iterator[etree.Element]:
    for child in group:
        if child.tag == "g":
            yield from _leaves(child)
        else:
            yield child


def shrink(root: etree.Element) -> None:
    """Make a drawing smaller in place; it looks the same."""
    _flatten(root)
    _join_strokes(root)
    _wrap_alike(root, ("clip-path",))
    _wrap_alike(root, PAINT)
    _share(root)
    _hoist_fonts(root)


def _flatten(root: etree.Element) -> None:
    """Dissolve groups that say nothing, and drop definitions and texts that hold nothing."""
    children: list[etree.Element] = []
    for child in list(root):
        _flatten(child)
        if child.tag == "g" and not child.attrib:
            children.extend(child)
        elif not _is_nothing(child):
            children.append(child)
    root[:] = children


def _is_nothing(one: etree.Element) -> bool:
    if one.tag in {"defs", "g"}:
        return not len(one)
    if one.tag == "text":
        return not one.text
    return one.tag == "path" and one.get("fill") == "none" and "stroke" not in one.attrib


def _join_strokes(group: etree.Element) -> None:
    """Make one path of neighbors that are alike: grid lines, spines, the lines of a collection."""
    children: list[etree.Element] = []
    for child in group:
        _join_strokes(child)
        last = children[-1] if children else None
        if last is not None and _joinable(child) and _without(last, "d") == _without(child, "d"):
            last.set("d", last.attrib["d"] + child.attrib["d"])
        else:
            children.append(child)
    group[:] = children


def _joinable(one: etree.Element) -> bool:
    # Where strokes cross, an opaque one shows no crossing. Dashes would start anew all the same.
    return one.tag == "path" and one.get("fill") == "none" and "stroke-opacity" not in one.attrib


def _without(one: etree.Element, key: str) -> tuple[str, dict[str, str]]:
    return one.tag, {name: value for name, value in one.attrib.items() if name != key}


def _wrap_alike(group: etree.Element, keys: tuple[str, ...]) -> None:
    """Put neighbors that say the same in `keys` into one group that says it for them."""
    children: list[etree.Element] = []
    for shared, run in groupby(list(group), key=lambda child: {key: child.get(key) for key in keys}):
        members = list(run)
        said = {key: value for key, value in shared.items() if value is not None}
        if not said or len(members) == 1:
            children.extend(members)
            continue
        wrapper = etree.Element("g", said)
        for child in members:
            for key in said:
                del child.attrib[key]
            wrapper.extend(child if child.tag == "g" and not child.attrib else [child])
        children.append(wrapper)
    group[:] = children
    for child in group:
        if child.tag == "g":
            _wrap_alike(child, keys)


def _share(group: etree.Element) -> None:
    """Let a group say once what all that it holds say alike."""
    for child in group:
        if child.tag == "g":
            _share(child)
    if group.tag != "g" or len(group) < 2:
        return
    for key in PAINT:
        values = {child.get(key) for child in group}
        if len(values) == 1 and None not in values:
            group.set(key, values.pop() or "")
            for child in group:
                del child.attrib[key]


def _hoist_fonts(root: etree.Element) -> None:
    """Say the usual size of text once."""
    sizes = [one.get("font-size") for one in root.iter("text")]
    usual = max(sizes, key=sizes.count) if sizes else None
    for one in root.iter("text"):
        if usual is not None and one.get("font-size") == usual:
            del one.attrib["font-size"]
    if usual is not None:
        root.set("font-size", usual)
