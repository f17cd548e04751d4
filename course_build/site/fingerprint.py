"""Names of our own scripts, styles and fonts carry a hash of their content, so that no page mixes two versions."""

import hashlib
import re
from pathlib import Path

FOLDER = "generated"
SUFFIXES = (".woff2", ".css", ".js")
"""Fonts come before the styles that name them."""


def fingerprint(site: Path) -> dict[str, str]:
    """Rename the assets in the site's folder of ours, and return the new name of each.

    Styles that name a renamed font are rewritten first, since that changes their own content.
    """
    renamed: dict[str, str] = {}
    for suffix in SUFFIXES:
        for path in sorted((site / FOLDER).glob(f"*{suffix}")):
            if suffix == ".css":
                path.write_text(with_fingerprints(path.read_text("utf-8"), renamed), "utf-8")
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
            renamed[path.name] = f"{path.stem}.{digest}{suffix}"
            path.rename(path.with_name(renamed[path.name]))
    return renamed


def with_fingerprints(text: str, renamed: dict[str, str]) -> str:
    """Return HTML or CSS with the new names in its addresses; what only looks like a name in prose is left alone."""
    if not renamed:
        return text

    def new_name(found: re.Match[str]) -> str:
        return renamed[found[0]] if text[found.start() - 1] in "(\"'/" else found[0]

    # The names first, and what stands before them after: a page has many thousands of quotes, and few names.
    return re.sub(rf"""(?:{"|".join(map(re.escape, renamed))})(?=[)"'])""", new_name, text)
