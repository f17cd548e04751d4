"""The palette and the identity of the techniques: one source for the page, its charts and the drawn figures.

The colors start from Okabe and Ito's palette and were moved in lightness until each is
legible as text on the page (contrast of 4.5 or more), and until no two techniques fall
together for the common kinds of color blindness. Color is never alone: each technique
also has its own dash, marker and glyph.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Color:
    """One color of the course, as "#rrggbb", for each scheme."""

    light: str
    dark: str


@dataclass(frozen=True)
class Technique(Color):
    """How one technique looks, everywhere."""

    dash: tuple[float, ...]
    """Lengths of stroke and gap, in px; empty for a solid line."""
    marker: str
    """matplotlib's code of the marker, which looks like the glyph."""
    glyph: str
    """One character that stands for the technique in text."""


TECHNIQUES = {
    "none": Technique("#696d74", "#b9bec7", (1.5, 2.5), "X", "×"),
    "batch": Technique("#005793", "#4fb2f5", (), "o", "●"),
    "layer": Technique("#c93a0a", "#f4703a", (9, 3), "s", "■"),
    "rms": Technique("#037c52", "#17ad80", (9, 2.5, 2, 2.5), "^", "▲"),
    "group": Technique("#b8408f", "#e884c4", (5, 2.5), "D", "◆"),
    "instance": Technique("#956000", "#f0c04c", (9, 2.5, 2, 2.5, 2, 2.5), "v", "▼"),
    "skip_init": Technique("#3d4f6e", "#8fa0bd", (3, 3), "P", "+"),
    "dynamic_tanh": Technique("#6e4a3e", "#c9a48f", (14, 3), "*", "★"),
}
"""The techniques by key: the keys of course_build.norms, "none", and two ways to do without a norm."""

COLORS = {
    "ink": Color("#1b1e25", "#e9e7e2"),
    "muted": Color("#5a5f69", "#a3a9b3"),
    "accent": Color("#5a3ec8", "#c3b5ff"),
    "grid": Color("#e4e1da", "#2d323b"),
    "raised": Color("#f4f1eb", "#1f232a"),
    "surface": Color("#fdfcfa", "#15171c"),
}
"""What is no technique: text, quiet text, what can be operated, thin lines, code, and the page itself."""

TOKENS: dict[str, Color] = {**TECHNIQUES, **COLORS}


def token(name: str) -> Color:
    """Return the color of a token.

    Raises:
        ValueError: There is no such token.
    """
    if name not in TOKENS:
        raise ValueError(f"there is no color token {name!r}; expected one of {', '.join(TOKENS)}")
    return TOKENS[name]


def variable(name: str) -> str:
    """Return a token as CSS writes it: "var(--course-batch)"."""
    token(name)
    return f"var({_property(name)})"


def stylesheet() -> str:
    """Return the CSS custom properties of both schemes; paper always gets the light one."""
    light = "".join(f"  {_property(name)}: {color.light};\n" for name, color in TOKENS.items())
    dark = "".join(f"  {_property(name)}: {color.dark};\n" for name, color in TOKENS.items())
    shapes = "".join(
        f"  {_property(name)}-dash: {' '.join(f'{length:g}px' for length in one.dash) or 'none'};\n"
        f'  {_property(name)}-glyph: "{one.glyph}";\n'
        for name, one in TECHNIQUES.items()
    )
    marks = "".join(
        f".technique-{name.replace('_', '-')} "
        f"{{ --technique: var({_property(name)}); --technique-glyph: var({_property(name)}-glyph); }}\n"
        for name in TECHNIQUES
    )
    return (
        "/* Made from course_build/drawing/theme.py; change the colors there. */\n"
        f":root {{\n{shapes}}}\n"
        f':root, [data-md-color-scheme="default"] {{\n{light}}}\n'
        f'[data-md-color-scheme="slate"] {{\n{dark}}}\n'
        f"{marks}"
        f'@media print {{\n[data-md-color-scheme="slate"] {{\n{light}}}\n}}\n'
    )


def _property(name: str) -> str:
    return f"--course-{name.replace('_', '-')}"


def sentinel(name: str) -> str:
    """Return the color that stands for a token until the drawing has become SVG.

    It is nobody's color, and never black, which matplotlib leaves out of its SVG.
    """
    token(name)
    return f"#c0de{list(TOKENS).index(name) + 1:02x}"


SENTINELS = {sentinel(name): name for name in TOKENS}
"""The token for each sentinel."""
