"""Cache keys: everything that a result depends on, as one hash.

A key covers the module that computes, every module of ours that it imports, directly
or not, the parameters, and the versions of Python and the libraries. joblib.Memory
would look at the one function alone.
"""

import hashlib
import json
import platform
from dataclasses import asdict, is_dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import grimp

PACKAGES = ("course_build", "figures_src")
FORMAT = 1
"""Raised when what is stored under a key changes its form."""


class Keys:
    """Keys of the course's modules, as their files stand when they are first asked for."""

    def __init__(self) -> None:
        self._modules: dict[str, str] = {}

    def key(self, module: str, parameters: Any, libraries: tuple[str, ...]) -> str:
        """Return the key of what `module` computes from `parameters` with `libraries`, as 32 hex digits."""
        parts = {
            "format": FORMAT,
            "module": module,
            "code": self.code(module),
            "parameters": parameters,
            "python": platform.python_version(),
            "libraries": {name: version(name) for name in libraries},
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True, default=_plain).encode()).hexdigest()[:32]

    def code(self, module: str) -> str:
        """Return a hash of the source of `module` and its import closure."""
        if module not in self._modules:
            digest = hashlib.sha256()
            for name in sorted(self.closure(module)):
                digest.update(f"{name}\0".encode() + _source(name).read_bytes() + b"\0")
            self._modules[module] = digest.hexdigest()
        return self._modules[module]

    def closure(self, module: str) -> set[str]:
        """Return `module`, all modules of ours that it imports, and the packages they stand in."""
        names = {module} | self._graph.find_upstream_modules(module)
        return names | {parent for name in names for parent in _parents(name)}

    @cached_property
    def _graph(self) -> grimp.ImportGraph:
        return grimp.build_graph(*PACKAGES, cache_dir=None)


def _parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def _source(module: str) -> Path:
    found = find_spec(module)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"module {module} has no source file")
    return Path(found.origin)


def _plain(value: Any) -> Any:
    """Let JSON see dataclasses, with their name; refuse what has no exact form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__qualname__, **asdict(value)}
    raise TypeError(
        f"a parameter is a {type(value).__name__}; expected numbers, strings, lists, dicts or dataclasses of them, "
        "so that a cache key can hold it. Convert it, for example with .tolist()."
    )
