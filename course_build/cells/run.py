"""Run the cells of a page as a reader's browser would, and refuse what a page cannot show."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from course_build.cells.model import Cell
from course_build.errors import CourseError
from course_build.project import Project

START = 60
"""Seconds that Python itself may take to start, on a busy machine."""
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
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "outputs"
        # Named as in the browser, which tracebacks show.
        asked = [{"name": f"{one.id}.py", "code": one.source, "isolated": one.isolated} for one in cells]
        command = [sys.executable, "-m", "course_build.cells.host", str(file)]
        late = False
        try:
            done = subprocess.run(
                command,
                cwd=project.root,
                env=_environment(),
                input=json.dumps(asked),
                capture_output=True,
                text=True,
                timeout=START + sum(one.seconds for one in cells),
                check=False,
            )
        except subprocess.TimeoutExpired:
            late = True
        lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    outputs = [json.loads(line) for line in lines]
    for cell, output in zip(cells, outputs, strict=False):
        _check(project, cell, output)
    if len(outputs) < len(cells):
        cell = cells[len(outputs)]
        said = "" if late else done.stderr.strip()[-300:] or "it said nothing"
        problem = f"took more than its {cell.seconds} seconds" if late else f"ended Python: {said}"
        cure = "let it compute less, or give it more with the option seconds" if late else "mend it"
        raise CourseError(_place(project, cell), f"the cell {cell.id} {problem}", cure)
    return outputs


def _environment() -> dict[str, str]:
    """Return what cells run in: one BLAS thread, and tracebacks as in the browser."""
    return {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONNODEBUGRANGES": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


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
