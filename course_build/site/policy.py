"""The content security policy of a page, as a meta element: our own files, and nothing else."""

import base64
import hashlib
from collections.abc import Iterable

from course_build.errors import CourseError
from course_build.site.pages import PageContent


def policy(inline_scripts: Iterable[str]) -> str:
    """Return a policy that runs our script files and exactly these inline scripts.

    Styles come from our files alone; what a script sets on an element by itself is no inline style. Every other
    host is impossible, for scripts, pictures, fonts and requests alike.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes(inline_scripts)}".strip(),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def hashes(inline: Iterable[str]) -> str:
    """Return what allows exactly these inline scripts or styles."""
    return " ".join(sorted({f"'sha256-{_digest(one)}'" for one in inline}))


def with_policy(html: str, content: PageContent, place: str) -> str:
    """Return the page with its policy as the first thing in its head.

    Raises:
        CourseError: The page has no head, or something that the policy would stop, such as onclick.
    """
    if content.handlers:
        raise CourseError(place, f"has the attribute {content.handlers[0]}", "add a listener in a script file instead")
    if content.styles:
        cure = "give it a class, and style that in course_build/frontend"
        raise CourseError(place, f"holds {content.styles[0]}", cure)
    head = html.find("<head>")
    if head < 0:
        raise CourseError(place, "has no <head>", "let the page's template extend Material's base.html")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(content.inline_scripts)}">'
    cut = head + len("<head>")
    return f"{html[:cut]}{meta}{html[cut:]}"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
