"""What can be told of code without running it."""

import ast
import io
import tokenize

BLANK = "___"
"""What a reader has to fill in."""


def blank_line(code: str) -> int | None:
    """Return the line of the first blank that is left; one in a comment or a text does not count."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.NAME and token.string == BLANK:
                return token.start[0]
    except (tokenize.TokenError, SyntaxError):
        # What cannot be read is told as such.
        return None
    return None


def same_code(one: str, other: str) -> bool:
    """Say whether two sources differ in nothing but comments and white space."""
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except SyntaxError:
        return one.split() == other.split()


def line_of_use(tree: ast.AST, name: str) -> int | None:
    """Return the first line that uses a function such as np.var: by this name, imported, or as a method."""
    last = name.rpartition(".")[2]
    lines = []
    for node in ast.walk(tree):
        used = isinstance(node, ast.Attribute) and node.attr == last
        imported = isinstance(node, ast.ImportFrom) and any(one.name == last for one in node.names)
        plain = "." not in name and isinstance(node, ast.Name) and node.id == name
        if used or imported or plain:
            lines.append(getattr(node, "lineno", 1))
    return min(lines, default=None)
