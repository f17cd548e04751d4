"""The licenses of the packages that our scripts are bundled with."""

import json
import re
from collections.abc import Iterable

from course_build.assets.node import MODULES

LICENSES = "course-scripts.txt"
_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


def licenses(inputs: Iterable[str]) -> bytes:
    """Return one text with the name, version and license of each package.

    Parameters:
        inputs: The paths of everything that was bundled.
    """
    names = sorted({found[1] for path in inputs if (found := _PACKAGE.search(path))})
    pieces = ["The scripts of this course contain these works."]
    for name in names:
        folder = MODULES / name
        package = json.loads((folder / "package.json").read_text("utf-8"))
        texts = [path.read_text("utf-8").strip() for path in sorted(folder.glob("LICEN[CS]E*"))]
        pieces.append("\n\n".join([f"{'-' * 80}\n{name} {package['version']}: {package['license']}", *texts]))
    return ("\n\n".join(pieces) + "\n").encode()
