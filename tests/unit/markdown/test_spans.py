"""What is code, math, a link or a comment is found as Markdown will take it; the rest is prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_build.markdown.spans import line_of, prose, replaced, spans

PAGE = """\
---
title: 0.5 and {{ x }}
---

# Title $a$

```python
"$b$" {{ no }}
```

~~~
``` $c$
~~~

> ```
> $d$
> ```

//// quiz
    id: one
    tolerance: 0.05 $e$

The $f$ is
    indented $g$
////

```inline $h$``` `` ` $i$ `` [link $j$](to$k$.md "0.5") <img alt="$l$"> <!-- $m$ --> $n$
"""


def found(text, *kinds):
    return [span.text for span in spans(text) if not kinds or span.kind in kinds]


def test_math_is_found_in_prose_alone():
    assert found(PAGE, "math") == ["$a$", "$f$", "$g$", "$j$", "$n$"]


def test_every_other_kind_is_told_by_its_name():
    assert [(span.kind, span.text) for span in spans(PAGE) if span.kind != "math"] == [
        ("code", "```inline $h$```"),
        ("code", "`` ` $i$ ``"),
        ("link", '(to$k$.md "0.5")'),
        ("tag", '<img alt="$l$">'),
        ("comment", "<!-- $m$ -->"),
    ]


def test_prose_keeps_every_place():
    kept = prose(PAGE)
    assert len(kept) == len(PAGE)
    assert kept.count("\n") == PAGE.count("\n")
    assert kept.split() == ["#", "Title", "////", "quiz", "The", "is", "indented", "////", "[link", "]"]


def test_lines_are_counted_from_one():
    assert [line_of("a\nb\n", place) for place in (0, 1, 2)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("text", "math"),
    [
        ("$x$", ["$x$"]),
        ("($x$), $y$; $z$-axis, the $n$th", ["$x$", "$y$", "$z$", "$n$"]),
        ("over $a\n+ b$ lines", ["$a\n+ b$"]),
        (r"a dollar $\$5 + x$ inside", [r"$\$5 + x$"]),
        ("**$x$** and _$y$ z_", ["$x$", "$y$"]),
        ("$5 and $6", []),
        ("$5-$6, US$7 and 8$ or 9$", []),
        (r"\$x\$ and \\$y$", ["$y$"]),
        ("$ x $ and $x $", []),
        ("$HOME/$PATH", []),
        ("$a\n\nb$", []),
        ("$a\n> \nb$", []),
        ("$x `a$`", []),
        ("$$x$$", []),
    ],
)
def test_what_is_math(text, math):
    assert found(text, "math") == math


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("$5, $6", []),
        ("$x", ["$"]),
        ("8$ or 9$", ["$", "$"]),
        ("$$x\n\ny$$", ["$$", "$$"]),
        ("$$$$", ["$$", "$$"]),
        ("`$` \\$", []),
    ],
)
def test_a_dollar_without_a_partner_is_found(text, left):
    assert found(text, "dollar") == left


def test_a_quotation_leaves_no_mark_in_a_formula_and_a_relation_stays():
    assert found("> $$\n> a\n> > b\n> $$", "display") == ["$$\n  a\n  > b\n  $$"]
    assert found("$$\na\n> b\n$$", "display") == ["$$\na\n> b\n$$"]


def test_a_mark_takes_the_space_before_it():
    text = "One. <!-- claim: a --> Two.\n> <!-- settings -->\n> Three. <!-- claimed -->"
    assert replaced(text, lambda span: "" if span.kind == "mark" else None) == "One. Two.\n> Three. <!-- claimed -->"


TEXTS = st.text(st.sampled_from("ab 1.`$\\\n>{}|<!->[]()#~/\"'=") | st.characters(codec="utf-8"), max_size=60)


@given(TEXTS)
def test_spans_follow_each_other_and_nothing_is_lost(text):
    end = 0
    for span in spans(text):
        assert end <= span.start < span.end <= len(text)
        assert len(span.text) == span.end - span.start
        end = span.end
    assert replaced(text, lambda span: None) == text
    assert len(prose(text)) == len(text)
