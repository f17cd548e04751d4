"""Addresses in pages that are files: a folder has no index there, so each address names the file itself."""

import html
import json
import posixpath
import re
from collections.abc import Set
from urllib.parse import unquote

_ATTRIBUTES = r"""(?:"[^"]*"|'[^']*'|[^'">])*"""
_PIECE = re.compile(
    rf"""
    <!--.*?-->
    | (?P<open><script\b(?P<script>{_ATTRIBUTES})>)(?P<content>.*?)(?P<close></script>)
    | <(?:a|area|img|link|source)\b{_ATTRIBUTES}>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(r"""(?P<before>\s(?:href|src)=)(?P<quote>["'])(?P<address>.*?)(?P=quote)""", re.DOTALL)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
INDEX = "index.html"


class Addresses:
    """The addresses of one page or index, and which of them lead nowhere."""

    def __init__(self, place: str, files: Set[str]) -> None:
        """Take the page's own path in the site, and the paths of all files there."""
        self._folder = posixpath.dirname(place)
        self._files = files
        self.broken: set[str] = set()
        """Addresses of no file."""

    def of_file(self, address: str) -> str:
        """Return the address of the file that a server would send."""
        if ELSEWHERE.match(address) or address.startswith("#"):
            return address
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
        target = posixpath.normpath(posixpath.join(self._folder, unquote(path)))
        if target in self._files:
            return address
        if posixpath.normpath(posixpath.join(target, INDEX)) not in self._files:
            self.broken.add(address)
            return address
        return f"{posixpath.normpath(posixpath.join(path or '.', INDEX))}{mark}{rest}"

    def in_page(self, text: str) -> str:
        """Return the HTML of a page with addresses of files, also in the data that its scripts read."""
        return _PIECE.sub(self._piece, text)

    def in_data(self, value: object) -> object:
        """Return data with addresses of files: those that stand under the name "address"."""
        if isinstance(value, dict):
            return {
                key: self.of_file(one) if key == "address" and isinstance(one, str) else self.in_data(one)
                for key, one in value.items()
            }
        return [self.in_data(one) for one in value] if isinstance(value, list) else value

    def _piece(self, found: re.Match[str]) -> str:
        if found["open"] is None:
            return found[0] if found[0].startswith("<!--") else _ADDRESS.sub(self._attribute, found[0])
        if "application/json" in found["script"] and '"address"' in found["content"]:
            return f"{found['open']}{as_data(self.in_data(json.loads(found['content'])))}{found['close']}"
        return f"{_ADDRESS.sub(self._attribute, found['open'])}{found['content']}{found['close']}"

    def _attribute(self, found: re.Match[str]) -> str:
        address = html.unescape(found["address"])
        changed = self.of_file(address)
        if changed == address:
            return found[0]
        return f"{found['before']}{found['quote']}{html.escape(changed)}{found['quote']}"


def as_data(data: object) -> str:
    """Return JSON that ends no script."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
