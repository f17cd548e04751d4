"""Python for the browser, as a whole: made once, the same each time, and left out where it cannot be had."""

import json
import logging
from pathlib import Path

import pytest

from course_build.browser import build, fetch
from course_build.browser.build import FOLDER, WITHOUT, Python
from course_build.browser.compile import container
from course_build.browser.own import own_files
from course_build.errors import CourseError
from course_build.project import Project
from figures_src._live import FIGURES


@pytest.fixture
def python(project, tmp_path, monkeypatch) -> Python:
    """The Python of this checkout, published into a folder of its own."""
    monkeypatch.delenv(WITHOUT, raising=False)
    (tmp_path / "mkdocs.yml").write_text("")
    (tmp_path / ".cache").mkdir()
    (project.cache / "browser").mkdir(parents=True, exist_ok=True)
    (tmp_path / ".cache" / "browser").symlink_to(project.cache / "browser")
    return Python(Project(tmp_path))


def test_own_modules_are_those_that_readers_see():
    names = own_files().keys()
    assert {"course_build/__init__.py", "course_build/norms/layer.py", "course_build/experiments/digits.npz"} <= names
    figures = {name for name in names if name.startswith("figures_src/")}
    assert "figures_src/_live.py" in figures
    assert {Path(one.units.__code__.co_filename).name for one in FIGURES.values()} == {
        name.rpartition("/")[2] for name in figures
    } - {"__init__.py", "_live.py"}
    shipped = ("__init__.py", "charts", "checking", "experiments", "norms", "session")
    assert not [name for name in names - figures if name.split("/")[1] not in shipped]


def test_a_container_lists_its_files():
    packed = container({"/a": b"12", "/b": b"345"})
    size = int.from_bytes(packed[:4], "little")
    assert json.loads(packed[4 : 4 + size]) == [["/a", 2], ["/b", 3]]
    assert packed[4 + size :] == b"12345"


def test_what_is_published_is_what_the_front_end_is_told(python):
    python.update()
    listing = json.loads(python.publish())
    for name in ("worker", "wasm", "early", "boot", "rest"):
        path = python.project.generated / listing[name]["path"]
        assert path.stat().st_size == listing[name]["bytes"]
    assert json.loads(listing["lock"])["packages"] == {}
    licenses = (python.project.generated / FOLDER / "licenses.txt").read_text()
    for word in ("Mozilla Public License", "PYTHON SOFTWARE FOUNDATION LICENSE", "NumPy Developers", "2.4.3"):
        assert word in licenses


def test_an_unchanged_rebuild_makes_and_writes_nothing(python, monkeypatch):
    python.update()
    python.publish()
    folder = python.project.generated / FOLDER
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    monkeypatch.setattr(build, "_fill", lambda *_: pytest.fail("something was made again"))
    python.update()
    python.publish()
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_files_of_an_older_build_go(python):
    older = python.project.generated / FOLDER / "boot.0123456789.bin"
    older.parent.mkdir(parents=True)
    older.write_bytes(b"")
    python.update()
    python.publish()
    assert not older.exists()


def test_without_python_nothing_is_published(python, monkeypatch, caplog):
    python.update()
    python.publish()
    monkeypatch.setenv(WITHOUT, "1")
    with caplog.at_level(logging.INFO, "mkdocs.course"):
        python.update()
    assert python.publish() == "null"
    assert not (python.project.generated / FOLDER).exists()
    assert [record.levelname for record in caplog.records] == ["INFO"]


def test_where_no_place_serves_the_build_goes_on_with_a_warning(tmp_path, monkeypatch, caplog):
    def nowhere(*_):
        raise CourseError("Python for the browser", "nowhere to be had", "connect")

    monkeypatch.delenv(WITHOUT, raising=False)
    monkeypatch.setattr(fetch, "fetch", nowhere)
    python = Python(Project(tmp_path))
    python.update()
    assert python.publish() == "null"
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert WITHOUT in record.getMessage()
