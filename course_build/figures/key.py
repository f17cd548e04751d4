"""Cache keys: everything that a result depends on, as one hash.

A key covers the module that computes, every module of ours that it imports, directly
or not, the parameters, and the versions of Python and the libraries. joblib.Memory
would look at the one function alone.
"""

import ast
import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec, resolve_name
from pathlib import Path
from typing import Any

PACKAGES = ("course_build", "figures_src")
FORMAT = 1
"""Raised when what is stored under a key changes its form."""


class Keys:
    """Keys of the course's modules, as their files stand when they are first asked for."""

    def __init__(self) -> None:
        self._code: dict[str, str] = {}
        self._imports: dict[str, set[str]] = {}

    def key(self, module: str, parameters: Any, libraries: tuple[str, ...]) -> str:
        """Return the key of what `module` computes from `parameters` with `libraries`, as 32 hex digits."""
        parts = {
            "format": FORMAT,
            "module": module,
            "code": self.code(module),
            "parameters": parameters,
            "python": platform.python_version(),
            "libraries": {name: _version(name) for name in libraries},
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True, default=_plain).encode()).hexdigest()[:32]

    def code(self, module: str) -> str:
        """Return a hash of the source of `module` and its import closure."""
        if module not in self._code:
            digest = hashlib.sha256()
            for name in sorted(self.closure(module)):
                digest.update(f"{name}\0".encode() + _source(name).read_bytes() + b"\0")
            self._code[module] = digest.hexdigest()
        return self._code[module]

    def closure(self, module: str) -> set[str]:
        """Return `module` and all modules of ours that importing it runs, the packages around them included.

        import-linter's graph would not do: one file with a syntax error would cost all figures their keys.
        """
        found: set[str] = set()
        waiting = {module}
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting |= self._imports.setdefault(name, _imports(name))
        return found


def _imports(module: str) -> set[str]:
    """Return the modules of ours that the source of `module` names, and the packages that it stands in."""
    source = _source(module)
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    return _ours({module}) | imports_of(source.read_bytes(), package)


@cache
def imports_of(source: bytes, package: str = "") -> frozenset[str]:
    """Return the modules of ours that Python source in `package` names, and the packages that they stand in."""
    names = set[str]()
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            # What is imported from a package may be a module of it, or a name in it.
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return frozenset(_ours(names))


def _statements(inside: ast.AST) -> Iterator[ast.stmt]:
    """Return all statements at any depth, without the expressions in them, which cannot import."""
    for child in ast.iter_child_nodes(inside):
        if isinstance(child, (ast.stmt, ast.excepthandler, ast.match_case)):
            if isinstance(child, ast.stmt):
                yield child
            yield from _statements(child)


_version = cache(version)
"""The installed version of a library; looking one up reads files."""


def _ours(names: set[str]) -> set[str]:
    """Return those of the names that are modules of ours, and the packages that they stand in."""
    return {
        parent for name in names if name.split(".")[0] in PACKAGES for parent in _with_parents(name) if _file(parent)
    }


def _with_parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


@cache
def _file(module: str) -> Path | None:
    """Return the file of a module of ours, without importing what stands above it, or None."""
    package, *names = module.split(".")
    found = find_spec(package)
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder, *names)
        for file in (path / "__init__.py", path.with_suffix(".py")):
            if file.is_file():
                return file
    return None


def _source(module: str) -> Path:
    file = _file(module)
    if file is None:
        raise ModuleNotFoundError(f"module {module} has no source file")
    return file


def _plain(value: Any) -> Any:
    """Let JSON see dataclasses, with their name; refuse what has no exact form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__qualname__, **asdict(value)}
    raise TypeError(
        f"a parameter is a {type(value).__name__}; expected numbers, strings, lists, dicts or dataclasses of them, "
        "so that a cache key can hold it. Convert it, for example with .tolist()."
    )
