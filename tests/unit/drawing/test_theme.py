"""The palette is legible in both schemes, and techniques differ by more than color."""

import itertools
import re

import matplotlib.colors
import pytest

from course_build.drawing.theme import COLORS, SENTINELS, TECHNIQUES, TOKENS, sentinel, stylesheet, token, variable
from course_build.norms.registry import TECHNIQUES as NORMS

TEXT = [name for name in TOKENS if name not in ("grid", "raised", "surface")]


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in matplotlib.colors.to_rgb(color)
    ]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_follows_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", TEXT)
def test_every_color_is_legible_as_text_on_the_page(name, scheme):
    surface = getattr(COLORS["surface"], scheme)
    assert contrast(getattr(TOKENS[name], scheme), surface) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_the_colors_of_text_are_legible_on_code_too(name, scheme):
    assert contrast(getattr(TOKENS[name], scheme), getattr(COLORS["raised"], scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_tokens_have_the_same_color(scheme):
    colors = [getattr(color, scheme) for color in TOKENS.values()]
    assert len(set(colors)) == len(colors)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_technique_colors_are_far_apart(scheme):
    colors = [matplotlib.colors.to_rgb(getattr(technique, scheme)) for technique in TECHNIQUES.values()]
    for one, other in itertools.combinations(colors, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.12


@pytest.mark.parametrize("part", ["dash", "marker", "glyph"])
def test_techniques_differ_without_color(part):
    looks = [getattr(technique, part) for technique in TECHNIQUES.values()]
    assert len(set(looks)) == len(looks)
    assert all(len(technique.glyph) == 1 for technique in TECHNIQUES.values())


def test_every_norm_of_the_course_has_a_look():
    assert set(NORMS) <= set(TECHNIQUES)


def test_the_stylesheet_says_every_token_once_for_each_scheme_and_for_paper():
    css = stylesheet()
    for name, color in TOKENS.items():
        said = re.findall(rf"{re.escape(variable(name)[4:-1])}: (#\w+);", css)
        assert said == [color.light, color.dark, color.light]
    assert '[data-md-color-scheme="default"]' in css
    assert '[data-md-color-scheme="slate"]' in css
    assert "http" not in css


def test_sentinels_are_nobodys_color_and_never_black():
    colors = {color for both in TOKENS.values() for color in (both.light, both.dark)}
    assert len(SENTINELS) == len(TOKENS)
    assert not colors & SENTINELS.keys()
    assert "#000000" not in SENTINELS
    assert all(SENTINELS[sentinel(name)] == name for name in TOKENS)


def test_an_unknown_token_is_refused():
    with pytest.raises(ValueError, match=r"no color token 'blue'.*batch"):
        token("blue")
