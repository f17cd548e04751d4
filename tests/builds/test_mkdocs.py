"""Building and serving through MkDocs: the old site stays whole until the new one is, whatever happens."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.small_course import SmallCourse

KILLS = 10
"""How many points of a build are tried, from its first word to past its end; before, Python loads what it needs."""


@pytest.fixture
def course(tmp_path):
    return SmallCourse(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    course = SmallCourse(tmp_path_factory.mktemp("course"))
    result = course.build("--strict")
    assert result.returncode == 0, result.stderr
    course.first = result
    return course


def digest(site):
    """Return a hash of every file of a folder, by name."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_build_makes_the_site_and_nothing_beside_it(built):
    html = (built.root / "site" / "index.html").read_text()
    assert "The largest is 16" in html
    assert html.count("<svg") >= 2
    assert 'http-equiv="Content-Security-Policy"' in html
    assert not (built.root / ".site-building").exists()
    assert {path.name for path in (built.root / "site" / "generated" / "figures").iterdir()} == {"f01.json", "f01.csv"}


def test_a_second_build_says_what_it_skipped_and_gives_the_same_bytes(built):
    before = digest(built.root / "site")
    result = built.build("--strict")
    assert "figures: 1 up to date, skipped; 0 to compute" in result.stderr
    assert built.runs() == 1
    assert digest(built.root / "site") == before


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("docs/index.md", "/// figure | f01", "/// figure | f1", "docs/index.md:3: there is no figure 'f1'; did you"),
        (
            "docs/index.md",
            "/// figure | f01\n///",
            "/// figure | f01\n",
            "docs/index.md:3: the block figure is not closed; end",
        ),
        ("docs/index.md", "# A page", "# A page\n\n[gone](gone.md)", "in strict mode"),
        ("figures_src/f01_squares.py", "(one,) = results", "one = results[3]", "figures_src/f01_squares.py:10: Index"),
        ("mkdocs.yml", "  - course_build.markdown.figure", "  - tables", "but 0 times in the site; check that mkdocs"),
    ],
)
def test_a_mistake_is_told_and_the_old_site_stays(course, path, old, new, said):
    assert course.build().returncode == 0
    before = digest(course.root / "site")
    course.edit(path, old, new)
    result = course.build("--strict")
    assert result.returncode != 0
    assert said in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert digest(course.root / "site") == before
    assert not (course.root / ".site-building").exists()


def begin(course):
    """Start a build that tells when it says its first word."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=course.root,
        env=course.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_killed_at_any_moment_the_site_is_whole_and_the_next_build_finishes(course):
    with begin(course) as process:
        assert process.stderr.readline()
        start = time.monotonic()
        process.stderr.read()
        assert process.wait() == 0
    duration = time.monotonic() - start
    whole = [digest(course.root / "site")]
    for attempt in range(KILLS):
        course.write("docs/index.md", f"# Attempt {attempt}\n\n/// figure | f01\n///\n")
        course.edit("figures_src/_work.py", "def squares", f"# attempt {attempt}\ndef squares")
        with begin(course) as process:
            assert process.stderr.readline()
            time.sleep(1.1 * duration * attempt / (KILLS - 1))
            os.killpg(process.pid, signal.SIGKILL)
        found = digest(course.root / "site")
        text = (course.root / "site" / "index.html").read_text()
        if found != whole[-1]:
            assert f"Attempt {attempt}" in text, "the site is neither the old one nor the new one"
        result = course.build()
        assert result.returncode == 0, result.stderr
        whole.append(digest(course.root / "site"))
        assert found in whole[-2:]


def test_two_builds_at_once_take_turns(course):
    command = [sys.executable, "-m", "mkdocs", "build"]
    options = {"cwd": course.root, "env": course.environment(), "stderr": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, **options) for _ in range(2)]
    for process in processes:
        _, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints
    assert course.runs() == 1


def test_while_serving_nobody_waits_for_a_figure(course):
    gate = course.root / "gate"
    waits = f"    import pathlib, time\n    while not pathlib.Path({str(gate)!r}).exists():\n        time.sleep(0.05)\n"
    course.edit("figures_src/_work.py", "    with open(log", f"{waits}    with open(log")
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    process = serve(course, port, subprocess.DEVNULL)
    try:
        until(lambda: "This figure is being computed." in get(url))
        gate.touch()
        until(lambda: "The largest is 16" in get(url))
        course.edit("figures_src/f01_squares.py", '"count": 5', '"count": 6')
        until(lambda: "The largest is 25" in get(url))
        course.edit("docs/index.md", "# A page", "# Another page")
        until(lambda: "Another page" in get(url))
        assert course.runs() == 2
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def test_ctrl_c_ends_serving_and_all_that_it_began(course):
    course.write("figures_src/f02_squares.py", course.figure("f02").replace("5", "6"))
    course.edit("figures_src/_work.py", "from data", "import os, time\nfrom data")
    course.edit("figures_src/_work.py", 'file.write("squares\\n")', 'file.write(f"{os.getpid()}\\n")')
    course.edit("figures_src/_work.py", "    return Sq", "    time.sleep(600)\n    return Sq")
    process = serve(course, free_port(), subprocess.PIPE)
    until(lambda: course.runs() == 2)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Warning" not in said
    assert "Traceback" not in said
    workers = [int(line) for line in course.log.read_text().split()]
    until(lambda: not any(is_running(one) for one in workers))


def serve(course, port, complaints):
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=course.root,
        env=course.environment(),
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        text=True,
        start_new_session=True,
    )


def is_running(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def until(condition, seconds=60):
    """Wait for what has to come; how long it takes is not tested."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)
