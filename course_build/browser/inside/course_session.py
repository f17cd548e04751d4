"""Runs in the reader's browser: one namespace for the cells of a page, mended after each run."""

import ast
import sys
from importlib import import_module
from json import dumps, loads

from course_build.session.run import explain, mend, new_namespace
from course_build.session.run import run as run_cell

sys.stdout.reconfigure(line_buffering=True)
NAMESPACE = new_namespace()
"""What cells of a page share."""
STREAMS = (sys.stdout, sys.stderr)
FINDER = sys.meta_path[0]
LAZY = frozenset(
    {
        *("char", "core", "ctypeslib", "exceptions", "f2py", "fft", "lib", "ma"),
        *("matlib", "polynomial", "rec", "strings", "test", "testing", "typing"),
    }
)
"""Parts of numpy that are imported when their name is first used."""
CALLED = ("course_build.experiments.", "course_build.checking.", "figures_src.")
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


def warm_up():
    """Import what most code needs, and use it once: WebAssembly is compiled when it first runs."""
    random = import_module("numpy.random")
    layer_norm = import_module("course_build.norms").layer_norm
    str(layer_norm(random.default_rng(0).normal(size=(2, 2))))
    return True


def run(code, name, isolated=False):
    """Run code, and return as JSON what happened.

    Parameters:
        code: Its last line may be an expression: then its value is the result.
        name: What tracebacks call it.
        isolated: Run it in a namespace of its own.
    """
    sys.stdout, sys.stderr = STREAMS
    ended = run_cell(code, name, new_namespace() if isolated else NAMESPACE)
    for stream in STREAMS:
        stream.flush()
    return dumps(ended)


def check():
    """Print and report as code does, so that whoever asks can tell that the next code will be able to."""
    sys.stdout, sys.stderr = STREAMS
    sys.stdout.write("sound\n")
    return dumps(run_cell("1", "check.py", new_namespace()))


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
    except BaseException as raised:
        mend()
        ended = {"kind": "error", **explain(raised, f"{module.replace('.', '/')}.py", {})}
    for stream in STREAMS:
        stream.flush()
    return dumps(ended)


def strict(value):
    """Return a value as JSON, which has no NaN and no infinity."""
    return dumps(value, allow_nan=False)
