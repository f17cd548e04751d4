"""Runs the cells of one page, in a process of its own: `python -m course_build.cells.host OUTPUTS < CELLS`.

CELLS is a list of {name, code, isolated} as JSON. OUTPUTS is a file that gets a line of JSON for each cell as it ends,
so that whoever waits can tell which cell ran for too long.
"""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from course_build.session.run import new_namespace, run


def main() -> None:
    namespace = new_namespace()
    with Path(sys.argv[1]).open("w", encoding="utf-8") as outputs:
        for cell in json.load(sys.stdin):
            printed, warned = io.StringIO(), io.StringIO()
            with redirect_stdout(printed), redirect_stderr(warned):
                ended = run(cell["code"], cell["name"], new_namespace() if cell["isolated"] else namespace)
            json.dump(ended | {"printed": printed.getvalue(), "warned": warned.getvalue()}, outputs)
            outputs.write("\n")
            outputs.flush()


if __name__ == "__main__":
    main()
