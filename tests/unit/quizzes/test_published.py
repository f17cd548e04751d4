"""A question about a figure is read anew when the figure is published."""

import os

from course_build.experiments.figure import FigureData, Series
from course_build.files import write_beside
from course_build.markdown.quiz import blocks_of, lines_of
from course_build.quizzes.figures import Figures
from course_build.quizzes.question import read_question
from tests.unit.quizzes.sources import PREDICT


def test_what_was_read_of_a_figure_holds_until_it_is_published_again(tmp_path):
    (block,) = blocks_of(lines_of(PREDICT))
    (tmp_path / "f01.sheet.json").write_text("{}")

    def target(squares, day):
        series = Series("squares", (1.0, 2.0, 3.0), squares, unit="area", x_unit="side")
        data = FigureData("f01", "How?", {}, (series,), {})
        write_beside(tmp_path / "f01.json", data.to_json().encode())
        # Clocks of file systems tick slower than this test writes.
        for path in (tmp_path / "f01.json", tmp_path):
            os.utime(path, (day, day))
        question, findings = read_question(block, Figures(tmp_path))
        assert findings == []
        return question.target.y

    assert target((1.0, 4.0, 9.0), day=1) == (1.0, 4.0, 9.0)
    assert target((1.0, 4.0, 25.0), day=2) == (1.0, 4.0, 25.0)


def test_the_same_block_reads_the_same_and_its_findings_are_the_callers_own(tmp_path):
    (block,) = blocks_of(lines_of(PREDICT))
    _, findings = read_question(block, Figures(tmp_path))
    assert [one.line for one in findings] == [5]
    findings.clear()
    assert [one.line for one in read_question(block, Figures(tmp_path))[1]] == [5]
