"""Files to take along: known by what they are, copied beside the site, and listed where pages said that none are."""

import json
import zipfile

import pytest
from click.testing import CliRunner
from markdown import Markdown

from course_build.cli import export, main
from course_build.errors import CourseError
from course_build.export.downloads import kind_of
from course_build.export.finished import FinishedSite
from course_build.export.hosted import export_hosted
from course_build.markdown.take_along import KINDS
from course_build.site.install import worker

BLOCK = "/// take-along\n///\n"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "your-data").mkdir(parents=True)
    part = Markdown(extensions=["course_build.markdown.take_along"]).convert(BLOCK)
    for name, text in (("index.html", "Home"), ("your-data/index.html", part)):
        (folder / name).write_text(f'<html><head><meta name="course" content="norms"></head>{text}</html>')
    (folder / "service-worker.js").write_text(worker(folder, "serve();", ["index.html"]))
    return folder


def archive(path, *names):
    with zipfile.ZipFile(path, "w") as opened:
        for name in names:
            opened.writestr(name, "content")
    return path


def test_pages_name_each_way_to_take_the_course_along():
    html = Markdown(extensions=["course_build.markdown.take_along"]).convert(BLOCK)
    commands = [f"course export {name}" for name in export.commands if name != "hosted"]
    assert sorted(f"course export {one.command}" for one in KINDS) == sorted(commands)
    assert all(f"<code>{one}</code>" in html for one in commands)


def test_files_are_published_and_listed_with_their_size(site, tmp_path):
    folder = archive(tmp_path / "norms-course.zip", "norms-course/index.html")
    questions = tmp_path / "norms & more.gift"
    questions.write_text("::a:: b {T}" * 100_000)
    arguments = ["export", "hosted", "--quick", "--site", str(site), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, [*arguments, "--add", str(folder), "--add", str(questions)])
    assert done.exit_code == 0, done.output
    public = tmp_path / "out" / "public"
    assert (public / "downloads" / "norms-course.zip").read_bytes() == folder.read_bytes()
    page = (public / "your-data" / "index.html").read_text()
    assert '<a href="../downloads/norms-course.zip" download="">The whole course as a folder</a>, 1 kB.' in page
    assert '<a href="../downloads/norms%20%26%20more.gift" download="">The questions for Moodle</a>, 1.1 MB.' in page
    assert "publishes no files" not in page
    # What a browser keeps is the page as it is now.
    told = json.loads((public / "service-worker.js").read_text().splitlines()[0].partition("=")[2].removesuffix(";"))
    assert told["files"]["your-data/index.html"] != ""
    assert (public / "service-worker.js").read_text() == worker(public, "serve();", ["index.html"])
    assert not [one for one in told["files"] if one.startswith("downloads/")]
    assert "publishes no files" in (site / "your-data" / "index.html").read_text()


def test_a_copy_that_publishes_files_is_exported_again_without_them(site, tmp_path):
    folder = archive(tmp_path / "norms-course.zip", "norms-course/index.html")
    name = "your-data/index.html"
    export_hosted(FinishedSite(site), tmp_path / "once", add=[folder], quick=True)
    once = FinishedSite(tmp_path / "once" / "public")
    assert "downloads/" in (once.folder / name).read_text()
    assert once.text(name) == (site / name).read_text()
    export_hosted(once, tmp_path / "again", quick=True)
    again = tmp_path / "again" / "public"
    assert (again / name).read_text() == (site / name).read_text()
    assert not (again / "downloads").exists()


def test_each_file_is_known_by_what_it_is(tmp_path):
    assert kind_of(archive(tmp_path / "a.zip", "x/index.html")).command == "offline"
    (tmp_path / "b.gift").write_text("")
    assert kind_of(tmp_path / "b.gift").command == "questions"


@pytest.mark.parametrize("make", [lambda path: None, lambda path: archive(path, "a.txt"), lambda path: path.mkdir()])
def test_what_is_no_export_is_told_and_nothing_is_written(site, tmp_path, make):
    make(tmp_path / "a.zip")
    (tmp_path / "b.txt").write_text("")
    arguments = ["export", "hosted", "--site", str(site), "--out", str(tmp_path / "out")]
    arguments += ["--add", str(tmp_path / "a.zip"), "--add", str(tmp_path / "b.txt")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 2
    assert "b.txt: is no file to take along; add what course export offline" in done.output
    assert not (tmp_path / "out").exists()


def test_a_damaged_archive_is_none(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK")
    with pytest.raises(CourseError, match="is no file to take along"):
        kind_of(tmp_path / "a.zip")
