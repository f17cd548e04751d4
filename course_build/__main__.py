"""`python -m course_build` is the command `course`."""

from course_build.cli import main

main(prog_name="course")
