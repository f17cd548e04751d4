"""What is left out of archives, and that what is packed is the same each time."""

import io
import zipfile

import pytest

from course_build.browser.trim import NUMPY, STANDARD_LIBRARY, licenses_of, pack, trim_numpy


@pytest.mark.parametrize(
    "name",
    [
        *("json/decoder.py", "zipfile/__init__.py", "encodings/cp437.py", "encodings/utf_8.py", "unittest/case.py"),
        *("_pyrepl/pager.py", "codeop.py", "statistics.py", "random.py", "email/message.py", "ipaddress.py"),
        *(
            "concurrent/futures/thread.py",
            "asyncio/events.py",
            "ctypes/__init__.py",
            "logging/__init__.py",
            "sched_.py",
        ),
    ],
)
def test_what_readers_may_need_stays(name):
    assert not STANDARD_LIBRARY.match(name)


@pytest.mark.parametrize(
    "name",
    ["tkinter/__init__.py", "turtle.py", "encodings/cp1250.py", "encodings/mac_roman.py", "test/support.py", "pdb.py"],
)
def test_what_a_page_cannot_need_goes(name):
    assert STANDARD_LIBRARY.match(name)


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("numpy/_core/_multiarray_umath.cpython-314-wasm32-emscripten.so", False),
        ("numpy/typing/__init__.py", False),
        ("numpy/testing/_private/utils.py", False),
        ("numpy/ma/core.py", False),
        ("numpy/linalg/tests/test_linalg.py", True),
        ("numpy/__init__.pyi", True),
        ("numpy/_core/include/numpy/arrayobject.h", True),
        ("numpy/f2py/crackfortran.py", True),
        ("numpy-2.4.3.dist-info/METADATA", True),
    ],
)
def test_numpy_keeps_what_runs(name, goes):
    assert bool(NUMPY.match(name)) is goes


def test_a_pack_has_the_same_bytes_in_any_order_and_on_any_day():
    members = {"b.py": b"b = 1", "a.py": b"a = 1"}
    packed = pack(members)
    assert packed == pack(dict(reversed(members.items())))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["a.py", "b.py"]
        assert archive.getinfo("a.py").date_time[0] == 2026


def test_a_wheel_is_trimmed_and_its_licenses_are_kept_apart(tmp_path):
    wheel = tmp_path / "numpy.whl"
    wheel.write_bytes(
        pack({"numpy/a.py": b"", "numpy/tests/b.py": b"", "numpy-1.dist-info/licenses/numpy/ma/LICENSE": b"free"})
    )
    with zipfile.ZipFile(io.BytesIO(trim_numpy(wheel))) as archive:
        assert archive.namelist() == ["numpy/a.py"]
    assert licenses_of(wheel) == {"numpy/ma/LICENSE": b"free"}
