"""Errors say place, problem and cure, and come all at once."""

import pytest

from course_build.errors import CourseError, CourseErrors, raise_all


def test_an_error_is_one_line():
    error = CourseError("docs/a.md:3", "option 3 has no explanation", 'quote one under it with "> "')
    assert str(error) == 'docs/a.md:3: option 3 has no explanation; quote one under it with "> "'


def test_no_error_is_no_exception():
    raise_all([])


def test_one_error_is_itself():
    error = CourseError("a", "b", "c")
    with pytest.raises(CourseError) as caught:
        raise_all([error])
    assert caught.value is error


def test_several_errors_are_told_together():
    errors = [CourseError("a", "b", "c"), CourseError("d", "e", "f")]
    with pytest.raises(CourseErrors) as caught:
        raise_all(errors)
    assert str(caught.value) == "a: b; c\nd: e; f"
    assert caught.value.errors == tuple(errors)
