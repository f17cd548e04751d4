"""The same content gives the same archive, and whatever goes wrong leaves what was there."""

import resource
import signal
import subprocess
import sys
import zipfile

import pytest

from course_build.errors import CourseError
from course_build.export.archive import write_archive, write_export
from tests import ROOT

CONTENTS = {"index.html": b"<p>home", "a/b.txt": b"text"}


def test_the_order_and_the_time_do_not_matter(tmp_path, monkeypatch):
    one, other = tmp_path / "one.zip", tmp_path / "deep" / "other.zip"
    write_archive(one, "course", CONTENTS)
    monkeypatch.setattr("time.time", lambda: 2e9)
    write_archive(other, "course", dict(reversed(CONTENTS.items())))
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == ["course/a/b.txt", "course/index.html"]
        assert archive.read("course/index.html") == b"<p>home"
        assert all(entry.external_attr >> 16 == 0o100644 for entry in archive.infolist())


def test_a_folder_in_the_way_is_one_clear_error(tmp_path):
    (tmp_path / "course.zip").mkdir()
    with pytest.raises(CourseError, match=r"cannot be written .*; make room, or name another file with --out"):
        write_export(tmp_path / "course.zip", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["course.zip"]


def test_a_folder_that_cannot_be_written_to_is_one_clear_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CourseError, match="cannot be written"):
        write_export(tmp_path / "file" / "course.zip", b"new")


WRITE = """
import sys
from pathlib import Path
from course_build.export.archive import write_export
print("writing", flush=True)
write_export(Path(sys.argv[1]), bytes(50_000_000))
"""


def _write(out, **options):
    return subprocess.Popen([sys.executable, "-c", WRITE, str(out)], cwd=ROOT, stdout=-1, stderr=-1, **options)


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path):
    out = tmp_path / "course.zip"
    out.write_bytes(b"old")
    limit = (1_000_000, 1_000_000)
    process = _write(out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    errors = process.communicate()[1].decode()
    assert process.returncode == 1
    assert "CourseError" in errors
    assert "cannot be written (File too large)" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["course.zip"]
    assert out.read_bytes() == b"old"


def test_killed_midway_the_old_file_stays(tmp_path):
    out = tmp_path / "course.zip"
    out.write_bytes(b"old")
    process = _write(out)
    while len(list(tmp_path.iterdir())) == 1 and process.poll() is None:
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    content = out.read_bytes()
    assert content in (b"old", bytes(50_000_000))
