"""What a cell gave, as HTML; the script's counterpart is course_build/frontend/src/cell/output.ts.

Both are held to the same output.cases.json.
"""

from typing import Any
from xml.etree import ElementTree as etree

from course_build.drawing.plain import chart_of
from course_build.markdown.chart import chart_html
from course_build.markdown.part import data_html

CLASS = "course-cell"
UNTITLED = "The chart of this cell"
"""The name of a picture whose author gave it none."""
NOTHING = "It printed nothing, and its last line has no value."


def output_html(output: dict[str, Any], name: str) -> str:
    """Return what stands in the output of a cell.

    Parameters:
        output: What course_build.session.run tells, with what was printed.
        name: Begins the ids of a chart.
    """
    shown = [_add("pre", "printed", output["printed"])] if output["printed"] else []
    shown += _error(output) if output["kind"] == "error" else _value(output)
    html = "".join(etree.tostring(one, "unicode", "html") for one in shown)
    if chart := output.get("chart"):
        html += _chart(chart, name)
    return html or etree.tostring(_add("p", "nothing", NOTHING), "unicode", "html")


def _chart(chart: dict[str, Any], name: str) -> str:
    """Return a chart with its title, and the data by which the script takes it over."""
    title = chart["title"] or UNTITLED
    above = etree.tostring(_add("p", "title", chart["title"]), "unicode", "html") if chart["title"] else ""
    drawn = chart_html(chart_of(chart["kind"], chart["data"]), prefix=f"{name}-chart", title=title)
    return f"{above}{drawn}{data_html(chart)}"


def _value(output: dict[str, Any]) -> list[etree.Element]:
    shown = [_add("pre", "value", output["text"])] if output["text"] else []
    if output["dtype"]:
        sizes = ", ".join(str(size) for size in output["shape"])
        shape = f"({sizes},)" if len(output["shape"]) == 1 else f"({sizes})"
        kind = f"Array of the shape {shape}" if output["shape"] else "A number"
        shown.append(_add("p", "shape", f"{kind}, {output['dtype']}"))
    return shown


def _error(output: dict[str, Any]) -> list[etree.Element]:
    said = f"{output['type']}: {output['message']}" if output["message"] else output["type"]
    sentence = _add("p", "error")
    strong = etree.SubElement(sentence, "strong")
    strong.text = f"Line {output['line']}" if output["line"] else "Error"
    strong.tail = f": {output['words'] or said}"
    shown = [sentence]
    if output["words"]:
        shown.append(_add("p", "message", said))
    details = _add("details", "traceback")
    etree.SubElement(details, "summary").text = "The whole traceback"
    etree.SubElement(details, "pre").text = output["traceback"]
    return [*shown, details]


def _add(tag: str, name: str, text: str = "") -> etree.Element:
    made = etree.Element(tag, {"class": f"{CLASS}__{name}"})
    made.text = text or None
    return made
