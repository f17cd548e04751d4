"""Sources are looked at again when anything that decides has changed, and only then."""

import pytest

from course_build.checked import Checked


@pytest.fixture
def checked(tmp_path):
    """A note in a folder, and the two files that it is about."""
    for name in "ab":
        (tmp_path / name).write_text(name)
    return Checked(tmp_path / "note", lambda: [tmp_path / "a", tmp_path / "b"])


def test_nothing_holds_before_it_was_kept(checked):
    assert not checked.holds()
    checked.keep()
    assert checked.holds()


def test_a_change_a_swap_and_a_damaged_note_count(checked, tmp_path):
    for damage in (
        lambda: (tmp_path / "b").write_text("other"),
        lambda: [(tmp_path / "a").write_text("b"), (tmp_path / "b").write_text("a")],
        lambda: (tmp_path / "note").write_text("?"),
    ):
        checked.keep()
        damage()
        assert not checked.holds()


def test_a_file_that_comes_or_goes_counts(tmp_path):
    checked = Checked(tmp_path / "note", lambda: tmp_path.glob("*.md"))
    checked.keep()
    (tmp_path / "new.md").write_text("")
    assert not checked.holds()
    checked.keep()
    (tmp_path / "new.md").unlink()
    assert not checked.holds()
