"""What the fonts are made from: packages of the front end."""

from pathlib import Path

from course_build.assets.node import MODULES
from course_build.errors import CourseError

PACKAGES = {
    "serif": "@fontsource-variable/source-serif-4",
    "sans": "@fontsource-variable/source-sans-3",
    "code": "@fontsource-variable/source-code-pro",
    "math": "@fontsource/noto-sans-math",
}


def package_file(package: str, name: str) -> Path:
    """Return a file of one of the packages.

    Raises:
        CourseError: It is not installed.
    """
    path = MODULES / PACKAGES[package] / name
    if not path.is_file():
        cure = "run make site once, or python -m course_build.assets.node"
        raise CourseError(f"course_build/frontend/node_modules/{PACKAGES[package]}", f"lacks {name}", cure)
    return path
