"""Run a lab in a kernel of its own, and refuse what would differ on the next run or on another machine."""

import asyncio
import logging
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from course_build.errors import CourseError
from course_build.labs.notebook import new_notebook
from course_build.labs.source import Cell, Lab
from course_build.project import Project

# It would tell every build that it runs a notebook.
logging.getLogger("traitlets").setLevel(logging.WARNING)

SECONDS = 300
"""A cell that takes longer is taken for one that never ends."""
SHOWN = ("text/markdown", "text/plain")
"""What an output may be, the first of these that it has."""
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_WARNING = re.compile(r"^\S+:\d+: (\w+: .+)$", re.MULTILINE)
_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")


def run(project: Project, lab: Lab) -> list[list[dict[str, Any]]]:
    """Return the outputs of each cell of code.

    Raises:
        CourseError: A cell failed, or gave what a page cannot show.
    """
    notebook = new_notebook(lab)
    running = 0

    def begin(*, cell_index: int, **_: Any) -> None:
        nonlocal running
        running = cell_index

    with tempfile.TemporaryDirectory() as folder:
        manager = AsyncKernelManager(
            kernel_spec_manager=_ThisPython(), transport="ipc", connection_file=f"{folder}/kernel.json"
        )
        # A kernel that ends at once has not even told which cell it began.
        client = NotebookClient(notebook, km=manager, timeout=SECONDS, record_timing=False, on_cell_execute=begin)
        try:
            # Not on the main thread: there nbclient would take over what stops this process.
            asyncio.run(client.async_execute(cwd=str(project.root), env=_environment(folder), cleanup_kc=True))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise _failure(project, lab, notebook, running, error) from None
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [
        _joined([_plain(project, lab, source, output) for output in cell.outputs])
        for source, cell in zip(lab.code, cells, strict=True)
    ]


def _joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join what was printed in a row: the kernel sends it in pieces, by the clock."""
    joined: list[dict[str, Any]] = []
    for one in outputs:
        if joined and one["output_type"] == joined[-1]["output_type"] == "stream":
            joined[-1]["text"] += one["text"]
        else:
            joined.append(one)
    return joined


class _ThisPython(KernelSpecManager):
    """The kernel is the Python that builds the course, whatever kernels the machine has."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


def _environment(folder: str) -> dict[str, str]:
    """Return what the kernel runs in: one BLAS thread, no habits of this machine."""
    return {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        # It would warn that a debugger may miss breakpoints.
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "IPYTHONDIR": folder,
    }


def _failure(project: Project, lab: Lab, notebook: Any, running: int, error: Exception) -> CourseError:
    """Return what went wrong with the line of the lab where it did; `running` is the place of the cell that ran."""
    name = project.name(lab.path)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cure = f"mend it, then run: course labs {lab.name}"
    if not isinstance(error, CellExecutionError):
        at = sum(cell.cell_type == "code" for cell in notebook.cells[:running])
        problem = "the cell ended Python" if isinstance(error, DeadKernelError) else f"the cell took {SECONDS} seconds"
        return CourseError(f"{name}:{lab.code[at].line}", problem, cure)
    (output,) = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    frames = _FRAME.findall(_COLOR.sub("", "\n".join(output.traceback)))
    cell, line = frames[-1]
    place = f"{name}:{lab.code[int(cell) - 1].line + int(line) - 1}"
    cause = " ".join(str(output.evalue).split()) or "no message"
    return CourseError(place, f"{output.ename}: {cause}", cure)


def _plain(project: Project, lab: Lab, cell: Cell, output: Any) -> dict[str, Any]:
    """Return one output as the notebook keeps it.

    Raises:
        CourseError: It is a warning, or no text, or tells of this machine or this run.
    """
    place = f"{project.name(lab.path)}:{cell.line}"
    if output.output_type == "stream":
        kept = {"output_type": "stream", "name": output.name, "text": output.text}
        text = str(output.text)
        if output.name != "stdout":
            warning = _WARNING.search(text)
            said = warning[1] if warning else " ".join(text.split())
            raise CourseError(place, f"the cell warns: {said}", "mend what it warns of")
    else:
        kind = next((one for one in SHOWN if one in output.data), None)
        if kind is None:
            raise CourseError(place, f"the cell shows {', '.join(output.data)}", "print text, or display Markdown")
        kept = {"output_type": output.output_type, "metadata": {}, "data": {kind: output.data[kind]}}
        if output.output_type == "execute_result":
            kept["execution_count"] = output.execution_count
        text = str(output.data[kind])
    if _ADDRESS.search(text) or any(one in text for one in (str(project.root), str(Path.home()), sys.prefix)):
        raise CourseError(
            place, "the output holds a path or an address of this machine", "print only what every machine prints"
        )
    return kept
