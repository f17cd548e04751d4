"""Write the paths of a drawing in few bytes: relative, two decimals, h and v where they do."""

import re

_PART = re.compile(r"([MLQCZz])|(-?\d+\.?\d*(?:e-?\d+)?)")
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}


def short(value: float) -> str:
    """Return a number of px with at most two decimals, without needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def compact(path: str) -> str:
    """Return the same path in fewer characters.

    Positions are rounded before they are made relative, so that errors do not add up.

    Raises:
        ValueError: The path has a command that matplotlib does not write.
    """
    parts = _PART.findall(path)
    if "".join(command or number for command, number in parts) != re.sub(r"\s", "", path):
        raise ValueError(f"cannot read the path {path[:60]!r}; expected the commands M, L, Q, C and z alone.")
    tokens = [command or number for command, number in parts]
    written: list[str] = []
    at = start = (0, 0)  # In hundredths of a px.
    index = 0
    while index < len(tokens):
        command = tokens[index].upper()
        index += 1
        if command == "Z":
            written.append("z")
            at = start
            continue
        numbers = [round(float(token) * 100) for token in tokens[index : index + 2 * _POINTS[command]]]
        index += len(numbers)
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            start = points[0]
            written.append("M" + _joined(points[0]))
        elif command == "L":
            written.append(_line(points[0][0] - at[0], points[0][1] - at[1]))
        else:
            relative = [value for x, y in points for value in (x - at[0], y - at[1])]
            written.append(command.lower() + _joined(relative))
        at = points[-1]
    return "".join(written)


def _line(across: int, down: int) -> str:
    if down == 0:
        return f"h{short(across / 100)}" if across else ""
    return f"v{short(down / 100)}" if across == 0 else "l" + _joined((across, down))


def _joined(values: tuple[int, ...] | list[int]) -> str:
    texts = [short(value / 100) for value in values]
    return texts[0] + "".join(text if text.startswith("-") else f" {text}" for text in texts[1:])
