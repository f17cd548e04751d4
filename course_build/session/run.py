"""Run a cell, and tell what happened: the value of its last line, or the error.

The build and the reader's browser both use this, so a page shows the same whoever ran the cell.
"""

import ast
import builtins
import linecache
import traceback
from typing import Any

from course_build.session.chart import Chart
from course_build.session.errors import in_words

LONGEST = 20_000
"""Characters of a result that a page shows."""
# Code may delete builtins, and until they are put back nothing may look one up.
_PARSE, _COMPILE, _EXECUTE, _EVALUATE = ast.parse, compile, exec, eval
_EXPRESSION, _AS_TREE, _ANYTHING = ast.Expr, ast.Expression, BaseException
_BUILTINS, _ORIGINAL = vars(builtins), dict(vars(builtins))


def new_namespace() -> dict[str, Any]:
    """Return what a cell finds when nothing ran before it."""
    return {"__name__": "__main__", "__builtins__": builtins}


def mend() -> None:
    """Put back the builtins that code deleted or replaced."""
    _BUILTINS.update(_ORIGINAL)


def run(code: str, name: str, namespace: dict[str, Any]) -> dict[str, Any]:
    """Run code, and return what happened, as JSON can hold it.

    Parameters:
        code: Its last line may be an expression: then its value is the result.
        name: What tracebacks call it.
        namespace: What it reads and changes.
    """
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    value = error = None
    try:
        value = _value(code, name, namespace)
    except _ANYTHING as raised:
        error = raised
    mend()
    try:
        return describe(value) if error is None else explain(error, name, namespace)
    except BaseException as raised:
        # What the reader made cannot be shown: a __repr__ or __str__ of theirs fails.
        return explain(raised, name, namespace)


def _value(code: str, name: str, namespace: dict[str, Any]) -> Any:
    """Run code, and return the value of its last line if that is an expression."""
    tree = _PARSE(code, name)
    last = tree.body.pop() if tree.body and tree.body[-1].__class__ is _EXPRESSION else None
    _EXECUTE(_COMPILE(tree, name, "exec", dont_inherit=True), namespace)
    if last is None:
        return None
    return _EVALUATE(_COMPILE(_AS_TREE(last.value), name, "eval", dont_inherit=True), namespace)  # type: ignore[attr-defined]


def describe(value: Any) -> dict[str, Any]:
    """Return a value as text, the shape and type of an array, and a chart as what draws it.

    Raises:
        ValueError: A chart cannot be drawn.
    """
    if isinstance(value, Chart):
        return {"kind": "result", "text": "", "shape": None, "dtype": "", "chart": value.told()}
    shape, dtype = getattr(value, "shape", None), getattr(value, "dtype", None)
    is_array = type(shape) is tuple and dtype is not None
    # Of an array the page tells shape and type, so the text leaves them out.
    text = "" if value is None else str(value) if is_array else repr(value)
    return {
        "kind": "result",
        "text": text if len(text) <= LONGEST else f"{text[:LONGEST]}…",
        "shape": list(shape) if is_array and shape is not None else None,
        "dtype": str(dtype) if is_array else "",
    }


def explain(error: BaseException, name: str, namespace: dict[str, Any]) -> dict[str, Any]:
    """Return what an error is and means, the last line of the code whose file is `name`, and the traceback from it on.

    A cell has a name of its own, a module of ours is told by the end of its path.
    """
    steps = traceback.extract_tb(error.__traceback__)
    own = [place for place, step in enumerate(steps) if step.filename.endswith(name)]
    line = steps[own[-1]].lineno if own else None
    if isinstance(error, SyntaxError) and error.filename == name:
        line = error.lineno
    # What stands before the reader's code is ours, and no help.
    shown = traceback.TracebackException.from_exception(error)
    shown.stack = traceback.StackSummary.from_list(steps[own[0] :] if own else [])
    return {
        "kind": "error",
        "type": type(error).__name__.removeprefix("_"),
        "message": str(error),
        "words": in_words(error, namespace),
        "line": line,
        "memory": isinstance(error, MemoryError),
        "traceback": "".join(shown.format()),
    }
