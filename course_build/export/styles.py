"""Style sheets that hold their fonts: where pages are files, they may bring none, in WebKit."""

import base64
import re
from pathlib import Path

_FONT = re.compile(r"url\(([^()]*\.woff2)\)")


def with_fonts(path: Path) -> str:
    """Return a style sheet that holds its fonts.

    So they are there a moment after it, and text waits for them, where a server's page would not.
    """

    def held(found: re.Match[str]) -> str:
        font = path.parent / found[1].strip("\"'")
        return f"url({data_address(font.read_bytes(), 'font/woff2')})"

    return _FONT.sub(held, path.read_text("utf-8")).replace("font-display:optional", "font-display:block")


def data_address(content: bytes, kind: str) -> str:
    """Return an address that is the file itself."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
