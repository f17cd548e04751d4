"""Charts for cells: give one as the last line, and the page draws it.

    histogram({"before": x, "after LayerNorm": y}, title="One sample")
    bars({"BatchNorm": 0.2, "LayerNorm": 0.9}, unit="distance")
    lines(depth, {"BatchNorm": first, "no norm": second}, x_name="layer", y_name="standard deviation")

A name that holds the name of a technique has the color, dash and marker of the technique.
"""

from course_build.charts.amounts import bars
from course_build.charts.shapes import histogram
from course_build.charts.trends import lines

__all__ = ["bars", "histogram", "lines"]
