"""Quotes are curved in text, and stay as they were typed in code."""

import pytest
from markdown import markdown


def shown(text: str) -> str:
    return markdown(text, extensions=["toc", "course_build.markdown.math", "course_build.markdown.quotes"])


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("BatchNorm's mean, the weights' scale", "<p>BatchNorm’s mean, the weights’ scale</p>"),
        ('He says "normalize", and "do it (“now”)".', "<p>He says “normalize”, and “do it (“now”)”.</p>"),
        ('"*Always*" and **"never"**: ("why")', "<p>“<em>Always</em>” and <strong>“never”</strong>: (“why”)</p>"),
        ("a 'quoted' word", "<p>a ‘quoted’ word</p>"),
        ("[Keras](a.md)'s `d['x']`'s \"y\"", "<p><a href=\"a.md\">Keras</a>’s <code>d['x']</code>’s “y”</p>"),
        ("    print('x')", "<pre><code>print('x')\n</code></pre>"),
        ('- one "two"\n- "three"', "<ul>\n<li>one “two”</li>\n<li>“three”</li>\n</ul>"),
        ('# "It\'s so"', '<h1 id="its-so">“It’s so”</h1>'),
    ],
)
def test_quotes_are_curved_in_text_alone(text, html):
    assert shown(text) == html


def test_a_formula_is_followed_by_an_apostrophe():
    assert "</math></span>’s" in shown("the mean of $x$'s")
