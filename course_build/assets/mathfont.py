"""The font of formulas: signs, roots and braces of a math font, with the letters and digits of the text."""

import unicodedata
from collections.abc import Iterator, Sequence

from fontTools.ttLib import TTFont

from course_build.assets import glyphs

LETTERS = "".join(chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B)))
GREEK = "ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμνξοπρςστυφχψω"
DIGITS = "0123456789"
UPRIGHT = LETTERS + GREEK + DIGITS + ".,;:!?%&'\"éöüß"
"""What a formula says upright: digits, words and names of functions."""
SIGNS = (
    "\u00a0\u2009\u2061\u2062\u2063\ufe00()[]{}|/\\+-=<>*~^`_@#$§°±×·÷¬′″‴†‡…⋯⋮⋱∂∇∆∈∉∋∏∑−∓∗∘∙√∝∞∠∥∧∨∩∪∫∬∮∴∼≃≅≈≠≡≤≥≪≫⊂⊃⊆⊇⊕⊖⊗⊘⊙⊤⊥⋅⋆∅∀∃¬"
    "←↑→↓↔⇐⇒⇔↦⟵⟶⟷⟸⟹⟺⌈⌉⌊⌋⟨⟩‖∣ℓℏℵ⏞⏟⎴⎵ˆˇ˘˙¨˜¯´`‾\u0302\u0303\u0304\u0305\u0307\u0308\u030c\u0332\u20d7ϵϑϕϖϱ■□▲●◆▼★"
)
PRIMES = "′″‴"
SCRIPT_NAMES = ("MATHEMATICAL SCRIPT CAPITAL", "MATHEMATICAL DOUBLE-STRUCK", "SCRIPT CAPITAL", "DOUBLE-STRUCK CAPITAL")
STYLES = (
    ("MATHEMATICAL BOLD ITALIC", 3),
    ("MATHEMATICAL BOLD", 1),
    ("MATHEMATICAL ITALIC", 2),
)
"""Alphabets of formulas, and which of the lent fonts has their letters: upright, bold, italic, bold italic."""


def math_font(signs: TTFont, lent: Sequence[TTFont]) -> TTFont:
    """Return the math font `signs`, cut down, with the letters of text in the place of its own."""
    borrowed = dict(_borrowed())
    own = {one for one in map(chr, signs.getBestCmap()) if unicodedata.name(one, "").startswith(SCRIPT_NAMES)}
    font = glyphs.keep(signs, {*SIGNS, *own, *borrowed})
    cmap = font.getBestCmap()
    for character, (plain, style) in sorted(borrowed.items()):
        donor = lent[style]
        if ord(character) in cmap and (glyph := donor.getBestCmap().get(ord(plain))):
            glyphs.lend(font, donor, glyph, name=cmap[ord(character)])
    for prime in PRIMES:
        # MathML sets primes as superscripts, but this font has already made them small and raised.
        name = cmap[ord(prime)]
        glyphs.lend(font, font, name, scale=1.5, rise=-390, name=name)
    return font


def _borrowed() -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield each character whose glyph is borrowed, with the letter that it is and the font that has it."""
    for plain in UPRIGHT:
        yield plain, (plain, 0)
    yield "ℎ", ("h", 2)
    for code in range(0x1D400, 0x1D800):
        name = unicodedata.name(chr(code), "")
        for words, style in STYLES:
            if name.startswith(words):
                yield chr(code), (unicodedata.normalize("NFKC", chr(code)), style)
                break
