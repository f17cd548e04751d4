"""What a cell gave, as HTML: the cases to which the page's script is held too."""

from typing import Any

from course_build.markdown.cell_output import output_html
from course_build.session.run import new_namespace, run
from tests.unit.drawing.cases import hold

CODES = {
    "nothing": "x = 1",
    "text": "'a < b & c'",
    "printed": "printed",
    "array": "import numpy as np\nnp.arange(6, dtype=np.int64).reshape(2, 3)",
    "vector": "import numpy as np\nnp.zeros(2)",
    "number": "import numpy as np\nnp.float64(0.5)",
    "error in a sentence": "\n1 / 0",
    "error by its message": "raise ValueError('x has to be < 1')",
    "error without a message": "raise ValueError",
    "error without a line": "import nothing_of_this_name",
}


def case(code: str) -> dict[str, Any]:
    printed = "one\ntwo <b>\n" if code == "printed" else ""
    ended = run("None" if printed else code, "cell.py", new_namespace())
    if ended["kind"] == "error":
        # What differs between versions of Python.
        ended |= {"traceback": "Traceback:\n  <of this error>", "line": None if "import" in code else ended["line"]}
    shown = ended | {"printed": printed}
    return {"shown": shown, "html": output_html(shown, "a-cell")}


def test_the_output_is_that_of_the_cases():
    hold("output", {name: case(code) for name, code in CODES.items()}, "cell")


def test_a_chart_stands_under_what_was_printed_with_its_table_and_its_data():
    code = "from course_build.charts import bars\nprint('above')\nbars({'</script><b>': 2}, title='a < b')"
    html = output_html(run(code, "cell.py", new_namespace()) | {"printed": "above\n"}, "a-cell")
    assert html.startswith('<pre class="course-cell__printed">above\n</pre><p class="course-cell__title">a &lt; b</p>')
    assert html.count("<svg") == 2
    assert 'id="a-cell-chart-wide-title">a &lt; b<' in html
    assert "<td>&lt;/script&gt;&lt;b&gt;</td><td>2.00</td>" in html
    assert html.count("</script>") == 1
    assert "<b>" not in html
