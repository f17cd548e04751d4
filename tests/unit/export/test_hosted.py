"""The folder for a web server: all of the site, compressed files where that helps, and never half of it."""

import errno
import gzip
import os
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from course_build.cli import main
from course_build.errors import CourseError
from course_build.export import hosted
from course_build.export.finished import FinishedSite
from course_build.export.hosted import export_hosted
from course_build.export.servers import headers_file, nginx_file

TEXT = "a word and another word, " * 100
FILES = {
    "index.html": f'<meta name="course" content="norms">{TEXT}',
    "404.html": TEXT,
    "generated/course.0123456789.js": TEXT,
    "generated/icon-192.png": TEXT,
    "generated/python/early.0123456789.zip": TEXT,
    "generated/short.txt": "a",
    "assets/javascripts/bundle.01234567.min.js.map": TEXT,
}


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return FinishedSite(tmp_path / "site")


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_becomes_smaller_stands_there_compressed(site, tmp_path):
    out = tmp_path / "out"
    export_hosted(site, out)
    packed = [one for one in FILES if not one.endswith((".png", ".map", "short.txt"))]
    expected = {*FILES, "_headers", *(f"{one}{end}" for one in packed for end in (".br", ".gz"))}
    assert names(out / "public") == expected
    assert names(out) == {*(f"public/{one}" for one in expected), "nginx.conf"}
    assert brotli.decompress((out / "public/index.html.br").read_bytes()).decode() == FILES["index.html"]
    assert gzip.decompress((out / "public/index.html.gz").read_bytes()).decode() == FILES["index.html"]


def test_the_same_site_gives_the_same_bytes_and_replaces_the_last_one(site, tmp_path):
    out = tmp_path / "out"
    export_hosted(site, out)
    first = {one: (out / one).read_bytes() for one in names(out)}
    (out / "public" / "left.html").write_text("from before")
    export_hosted(site, out)
    assert {one: (out / one).read_bytes() for one in names(out)} == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]


def test_what_else_stands_there_is_left_alone(site, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(CourseError, match="is something else than an earlier export; name another folder"):
        export_hosted(site, tmp_path / "out")
    assert names(tmp_path / "out") == {"mine.txt"}


def test_a_full_disk_is_one_error_and_leaves_the_last_one(site, tmp_path, monkeypatch):
    out = tmp_path / "out"
    export_hosted(site, out)
    before = {one: (out / one).read_bytes() for one in names(out)}
    write = Path.write_bytes

    def full(path, content):
        if path.suffix == ".gz":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CourseError, match=r"out: cannot be written \(No space left on device\); make room"):
        export_hosted(site, out)
    monkeypatch.undo()
    assert {one: (out / one).read_bytes() for one in names(out)} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]


def test_a_target_that_cannot_be_made_is_one_error(site, tmp_path):
    (tmp_path / "file").write_text("")
    arguments = ["export", "hosted", "--site", str(site.folder), "--out", str(tmp_path / "file" / "out")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    assert "cannot be written (" in done.output


def test_the_command_says_what_is_where(site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["export", "hosted", "--site", str(site.folder), "--quick"])
    assert (done.exit_code, done.output) == (
        0,
        "norms-hosted/public: put this on a static host; norms-hosted/nginx.conf: an example for nginx\n",
    )


def test_only_names_that_change_with_their_content_are_kept_for_ever():
    told = headers_file(FILES)
    assert [line for line in told.splitlines() if line.startswith("/")] == [
        "/*",
        "/generated/course.0123456789.js",
        "/generated/python/early.0123456789.zip",
    ]
    assert '"~/(?:generated|generated/python)/' in nginx_file("norms", FILES)


def test_no_folder_is_left_when_it_is_stopped_midway(site, tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(hosted, "put_in_place", stop)
    with pytest.raises(KeyboardInterrupt):
        export_hosted(site, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
