"""Judges the answers to one exercise, in a process of its own: `python -m course_build.exercises.host OUT < ANSWERS`.

ANSWERS is a list of what `course_build.checking.judge` takes, as JSON. OUT is a file that gets a line of JSON for each
as it is judged, so that whoever waits can tell which one ran for too long.
"""

import json
import os
import sys
from pathlib import Path

from course_build.checking.judge import judge


def main() -> None:
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out, Path(os.devnull).open("w") as nothing:
        # What the answers print is of no interest.
        sys.stdout = nothing
        for answer in json.load(sys.stdin):
            json.dump(judge(answer), out, default=str)
            out.write("\n")
            out.flush()


if __name__ == "__main__":
    main()
