"""What counts as a word that a reader meets, and what does not."""

import pytest

from course_build.outline.text import read_text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Three plain words.</p>", 3),
        ("<p>A <em>st</em>rong w<code>or</code>d</p>", 3),
        ("<p>One</p><p>two</p><ul><li>three</li><li>four</li></ul>", 4),
        ("<p>one<br />two</p>", 2),
        ("<p>a – b → c · 3</p>", 4),
        ("<p>Take <span><math><mi>x</mi><mo>+</mo><mi>y</mi></math></span> now</p>", 3),
        ("<p>the <math><mi>n</mi></math>-th</p>", 2),
        ("<p>open</p><details><summary>not this</summary><p>nor this</p><details>or</details> that</details>", 1),
        ("<details open><summary>these two</summary></details>", 2),
        ("<figure><p>A title</p><svg><text>no label</text></svg><figcaption>A caption</figcaption></figure>", 4),
        ("<nav><p>not here</p><nav>nor</nav> here</nav>here", 1),
        ('<p>one</p><button>Check</button><p class="course-figure__data">Data: JSON</p>', 1),
        ("<script>var a = 1;</script><select><option>a</option></select><p>one</p>", 1),
        ('<p>seen<span class="a course-hidden"> heard alone</span></p><p hidden>not</p>', 1),
        ("<p>before</p><input hidden><p>after</p>", 2),
        ("<fieldset><legend>Which one?</legend><label>This one</label> <label>That</label></fieldset>", 5),
        ("<section><h2>Step one</h2></section><section><h2>Step two</h2></section>", 4),
        ("<p>5 &lt; 6 &amp; so on</p>", 4),
    ],
)
def test_words_that_are_open_by_default_count(html, words):
    assert read_text(html).words == words


def test_the_title_is_the_first_heading_without_its_markup():
    html = "<p>Before</p><h1>Why <em>normalize</em>\n &amp; how?</h1><h1>Another</h1>"
    assert read_text(html).title == "Why normalize & how?"
    assert read_text("<h2>None</h2>").title == ""


def test_what_is_operated_counts_where_it_is_open():
    text = read_text(
        '<section data-quiz="a">1</section><figure data-figure="f01"></figure><div data-part="playground"></div>'
        '<details data-part="deep-dive"><figure data-figure="f02"></figure><section data-quiz="b"></section></details>'
        '<section data-quiz="c"></section>'
    )
    assert text.operated == {"quiz": 2, "figure": 1, "playground": 1}


def test_labels_and_numbers_of_what_is_operated_take_its_time_instead():
    text = read_text(
        '<p>Try it.</p><figure data-part="playground"><p>mean</p><figure>1.23</figure><p data-quiz="a">x</p></figure>'
        '<div data-part="walkthrough"><p>A step</p></div><p>That was it.</p>'
    )
    assert text.words == 7
    assert text.operated == {"playground": 1, "walkthrough": 1}


def test_a_refutation_is_a_paragraph_that_begins_so():
    html = (
        "<p>You may have read that it is so.</p><p>As You may have read.</p><p>You may have reading.</p>"
        "<blockquote><p>\n<strong>You may have read</strong> this.</p></blockquote>"
        "<details><p>You may have read this too.</p></details>"
    )
    assert read_text(html).refutations == 2
