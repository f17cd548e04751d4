"""Say in one plain sentence what an error means, and what to look at; nothing where its own message says it well."""

import builtins
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

SHIPPED = "Python's standard library, numpy, and course_build with norms, experiments and charts"
"""What a cell can import."""
USUAL = {"np": "import numpy as np"}
"""Names that everybody expects, and how they come about."""

TypeRule = Callable[[BaseException, Mapping[str, Any]], str]
Rule = Callable[[re.Match[str]], str]


def in_words(error: BaseException, namespace: Mapping[str, Any]) -> str:
    """Return the sentence, or nothing.

    Parameters:
        error: What the code raised.
        namespace: The names that the code could use.
    """
    try:
        return _by_type(error, namespace) or _by_message(str(error))
    except Exception:
        # A class of the reader's may do anything; its own message stands by itself.
        return ""


def _by_type(error: BaseException, namespace: Mapping[str, Any]) -> str:
    for kind, words in TYPES.items():
        if isinstance(error, kind):
            return words(error, namespace)
    return ""


def _attribute(error: BaseException, _: Mapping[str, Any]) -> str:
    name, of = getattr(error, "name", None), getattr(error, "obj", None)
    if not name:
        return ""
    return f"There is no {name} in {getattr(of, '__name__', None) or _a(type(of).__name__)}.{_guess(name, dir(of))}"


def _memory(error: BaseException, _: Mapping[str, Any]) -> str:
    size = re.search(r"Unable to allocate (\S+ \S+) for an array with shape (\(.*?\))", str(error))
    if size is None:
        return "This takes more memory than Python has here: keep less, or make it smaller."
    return f"An array of the shape {_shape(size[2])} takes {size[1]}, more than Python has here: make it smaller."


def _unknown_name(error: BaseException, namespace: Mapping[str, Any]) -> str:
    name = _name(error)
    if name in USUAL:
        return f"{name} is not known yet: write {USUAL[name]} first."
    known = [one for one in (*namespace, *vars(builtins)) if not one.startswith("_")]
    return f"The name {name} is not known: it has no value yet, or is spelled differently.{_guess(name, known)}"


def _name(error: BaseException) -> str:
    return str(getattr(error, "name", None) or "")


def _unbound(error: BaseException, _: Mapping[str, Any]) -> str:
    found = re.search(r"variable '(.+?)'", str(error))
    return f"The function uses {found[1] if found else 'a name'} before it gives it a value."


def _syntax(error: BaseException, _: Mapping[str, Any]) -> str:
    said, line = str(getattr(error, "msg", "")).rstrip("."), getattr(error, "lineno", None)
    if isinstance(error, IndentationError):
        return f"The spaces at the start of line {line} do not fit: {said}."
    return f"Python cannot read line {line}: {said}."


def _axis(error: BaseException, _: Mapping[str, Any]) -> str:
    found = re.search(r"axis (-?\d+) is out of bounds for array of dimension (\d+)", str(error))
    return _no_axis(int(found[1]), int(found[2])) if found else ""


def _no_axis(axis: int, axes: int) -> str:
    if axes == 0:
        return f"There is no axis {axis}: a single number has no axes."
    has = "1 axis, which is 0 (or -1)" if axes == 1 else f"{axes} axes, 0 to {axes - 1} (or -1 to -{axes})"
    return f"There is no axis {axis}: the array has {has}."


def _guess(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.7)
    return f" Did you mean {near[0]}?" if near else ""


def _by_message(message: str) -> str:
    for pattern, words in RULES:
        if found := re.search(pattern, message):
            return words(found)
    return ""


def _shapes(found: re.Match[str]) -> str:
    shapes = [_shape(one) for one in re.findall(r"\([\d,]*\)", found[1])]
    return (
        f"The shapes {' and '.join(shapes)} do not fit together: "
        "compared from the right, two sizes have to be equal, or one of them 1."
    )


def _missing(found: re.Match[str]) -> str:
    return f"{found[1]} needs {'more arguments' if int(found[2]) > 1 else 'one more argument'}: {found[3]}."


def _index(found: re.Match[str]) -> str:
    size = int(found[3])
    has = f"{size} entries, 0 to {size - 1}" if size > 1 else "1 entry, which is 0" if size else "no entries"
    return f"There is no index {found[1]}: axis {found[2]} has {has}."


RULES: tuple[tuple[str, Rule], ...] = (
    (r"operands could not be broadcast together with (?:remapped )?shapes (.+)", _shapes),
    (
        r"shape mismatch: objects cannot be broadcast to a single shape",
        lambda _: (
            "The shapes do not fit together: compared from the right, two sizes have to be equal, or one of them 1."
        ),
    ),
    (
        r"non-broadcastable output operand with shape (\(.*?\)) doesn't match the broadcast shape (\(.*?\))",
        lambda one: (
            f"The result has the shape {_shape(one[2])}, and does not fit into an array of the shape {_shape(one[1])}: "
            "write x = x + y instead of x += y."
        ),
    ),
    (
        r"could not broadcast input array from shape (\(.*?\)) into shape (\(.*?\))",
        lambda one: f"Values of the shape {_shape(one[1])} do not fit into a place of the shape {_shape(one[2])}.",
    ),
    (
        r"matmul: .*mismatch in its core dimension.*\(size (\d+) is different from (\d+)\)",
        lambda one: (
            f"The sizes that @ sums over differ: {one[2]} on the left and {one[1]} on the right. The last axis of "
            "the left has to be as long as the last but one of the right, or its only one."
        ),
    ),
    (
        r"shapes (\(.*?\)) and (\(.*?\)) not aligned: (\d+) .*? != (\d+)",
        lambda one: (
            f"The sizes that the product sums over differ: {one[3]} in {_shape(one[1])}, {one[4]} in {_shape(one[2])}."
        ),
    ),
    (
        r"cannot reshape array of size (\d+) into shape (\(.*?\))",
        lambda one: f"{one[1]} values do not fill the shape {_shape(one[2])}: its sizes have to multiply to {one[1]}.",
    ),
    (
        r"must match exactly, but along dimension (\d+), .* has size (\d+) and .* has size (\d+)",
        lambda one: (
            f"Arrays that are joined have to agree in all other axes; in axis {one[1]} they have {one[2]} and {one[3]} "
            "entries."
        ),
    ),
    (r"inhomogeneous shape", lambda _: "The rows have different lengths, so they make no array."),
    (
        r"truth value of an array with more than one element is ambiguous",
        lambda _: "A condition needs one answer, and the array has many: use .all() or .any().",
    ),
    (
        r"[Mm]aximum allowed (?:dimension|size) exceeded|array is too big",
        lambda _: "The array is too large for the Python of a page: make it smaller.",
    ),
    (r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)", _index),
    (
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
        lambda one: f"The array has {one[1]} {'axis' if one[1] == '1' else 'axes'}, and {one[2]} indices are too many.",
    ),
    (
        r"(list|tuple|string) index out of range",
        lambda one: f"The {one[1]} has fewer entries than that: they are counted from 0.",
    ),
    (r"axis (-?\d+) is out of bounds for array of dimension (\d+)", lambda one: _no_axis(int(one[1]), int(one[2]))),
    (r"^(\S+)\(\) missing (\d+) required .*?arguments?: (.+)$", _missing),
    (
        r"^(\S+)\(\) got an unexpected keyword argument '(.+?)'(?:\. Did you mean '(.+?)')?",
        lambda one: f"{one[1]} has no argument {one[2]}.{f' Did you mean {one[3]}?' if one[3] else ''}",
    ),
    (
        r"^(\S+)\(\) takes (.+?) positional arguments? but (\d+) (?:was|were) given",
        lambda one: f"{one[1]} takes {one[2]} argument{'' if one[2] == '1' else 's'} without a name, and got {one[3]}.",
    ),
    (
        r"unsupported operand type\(s\) for (\S+): '(.+?)' and '(.+?)'",
        lambda one: f"{one[1]} does not work between {_a(one[2])} and {_a(one[3])}.",
    ),
    (
        r"'(.+?)' object is not callable",
        lambda one: f"{_a(one[1]).capitalize()} is no function: is a * or a comma missing before the parenthesis?",
    ),
    (r"'(.+?)' object is not subscriptable", lambda one: f"{_a(one[1]).capitalize()} has no entries to take with [ ]."),
    (
        r"can only concatenate (\S+) \(not \"(.+?)\"\) to",
        lambda one: f"{_a(one[1]).capitalize()} and {_a(one[2])} cannot be joined with +.",
    ),
    (r"cannot import name '(.+?)' from '(.+?)'", lambda one: f"There is no {one[1]} in {one[2]}."),
)
"""What is told by the message alone: a pattern, and its sentence."""


def _a(name: str) -> str:
    """Return the kind of a value as people say it."""
    said = {"NoneType": "None", "str": "a text", "int": "a whole number", "float": "a number", "ndarray": "an array"}
    return said.get(name.rpartition(".")[2], f"{'an' if name[:1] in 'aeiou' else 'a'} {name}")


def _shape(text: str) -> str:
    """Return a shape as Python writes it: numpy's messages leave out the spaces."""
    return re.sub(r",\s*(?=\d)", ", ", text)


TYPES: dict[type[BaseException], TypeRule] = {
    UnboundLocalError: _unbound,
    NameError: _unknown_name,
    ModuleNotFoundError: lambda error, _: (
        f"There is no module {getattr(error, 'name', '')} here: cells import {SHIPPED}."
    ),
    AttributeError: _attribute,
    SyntaxError: _syntax,
    RecursionError: lambda _, __: (
        "A function calls itself without end: it needs a case in which it returns without calling itself."
    ),
    ZeroDivisionError: lambda _, __: "Something is divided by zero: look at what stands below the division.",
    KeyError: lambda error, _: f"There is no key {error} in the dictionary.",
    SystemExit: lambda _, __: "The code asked Python to end. In a page it stays, and the next run works.",
    MemoryError: _memory,
    # numpy's AxisError is both, and is known by its message.
    IndexError: _axis,
}
"""What is told by the type: the first that fits."""
