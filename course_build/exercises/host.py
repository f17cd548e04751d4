"""Judges the answers to one exercise, in a process of its own: each is what `course_build.checking.judge` takes."""

from course_build.checking.judge import judge
from course_build.isolated import answer_each

if __name__ == "__main__":
    answer_each(judge)
