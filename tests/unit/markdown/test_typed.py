"""Typed numbers are found where a result has to come from data or from a source, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_build.markdown.typed import check, typed_numbers


def found(text):
    return [match[0] for match in typed_numbers(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Loss fell to 0.43, then .5.", ["0.43", ".5"]),
        ("It reached 98% or 98.6 %, 5 percent more.", ["98%", "98.6 %", "5 percent"]),
        (
            "2× or 2.6 × faster, 10x, 3-fold, 4 times, ×5, 1,000 times.",
            ["2×", "2.6 ×", "10x", "3-fold", "4 times", "×5", "1,000 times"],
        ),
        ("By a factor of 10, 3 × 10⁻⁵, 1e-5, 2.5e-3.", ["factor of 10", "10⁻⁵", "1e-5", "2.5e-3"]),
        ("## Twice: 2.0\n\n| a | 0.5 |\n\n- 0.25\n\n> 0.125", ["2.0", "0.5", "0.25", "0.125"]),
        ("[10× faster](figures/f01.md)", ["10×"]),
        ("/// details | 10× faster\n///", ["10×"]),
    ],
)
def test_results_are_found(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "16 blocks, 5 seeds, in 2015, with 32×32 images, 3 × 3 kernels and N×N",
        "version 314.0.3, section §4.2 and § 4.2",
        "`0.5`, $0.5$, <img width='0.5'>, https://example.org/0.5, [a](0.5.md)",
        "```\n0.5\n```",
        "//// quiz\n    tolerance: 0.05\n////",
        "{{ f01.best | .2f }} times, {{ 0.1 | setting }}, {{ 10 | setting }} times",
        "Error was 23.6 % ([Wu and He, 2018](../sources.md#wu2018)).",
        "See Wu et al. 2018: [they](sources.md#wu2018) found 23.6 %, e.g. 10.6 less vs. LayerNorm.",
        "<!-- settings -->\n| Rate | 0.1 |\n| --- | --- |\n| Momentum | 0.9 |",
    ],
)
def test_what_is_chosen_or_cited_is_not(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[Wu](sources.md#wu2018) found 23.6 %. Here it is 1.4 %.", ["1.4 %"]),
        ("Here it is 1.4 %. [Wu](sources.md#wu2018) found 23.6 %", ["1.4 %"]),
        ("- 1.4 % here\n- 23.6 % in [Wu](sources.md#wu2018)\n", ["1.4 %"]),
        ("| 1.4 |\n| 23.6, [Wu](sources.md#wu2018) |\n", ["1.4"]),
        ("1.4\n\n[Wu](sources.md#wu2018)", ["1.4"]),
        ("1.4, [Wu](https://example.org/)", ["1.4"]),
        ("0.1\n\n<!-- settings -->\n- rate 0.2\n- rate 0.3\n\nThen 0.4.", ["0.1", "0.4"]),
    ],
)
def test_a_source_serves_its_sentence_and_a_mark_its_block(text, numbers):
    assert found(text) == numbers


def test_every_number_is_told_with_its_line_and_a_cure(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("One.\n\nIt is 2.6× as fast,\nwith a rate of 0.1.\n")
    cure = (
        "take it from a figure as in {{ f01.key | .2f }}, cite its source in the same sentence, "
        "or mark what was chosen as in {{ 0.1 | setting }}"
    )
    assert [str(error) for error in check([path], lambda path: path.name)] == [
        f"page.md:3: the number '2.6×' is typed; {cure}",
        f"page.md:4: the number '0.1' is typed; {cure}",
    ]


@given(st.text(st.characters(exclude_categories=("Nd", "Cs"))))
def test_text_without_digits_is_never_a_finding(text):
    assert found(text) == []
