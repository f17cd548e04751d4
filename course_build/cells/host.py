"""Runs the cells of one page, in a process of its own: each is {name, code, isolated}."""

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from course_build.isolated import answer_each
from course_build.session.run import new_namespace, run


def main() -> None:
    namespace = new_namespace()

    def output(cell: dict[str, Any]) -> dict[str, Any]:
        printed, warned = io.StringIO(), io.StringIO()
        with redirect_stdout(printed), redirect_stderr(warned):
            ended = run(cell["code"], cell["name"], new_namespace() if cell["isolated"] else namespace)
        return {**ended, "printed": printed.getvalue(), "warned": warned.getvalue()}

    answer_each(output)


if __name__ == "__main__":
    main()
