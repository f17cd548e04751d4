"""Runs in the reader's browser: one namespace, code that is run in it, and what a page is told of the result."""

import ast
import builtins
import linecache
import sys
import traceback
from importlib import import_module
from json import dumps, loads

from pyodide.code import eval_code

sys.stdout.reconfigure(line_buffering=True)
NAMESPACE = {"__name__": "__main__", "__builtins__": builtins}
"""What cells of a page share."""
STREAMS = (sys.stdout, sys.stderr)
FINDER = sys.meta_path[0]
# Code may delete or replace builtins, and then they are put back: what follows must not need them before that.
BUILTINS = vars(builtins)
ORIGINAL = dict(BUILTINS)
ANYTHING = BaseException
LAZY = frozenset(
    {
        *("char", "core", "ctypeslib", "exceptions", "f2py", "fft", "lib", "ma"),
        *("matlib", "polynomial", "rec", "strings", "test", "testing", "typing"),
    }
)
"""Parts of numpy that are imported when their name is first used."""
LONGEST = 20_000
"""Characters of a result that a page shows."""
CALLED = ("course_build.experiments.", "figures_src.")
"""Pages may call functions of these modules."""


def can_run_now(code):
    """Tell whether code needs nothing that comes after the first result; when in doubt, it does."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return True
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                wanted = [one.name for one in names]
            case ast.ImportFrom(module=str(module), names=names):
                wanted = [module, *(f"{module}.{one.name}" for one in names if one.name in LAZY)]
            case ast.Attribute(attr=name) if name in LAZY:
                return False
            case ast.Name(id="help" | "exec" | "eval" | "__import__" | "importlib"):
                return False
            case _:
                continue
        if not all(FINDER.is_here(name) for name in wanted):
            return False
    return True


def run(code, name):
    """Run code in the page's namespace, and return as JSON what happened.

    Parameters:
        code: Its last line may be an expression: then its value is the result.
        name: What tracebacks call it.
    """
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    sys.stdout, sys.stderr = STREAMS
    value = error = None
    try:
        value = eval_code(code, NAMESPACE, filename=name)
    except ANYTHING as raised:
        error = raised
    BUILTINS.update(ORIGINAL)
    try:
        ended = {"kind": "result", **describe(value)} if error is None else {"kind": "error", **explain(error, name)}
    except ANYTHING as raised:
        # What the reader made cannot be shown: a __repr__ or __str__ of theirs fails.
        ended = {"kind": "error", **explain(raised, name)}
    for stream in STREAMS:
        stream.flush()
    return dumps(ended)


def check():
    """Print and report as code does, so that whoever asks can tell that the next code will be able to."""
    sys.stdout, sys.stderr = STREAMS
    sys.stdout.write("sound\n")
    return dumps({"kind": "result", **describe(eval_code("1", {}))})


def can_call_now(target):
    """Tell whether a function needs no module that comes after the first result."""
    return FINDER.is_here(target.partition(":")[0])


def call(target, argument, send):
    """Call a function of ours, and return as JSON what happened.

    Parameters:
        target: The function, as "module:function"; it takes one argument, and may take `progress`, a function.
        argument: JSON.
        send: Takes what the function says of its progress, as JSON.
    """
    sys.stdout, sys.stderr = STREAMS
    module, _, name = target.partition(":")
    try:
        if not module.startswith(CALLED) or name.startswith("_"):
            raise ValueError(f"{target} is not a function that pages call")
        function = getattr(import_module(module), name)
        code = function.__code__
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        more = {"progress": lambda value: send(strict(value))} if "progress" in names else {}
        ended = {"kind": "value", "json": strict(function(loads(argument), **more))}
    except ANYTHING as raised:
        BUILTINS.update(ORIGINAL)
        ended = {"kind": "error", **explain(raised, f"{module.replace('.', '/')}.py")}
    for stream in STREAMS:
        stream.flush()
    return dumps(ended)


def strict(value):
    """Return a value as JSON, which has no NaN and no infinity."""
    return dumps(value, allow_nan=False)


def describe(value):
    """Return a value as text, and the shape and type of an array."""
    if value is None:
        return {"text": "", "shape": None, "dtype": ""}
    text = repr(value)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    shape, dtype = getattr(value, "shape", None), getattr(value, "dtype", None)
    if type(shape) is tuple and dtype is not None:
        return {"text": text, "shape": list(shape), "dtype": str(dtype)}
    return {"text": text, "shape": None, "dtype": ""}


def explain(error, name):
    """Return an error's type and message, the last line of the code whose file is `name`, and the traceback from it on.

    A cell has a name of its own, a module of ours is told by the end of its path.
    """
    steps = traceback.extract_tb(error.__traceback__)
    own = [place for place, step in enumerate(steps) if step.filename.endswith(name)]
    line = steps[own[-1]].lineno if own else getattr(error, "lineno", None)
    # What stands before the reader's code is ours, and no help.
    shown = traceback.TracebackException.from_exception(error)
    shown.stack = traceback.StackSummary.from_list(steps[own[0] :] if own else [])
    return {
        "type": type(error).__name__,
        "message": str(error),
        "line": line,
        "memory": isinstance(error, MemoryError),
        "traceback": "".join(shown.format()),
    }
