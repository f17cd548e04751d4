"""Writing in one step, and exchanging folders in one step."""

import pytest

from course_build.errors import CourseError
from course_build.files import put_in_place, write_beside


def test_an_unchanged_file_keeps_its_time(tmp_path):
    path = tmp_path / "deep" / "file"
    assert write_beside(path, b"one")
    before = path.stat()
    assert not write_beside(path, b"one")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert write_beside(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr("os.replace", _full)
    with pytest.raises(OSError, match="full"):
        write_beside(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_first_site_is_moved_there(tmp_path):
    built = tmp_path / "built"
    built.mkdir()
    (built / "page").write_text("new")
    put_in_place(built, tmp_path / "site")
    assert (tmp_path / "site" / "page").read_text() == "new"
    assert not built.exists()


def test_a_second_site_is_exchanged_for_the_first(tmp_path):
    built, site = tmp_path / "built", tmp_path / "site"
    for folder, text in ((built, "new"), (site, "old")):
        folder.mkdir()
        (folder / "page").write_text(text)
    (site / "only in the old one").touch()
    put_in_place(built, site)
    assert [path.name for path in site.iterdir()] == ["page"]
    assert (site / "page").read_text() == "new"
    assert (built / "page").read_text() == "old"


def test_a_file_in_the_way_is_an_error_and_stays(tmp_path):
    built, site = tmp_path / "built", tmp_path / "site"
    built.mkdir()
    site.write_text("mine")
    with pytest.raises(CourseError, match="is not a folder; move it away"):
        put_in_place(built, site)
    assert site.read_text() == "mine"


def test_where_folders_cannot_be_exchanged_both_stay(tmp_path, monkeypatch):
    built, site = tmp_path / "built", tmp_path / "site"
    built.mkdir()
    site.mkdir()
    monkeypatch.setattr("sys.platform", "other")
    with pytest.raises(CourseError, match="cannot be exchanged"):
        put_in_place(built, site)
    assert built.is_dir()
    assert site.is_dir()


def _full(*_):
    raise OSError("disk full")
