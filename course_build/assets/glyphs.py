"""Cut a font down to some characters, lend it glyphs of another, name and pack it: with the same bytes each time."""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import instancer

FEATURES = ("ccmp", "kern", "liga", "locl", "tnum")
"""What of a font's behavior is kept: ligatures, kerning, digits of one width."""
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, LICENSE, LICENSE_ADDRESS, AXIS = (
    *(0, 1, 2, 3, 4, 5, 6, 13, 14),
    256,
)
"""Numbers of the names that a font carries."""

Limits = Mapping[str, float | tuple[float, float]]
"""For each axis of a variable font, the one place or the range that is left."""


def load(path: Path) -> TTFont:
    """Return a font whose date is left as it is."""
    font = TTFont(path, recalcTimestamp=False)
    if "HVAR" in font:
        # Advance widths vary with the outlines; without this shortcut, outlines can be lent.
        del font["HVAR"]
    return font


def keep(font: TTFont, characters: Iterable[str], alternates: Iterable[str] = ()) -> TTFont:
    """Leave those of the characters that the font has, and the glyphs named as alternates."""
    options = subset.Options(
        layout_features=list(FEATURES), hinting=False, notdef_outline=True, glyph_names=True, name_IDs=[COPYRIGHT]
    )
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[ord(one) for one in characters], glyphs=list(alternates))
    cut.subset(font)
    return font


def limit(font: TTFont, limits: Limits) -> TTFont:
    """Leave a place or a range of each axis."""
    return instancer.instantiateVariableFont(font, dict(limits), updateFontNames=False)


def lend(
    font: TTFont,
    donor: TTFont,
    glyph: str,
    character: str = "",
    *,
    scale: float = 1,
    shift: int = 0,
    rise: int = 0,
    name: str = "",
) -> str:
    """Copy a glyph of the donor, scaled and moved, and let it stand for the character; return its new name.

    Where both fonts are variable they share their axes, and the glyph varies as it did. With `name`, it takes the
    place of the glyph of that name.
    """
    new = name or f"{glyph}.{len(font.getGlyphOrder())}"
    source = donor["glyf"][glyph]
    copied, glyphs = Glyph(source.compile(donor["glyf"])), font["glyf"]
    copied.expand(donor["glyf"])
    if copied.isComposite():
        for part in copied.components:
            part.glyphName = lend(font, donor, part.glyphName, scale=scale)
            part.x, part.y = round(part.x * scale + shift), round(part.y * scale + rise)
    elif copied.numberOfContours > 0:
        copied.coordinates = GlyphCoordinates([(x * scale + shift, y * scale + rise) for x, y in copied.coordinates])
        copied.coordinates.toInt()
        copied.removeHinting()
    glyphs[new] = copied
    font.setGlyphOrder(list(glyphs.glyphOrder))
    copied.recalcBounds(glyphs)
    font["hmtx"][new] = (round(donor["hmtx"][glyph][0] * scale), getattr(copied, "xMin", 0))
    if "gvar" in font:
        varied = donor["gvar"].variations.get(glyph, []) if "gvar" in donor else []
        font["gvar"].variations[new] = [_scaled(one, scale) for one in varied]
    if character:
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14 and (ord(character) <= 0xFFFF or table.format == 12):
                table.cmap[ord(character)] = new
    return new


def _scaled(variation: TupleVariation, scale: float) -> TupleVariation:
    moved = [None if one is None else (one[0] * scale, one[1] * scale) for one in variation.coordinates]
    return TupleVariation(variation.axes, moved)


def rename(font: TTFont, family: str, style: str, copyrights: Iterable[str]) -> None:
    """Give the font our names; what it was made from may not name it, but keeps its copyright."""
    names = font["name"] = newTable("name")
    names.names = []
    postscript = f"{family}-{style}".replace(" ", "")
    for number, text in {
        COPYRIGHT: "; ".join(copyrights),
        FAMILY: family,
        STYLE: style,
        UNIQUE: postscript,
        FULL: f"{family} {style}",
        VERSION: "Version 1.000",
        POSTSCRIPT: postscript,
        LICENSE: "This font software is licensed under the SIL Open Font License, version 1.1.",
        LICENSE_ADDRESS: "https://openfontlicense.org",
        AXIS: "Weight",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    if "fvar" in font:
        font["fvar"].instances = []
        for axis in font["fvar"].axes:
            axis.axisNameID = AXIS
    for table in ("STAT", "DSIG", "meta"):
        if table in font:
            del font[table]


def pack(font: TTFont) -> bytes:
    """Return the font as WOFF2."""
    font["post"].formatType = 3
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
