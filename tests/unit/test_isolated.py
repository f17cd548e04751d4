"""A process of the course's own answers, and what it does besides does not reach the answers."""

import pytest

from course_build.isolated import ask

ANSWERS = """
import os, sys, time
from course_build.isolated import answer_each

def answer(asked):
    exec(asked)
    return asked

answer_each(answer)
"""


@pytest.fixture
def answers(tmp_path):
    """Return a function that asks a process to run code, and gives the answers and how it ended."""
    (tmp_path / "answering.py").write_text(ANSWERS)

    def run(*asked: str, seconds: int = 30):
        return ask(tmp_path, "answering", asked, [seconds] * len(asked))

    return run


def test_what_code_writes_does_not_reach_the_answers(answers):
    codes = ["print('printed')", "os.write(1, b'written')", "sys.stderr.write('told')"]
    assert answers(*codes) == (codes, "")


def test_more_than_a_pipe_holds_is_asked_and_answered(answers):
    codes = [f"x = {'1' * 100_000!r}"] * 20
    assert answers(*codes) == (codes, "")


def test_a_process_that_ends_says_why(answers):
    assert answers("1", "sys.stderr.write('too much'); os._exit(3)", "2") == (["1"], "ended Python: too much")
    assert answers("os._exit(0)", "2") == ([], "ended Python: it said nothing")


def test_one_that_never_answers_is_named_by_its_own_time(answers):
    assert answers("1", "time.sleep(600)", "2", seconds=1) == (["1"], "took more than its 1 seconds")
