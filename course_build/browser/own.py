"""Our own modules that run in the reader's browser: norms, experiments, charts, live figures, what runs code."""

import ast
from functools import cache
from pathlib import Path

PACKAGES = ("norms", "experiments", "charts", "session", "checking")
SUFFIXES = (".py", ".npz", ".md")
"""Sources, data, and the license of the data."""
SOURCE = Path(__file__).parent.parent
FIGURES = "figures_src"
LIVE = "_live"
"""The module of figures that runs them; those that it names are shipped."""


def own_files() -> dict[str, bytes]:
    """Return what is shipped, by its names as modules."""
    files = {"course_build/__init__.py": (SOURCE / "__init__.py").read_bytes()}
    for package in PACKAGES:
        for path in sorted((SOURCE / package).iterdir()):
            if path.suffix in SUFFIXES:
                files[f"course_build/{package}/{path.name}"] = path.read_bytes()
    return files | _live_figures()


def _live_figures() -> dict[str, bytes]:
    """Return the modules of live figures: by their files, since a course of another checkout has figures of its own."""
    found: dict[str, bytes] = {}
    waiting = {"__init__", LIVE}
    while waiting:
        name = f"{FIGURES}/{waiting.pop()}.py"
        if name in found:
            continue
        found[name] = (SOURCE.parent / name).read_bytes()
        waiting |= _imported(found[name])
    return dict(sorted(found.items()))


@cache
def _imported(source: bytes) -> frozenset[str]:
    """Return the modules beside a figure that its source names; a build asks for them several times."""
    names = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == FIGURES:
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{FIGURES}."):
            names.add(node.module.removeprefix(f"{FIGURES}."))
    return frozenset(names)
