"""Run the cells of a page as a reader's browser would, and refuse what a page cannot show."""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_build.cells.model import Cell
from course_build.errors import CourseError
from course_build.isolated import ask
from course_build.project import Project

_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
_WARNING = re.compile(r"^\S+:\d+: (\w+: .+)$", re.MULTILINE)
CURE = "mend it, or say raises: {type} where the cell is there to show it"


def run(project: Project, cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """Return the output of each cell.

    Parameters:
        project: The checkout.
        cells: Those of one page, in reading order.

    Raises:
        CourseError: A cell fails, or shows what differs from machine to machine.
    """
    # Named as in the browser, which tracebacks show.
    asked = [{"name": f"{one.id}.py", "code": one.source, "isolated": one.isolated} for one in cells]
    outputs, ended = ask(project.root, "course_build.cells.host", asked, [one.seconds for one in cells])
    for cell, output in zip(cells, outputs, strict=False):
        _check(project, cell, output)
    if ended:
        cell = cells[len(outputs)]
        cure = "mend it; one that computes long gets more time with the option seconds"
        raise CourseError(_place(project, cell), f"the cell {cell.id} {ended}", cure)
    return outputs


def _check(project: Project, cell: Cell, output: dict[str, Any]) -> None:
    """Refuse an output that the author cannot have meant.

    Raises:
        CourseError: It is an error, a warning, or tells of this machine or this run.
    """
    kind = output.get("type", "")
    if kind != cell.raises:
        line = output.get("line") or 1
        place = f"{project.name(cell.path)}:{cell.line + line - 1}"
        if not kind:
            cure = "remove the option, or let the cell raise it"
            raise CourseError(place, f"the cell {cell.id} raises nothing, and says raises: {cell.raises}", cure)
        said = " ".join(output["message"].split()) or "no message"
        raise CourseError(place, f"the cell {cell.id}, line {line}: {kind}: {said}", CURE.format(type=kind))
    if output["warned"]:
        warning = _WARNING.search(output["warned"])
        said = warning[1] if warning else " ".join(output["warned"].split())
        raise CourseError(_place(project, cell), f"the cell {cell.id} warns: {said}", "mend what it warns of")
    shown = json.dumps(output)
    if _ADDRESS.search(shown) or any(one in shown for one in (str(project.root), str(Path.home()), sys.prefix)):
        problem = f"the output of the cell {cell.id} holds a path or an address of this machine"
        raise CourseError(_place(project, cell), problem, "print only what every machine prints")


def _place(project: Project, cell: Cell) -> str:
    return f"{project.name(cell.path)}:{cell.line}"
