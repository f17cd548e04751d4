"""Answers that the build computes: `answer: =batch_norm(np.ones((2, 3)), train=True).sum()`.

What stands behind the equals sign is one Python expression, with numpy as `np` and everything of course_build.norms in
scope: the code that the lesson is about. So the answer is never older than the code.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from course_build import norms

SIGN = "="
DIGITS = 6
"""Significant ones: those beyond them depend on the processor, and would change the question's hash."""
SCOPE: dict[str, Any] = {"np": np, **{name: getattr(norms, name) for name in norms.__all__}}


@lru_cache(maxsize=256)
def compute(expression: str) -> tuple[str, Fraction]:
    """Return the value of an expression: as it is shown, and as a number.

    Raises:
        ValueError: It fails, or its value is not one finite number; the message says which.
    """
    try:
        with np.errstate(all="raise", under="ignore"):
            value = eval(compile(expression.strip(), "<answer>", "eval"), dict(SCOPE))  # noqa: S307 - the author's own code
            number = np.asarray(value)
            if number.size != 1 or number.dtype.kind not in "iufb":
                raise ValueError(f"it gives {_said(number)}, which is not one number")
            exact = number.item()
    except Exception as error:
        raise ValueError(_in_words(error)) from None
    if isinstance(exact, float) and not exact.is_integer():
        if not np.isfinite(exact):
            raise ValueError(f"it gives {exact}, which is not finite")
        text = f"{exact:.{DIGITS}g}"
        return text, Fraction(text)
    return str(int(exact)), Fraction(int(exact))


def _said(value: Any) -> str:
    return f"an array of the shape {value.shape}" if value.ndim else f"{value.item()!r}"


def _in_words(error: Exception) -> str:
    """Return what went wrong, on one line."""
    text = error.msg if isinstance(error, SyntaxError) else " ".join(str(error).split())
    named = isinstance(error, ValueError) and text.startswith("it gives")
    return text if named else f"{type(error).__name__}: {text}"
