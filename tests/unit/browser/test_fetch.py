"""Each place that files may come from, with local servers for those on the network."""

import functools
import hashlib
import io
import logging
import re
import zipfile
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from course_build.browser.fetch import FOLDER, fetch
from course_build.browser.manifest import Asset, Manifest, WheelPlace
from course_build.browser.pip_settings import PipSettings
from course_build.browser.places import Host, NotThereError, Wheel
from course_build.errors import CourseError
from tests.serving import listening

CONTENT = {"one.wasm": b"\0asm" * 5000, "two.json": b'{"two": 2}'}
WHEEL = WheelPlace("carrier", "1.2", "carrier/files/")
FILE = "carrier-1.2-py3-none-any.whl"


class Ranged(SimpleHTTPRequestHandler):
    """Serves files by range, as package indexes do, and logs what was asked and how much of it was sent."""

    asked: list[str]
    sent: list[int]

    def do_GET(self):
        self.asked.append(self.path)
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            super().do_GET()
            return
        content = Path(self.translate_path(self.path)).read_bytes()
        first, last = wanted.groups()
        start = int(first) if first else max(0, len(content) - int(last))
        end = min(int(last), len(content) - 1) if first and last else len(content) - 1
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        self.sent.append(end + 1 - start)
        self.wfile.write(content[start : end + 1])

    def log_message(self, *_):
        pass


@pytest.fixture
def manifest() -> Manifest:
    assets = tuple(Asset(name, hashlib.sha256(content).hexdigest(), ()) for name, content in CONTENT.items())
    return Manifest(assets, "", WHEEL)


@pytest.fixture
def server(tmp_path):
    """A folder, its address, and the log of its server."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = type("Handler", (Ranged,), {"asked": [], "sent": []})
    with listening(functools.partial(handler, directory=str(folder))) as address:
        yield folder, address, handler


def write_files(folder, content=CONTENT):
    folder.mkdir(exist_ok=True)
    for name, one in content.items():
        (folder / name).write_bytes(one)


def publish_wheel(folder, content=CONTENT):
    """Make an index with one wheel, much larger than the files that are looked for."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("carrier/large.bin", bytes(1_000_000))
        for name, one in content.items():
            archive.writestr(WHEEL.folder + name, one)
        archive.writestr("carrier/more.bin", bytes(1_000_000))
    page = folder / "simple" / "carrier"
    page.mkdir(parents=True)
    (page / "index.html").write_text(f'<!DOCTYPE html><html><body><a href="../../{FILE}">{FILE}</a></body></html>')
    (folder / FILE).write_bytes(packed.getvalue())


def contents(fetched):
    return {name: path.read_bytes() for name, path in fetched.items()}


class Forbidden:
    """A place that must not be asked."""

    name = "forbidden"

    def read(self, file):
        raise AssertionError(file)


def test_the_named_folder_comes_first(manifest, tmp_path):
    write_files(tmp_path / "mine")
    fetched = fetch(manifest, tmp_path / "cache", places=[Forbidden()], environment={FOLDER: str(tmp_path / "mine")})
    assert contents(fetched) == CONTENT


def test_a_wrong_file_in_the_named_folder_is_refused(manifest, tmp_path):
    write_files(tmp_path / "mine", {**CONTENT, "two.json": b"wrong"})
    write_files(tmp_path / "cache")
    with pytest.raises(CourseError, match=r"two.json from COURSE_PYODIDE=.* is another file"):
        fetch(manifest, tmp_path / "cache", places=[], environment={FOLDER: str(tmp_path / "mine")})
    assert (tmp_path / "cache" / "two.json").read_bytes() == CONTENT["two.json"]


def test_what_the_named_folder_lacks_comes_from_elsewhere(manifest, tmp_path):
    write_files(tmp_path / "mine", {"one.wasm": CONTENT["one.wasm"]})
    write_files(tmp_path / "cache", {"two.json": CONTENT["two.json"]})
    fetched = fetch(manifest, tmp_path / "cache", places=[Forbidden()], environment={FOLDER: str(tmp_path / "mine")})
    assert contents(fetched) == CONTENT


def test_the_cache_asks_nobody(manifest, tmp_path):
    write_files(tmp_path / "cache")
    assert contents(fetch(manifest, tmp_path / "cache", places=[Forbidden()], environment={})) == CONTENT


def test_a_damaged_cache_is_mended(manifest, server, tmp_path, caplog):
    folder, address, log = server
    write_files(folder)
    write_files(tmp_path / "cache", {**CONTENT, "two.json": b"damaged"})
    with caplog.at_level(logging.INFO, "mkdocs.course"):
        fetched = fetch(manifest, tmp_path / "cache", places=[Host(address)], environment={})
    assert contents(fetched) == CONTENT
    assert log.asked == ["/two.json"]
    assert hashlib.sha256(b"damaged").hexdigest() in caplog.text


def test_a_host_gives_whole_files(manifest, server, tmp_path):
    folder, address, _ = server
    write_files(folder)
    assert contents(fetch(manifest, tmp_path / "cache", places=[Host(address)], environment={})) == CONTENT


def test_a_wheel_gives_members_without_being_downloaded(manifest, server, tmp_path):
    folder, address, log = server
    publish_wheel(folder)
    wheel = Wheel(WHEEL, lambda: PipSettings((f"{address}nothing/", f"{address}simple/"), None))
    assert contents(fetch(manifest, tmp_path / "cache", places=[wheel], environment={})) == CONTENT
    assert sum(log.sent) < 300_000 < (folder / FILE).stat().st_size


def test_a_failing_place_is_one_line_and_the_next_one_serves(manifest, server, tmp_path, caplog):
    folder, address, log = server
    publish_wheel(folder)
    wheel = Wheel(WHEEL, lambda: PipSettings((f"{address}simple/",), None))
    with caplog.at_level(logging.INFO, "mkdocs.course"):
        fetch(manifest, tmp_path / "cache", places=[Host(f"{address}absent/"), wheel], environment={})
    assert [line for line in caplog.messages if "404" in line] == [
        f"python: {address.removeprefix('http://').rstrip('/')}: answers with status 404"
    ]
    assert [path for path in log.asked if path.startswith("/absent/")] == ["/absent/one.wasm"]


def test_wrong_bytes_of_a_host_are_refused(manifest, server, tmp_path):
    folder, address, _ = server
    write_files(folder, {**CONTENT, "one.wasm": b"wrong"})
    with pytest.raises(CourseError) as caught:
        fetch(manifest, tmp_path / "cache", places=[Host(address)], environment={})
    for content in (CONTENT["one.wasm"], b"wrong"):
        assert hashlib.sha256(content).hexdigest() in str(caught.value)
    assert not (tmp_path / "cache" / "one.wasm").exists()


@pytest.mark.parametrize("missing", ["project", "version", "member"])
def test_a_wheel_that_lacks_something_says_what(server, missing):
    folder, address, _ = server
    publish_wheel(folder)
    place = WheelPlace(
        "other" if missing == "project" else "carrier", "9" if missing == "version" else "1.2", "carrier/files/"
    )
    told = "has no carrier/files/three" if missing == "member" else "an index of pip does not have it"
    with pytest.raises(NotThereError, match=told):
        Wheel(place, lambda: PipSettings((f"{address}simple/",), None)).read("three")


def test_nothing_anywhere_tells_each_place_and_the_cure(manifest, tmp_path):
    with pytest.raises(CourseError) as caught:
        fetch(manifest, tmp_path / "cache", places=[Host("http://127.0.0.1:9/")], environment={})
    told = str(caught.value)
    assert "2 of 2 files" in told
    assert "127.0.0.1:9: cannot be reached" in told
    assert FOLDER in told


def test_no_password_of_an_address_is_told():
    assert str(NotThereError("no http://me:secret@a.test/simple\nhere")) == "no http://a.test/simple here"
