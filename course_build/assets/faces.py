"""The faces of the pages, cut down to what a course needs, under names of our own.

Each family has two weights, 400 and 600, as one variable file. Signs that a text face lacks, such as arrows and the
techniques' glyphs, are lent by the math font, so that no system font ever stands in.
"""

import unicodedata
from dataclasses import dataclass

from fontTools.ttLib import TTFont

from course_build.assets import glyphs, mathfont
from course_build.assets.font_packages import PACKAGES, package_file

ASCII = {chr(code) for code in range(0x20, 0x7F)}
NAMES = set("ÁÄÅÇÉÍÑÓÖØÚÜĆČŁŚŠŻŽßáàâãäåæçéèêëíîïñóòôõöøúùûüýąćčěęėğıłńňőœřśşšūůžżź")
"""Letters of authors' names."""
PUNCTUATION = set("\u00a0\u2009\u200a\u200b\u2010\u202f§©«»–—‘’“”„†•…′″⁄")
GREEK = set("αβγδεζηθικλμνξοπρςστυφχψωΔΣΩ")
SIGNS = set("°±·×÷²³¹µ½←↑→↓↔⇒↺↻∂∇∈∏∑−∗√∝∞∫≈≠≡≤≥≪≫⊙⌊⌋■□▲△▶▼▽◀◆◇○●★☆✓⟨⟩‖\u0302")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TEXT = ASCII | NAMES | PUNCTUATION | GREEK | SIGNS
ITALIC = ASCII | NAMES | PUNCTUATION | GREEK
CODE = ASCII | PUNCTUATION | GREEK | SIGNS
DISPLAY = ASCII | set("\u00a0×éöüγβε–—‘’“”…")

WEIGHTS = (400, 600)


@dataclass(frozen=True)
class Face:
    """One file: a family of text in one style."""

    file: str
    family: str
    style: str
    package: str
    files: str
    """The names of its files, in which {} is the alphabet."""
    limits: glyphs.Limits
    characters: frozenset[str]


def _face(
    file: str, family: str, package: str, axes: str, characters: set[str], *, italic: bool = False, **limits: int
) -> Face:
    slope = "italic" if italic else "normal"
    files = f"files/{PACKAGES[package].rpartition('/')[2]}-{{}}-{axes}-{slope}.woff2"
    style = "Italic" if italic else "Regular"
    return Face(file, family, style, package, files, {"wght": WEIGHTS, **limits}, frozenset(characters))


FACES = (
    # A size for reading, and one for titles: larger type can be finer.
    _face("course-serif.woff2", "Course Serif", "serif", "opsz", TEXT, opsz=17),
    _face("course-serif-italic.woff2", "Course Serif", "serif", "opsz", ITALIC, italic=True, opsz=17),
    _face("course-display.woff2", "Course Display", "serif", "opsz", DISPLAY, opsz=48, wght=600),
    _face("course-sans.woff2", "Course Sans", "sans", "wght", TEXT),
    _face("course-sans-italic.woff2", "Course Sans", "sans", "wght", ITALIC, italic=True, wght=400),
    _face("course-code.woff2", "Course Code", "code", "wght", CODE),
)


def make_file(file: str) -> bytes:
    """Return the font of that name, as WOFF2."""
    faces = {face.file: face for face in FACES}
    return glyphs.pack(make_face(faces[file]) if file in faces else make_math())


def make_math() -> TTFont:
    """Return the font of formulas."""
    signs = _signs()
    font = mathfont.math_font(
        signs, [_letters(italic=italic, weight=weight) for italic in (False, True) for weight in WEIGHTS]
    )
    glyphs.rename(font, "Course Math", "Regular", [_copyright(signs), _copyright(_load(FACES[0], "latin"))])
    return font


def make_face(face: Face) -> TTFont:
    """Return a face: Latin, and what other files of the same design and the font of signs lend it."""
    font, signs = _load(face, "latin"), _signs()
    copyright_notes = [_copyright(font), _copyright(signs)]
    whole = _load(face, "latin")
    glyphs.keep(font, face.characters)
    for alphabet in ("greek", "latin-ext"):
        donor = _load(face, alphabet)
        for character in sorted((face.characters & _characters(donor)) - _characters(font)):
            glyphs.lend(font, donor, donor.getBestCmap()[ord(character)], character)
    if face.characters >= SIGNS:
        _superscripts(font, whole)
    for character in sorted((face.characters & _characters(signs)) - _characters(font)):
        glyph = signs.getBestCmap()[ord(character)]
        shift = _over_a_letter(font, signs, glyph) if unicodedata.combining(character) else 0
        glyphs.lend(font, signs, glyph, character, shift=shift)
    font = glyphs.limit(font, face.limits)
    glyphs.rename(font, face.family, face.style, copyright_notes)
    return font


def _over_a_letter(font: TTFont, signs: TTFont, accent: str) -> int:
    """Return how far an accent without a width moves, so that it stands above the letter before it."""
    outline, letter = signs["glyf"][accent], font.getBestCmap()[ord("x")]
    return -int(font["hmtx"][letter][0] + outline.xMin + outline.xMax) // 2


def _superscripts(font: TTFont, whole: TTFont) -> None:
    """Make superscripts beyond ³ from the digits of fractions, and a raised sign for powers such as 10⁻⁵."""
    cmap = whole.getBestCmap()
    numerators = _alternates(whole, "numr")
    two, numerator = whole["glyf"][cmap[ord("²")]], whole["glyf"][numerators[cmap[ord("2")]]]
    rise = two.yMax - numerator.yMax
    for digit, character in enumerate(SUPERSCRIPTS):
        if character not in _characters(font):
            glyphs.lend(font, whole, numerators[cmap[ord(str(digit))]], character, rise=rise)
    middle = (two.yMax + two.yMin) / 2
    for sign, character in (("−", "⁻"), ("+", "⁺")):
        name = cmap[ord(sign)]
        own = (whole["glyf"][name].yMax + whole["glyf"][name].yMin) / 2
        glyphs.lend(font, whole, name, character, scale=0.6, rise=round(middle - 0.6 * own))


def _alternates(font: TTFont, feature: str) -> dict[str, str]:
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for index in sorted(lookups):
        for one in table.LookupList.Lookup[index].SubTable:
            found |= getattr(one, "ExtSubTable", one).mapping
    return found


def _letters(*, italic: bool, weight: int) -> TTFont:
    """Return the letters of text as the math font borrows them."""
    face = FACES[1] if italic else FACES[0]
    font = glyphs.keep(_load(face, "latin"), TEXT)
    greek = _load(face, "greek")
    for character in sorted(set(mathfont.GREEK) - _characters(font)):
        glyphs.lend(font, greek, greek.getBestCmap()[ord(character)], character)
    return glyphs.limit(font, {**face.limits, "wght": weight})


def _signs() -> TTFont:
    return glyphs.load(package_file("math", "files/noto-sans-math-latin-400-normal.woff2"))


def _load(face: Face, alphabet: str) -> TTFont:
    return glyphs.load(package_file(face.package, face.files.format(alphabet)))


def _characters(font: TTFont) -> set[str]:
    return {chr(code) for code in font.getBestCmap()}


def _copyright(font: TTFont) -> str:
    return str(font["name"].getDebugName(glyphs.COPYRIGHT))
