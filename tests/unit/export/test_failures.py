"""Each export command, stopped midway in earnest: no half file under the final name, and one clear error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_build.assets.scripts import SCRIPTS
from course_build.cli import export, main
from tests import ROOT

PAGE = """<!doctype html><html class="no-js"><head>\
<meta http-equiv="Content-Security-Policy" content="font-src 'self'; a"><title>{title}</title>
<meta name="course" content="norms"><meta name="course-title" content="Norms">
<link rel="stylesheet" href="{base}generated/course.css"></head>
<body><header><nav><label class="md-header__button md-icon" for="__search" title="Search"><svg/></label>
<div class="md-search"><form name="search"></form></div></nav></header>
<div class="md-sidebar md-sidebar--primary"><a href="{base}two/" class="md-nav__link">Two</a></div>
<article class="md-content__inner md-typeset"><h1>{title}</h1>{text}</article>
<script class="course-outline" type="application/json">{parts}</script>
<script src="{base}assets/javascripts/bundle.1.min.js"></script>\
<script src="{base}generated/course.1.js" defer></script></body></html>
"""
CERTIFICATE = '<div data-part="certificate"><script type="application/json">{}</script></div>'
QUESTION = (
    '<section class="course-quiz" data-quiz="one" data-type="choice" data-solution="e30=" id="one"><p>Which?</p><dl>'
    '<div data-explains="a"><dt><span>This</span></dt><dd>Since it is.</dd></div></dl></section>'
)
FILES = {
    "404.html": "lost",
    "assets/javascripts/bundle.1.min.js": "bundle()",
    "assets/javascripts/workers/search.1.min.js": "find()",
    "generated/course.1.js": "course()",
    "generated/course.css": "a { color: red }",
    "generated/python/boot.1.bin": "modules",
    "search/search_index.json": '{"docs": [{"location": "two/"}]}',
    **{f"generated/scripts/{one.name}.1.js": f"{one.name}()" for one in SCRIPTS},
}
BROWSER = """#!/bin/sh
for one; do case "$one" in --print-to-pdf=*) head -c 5000 /dev/zero > "${one#*=}";; esac; done
"""

HALFWAY = """
import resource, signal, sys
from pathlib import Path
from course_build.cli import main
from course_build.export import archive, hosted

# Beyond the limit the system refuses to write; where nobody hears its signal, it ends the process in that moment.
if sys.argv.pop(1) == "killed":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)

def stop_after(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

write, compress = archive.write_beside, hosted._compress

def write_half(path, content):
    stop_after(len(content) // 2)
    return write(path, content)

def compress_some(paths, quality):
    paths = list(paths)
    stop_after(max(path.stat().st_size for path in paths) // 4)
    compress(paths, quality)

archive.write_beside, hosted._compress = write_half, compress_some
main(sys.argv[1:])
"""
"""The command itself, on a disk that fills up while the last file is written."""
READ_ONLY = Path("/sys")
"""Nobody may write here, not even root, as whom tests may run."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site that each command accepts."""

    def page(base, title, text=""):
        parts = json.dumps({"parts": [{"title": "Two", "address": f"{base}two/"}]})
        return PAGE.format(base=base, title=title, text=text, parts=parts)

    folder = tmp_path_factory.mktemp("built") / "site"
    certificate = CERTIFICATE.format(json.dumps({"version": "1", "parts": [], "questions": []}))
    made = FILES | {
        "index.html": page("", "Home"),
        "two/index.html": page("../", "Two", QUESTION),
        "certificate/index.html": page("../", "Certificate", certificate),
    }
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def printer(tmp_path_factory):
    """A program that prints something; what a browser prints is tested with the pages."""
    path = tmp_path_factory.mktemp("printer") / "print"
    path.write_text(BROWSER)
    path.chmod(0o755)
    return {"COURSE_BROWSER": str(path)}


def everything(folder):
    """Return what a folder holds, to the last byte, but for what a killed process had to leave beside it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    named = {path.relative_to(folder): path.read_bytes() for path in files}
    return {path: content for path, content in named.items() if not path.parts[0].startswith(".")}


@pytest.mark.parametrize("command", export.commands)
def test_a_full_disk_a_kill_and_a_folder_that_is_read_only_leave_what_was_there(command, site, printer, tmp_path):
    arguments = ["export", command, "--site", str(site), "--out"]
    out = tmp_path / "out"
    done = CliRunner(env=printer).invoke(main, [*arguments, str(out)])
    assert done.exit_code == 0, done.output
    # What differs from this is written.
    for path in (out / "public" / "index.html", out):
        if path.is_file():
            path.write_bytes(b"old")
    before = everything(tmp_path)
    for how, cause in (("full", "File too large"), ("killed", None)):
        done = subprocess.run(
            [sys.executable, "-c", HALFWAY, how, *arguments, str(out)],
            cwd=ROOT,
            env=os.environ | printer,
            capture_output=True,
            text=True,
            check=False,
        )
        if cause is None:
            assert done.returncode < 0, done.stderr
        else:
            assert done.returncode == 1, done.stderr
            assert f"out: cannot be written ({cause}); make room" in done.stderr
            assert done.stderr.count("\n") == 1
            assert [path.name for path in tmp_path.iterdir()] == ["out"]
        assert everything(tmp_path) == before
    done = CliRunner(env=printer).invoke(main, [*arguments, str(READ_ONLY / "out")])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert f"{READ_ONLY / 'out'}: cannot be written (" in done.output
    assert not (READ_ONLY / "out").exists()
