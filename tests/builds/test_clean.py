"""What no commit may hold: addresses in locks, paths of a machine, requirements without a hash."""

import json
import re
import subprocess

import pytest

from tests import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt")
NODE_LOCK = "course_build/frontend/requirements-node.txt"


def test_locks_have_hashes_and_no_address():
    for name in LOCKS:
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert not re.search(r"^--?\w*(index|find-links)", text, re.MULTILINE)
        pins = re.split(r"\n(?=\w)", text.strip())
        assert len(pins) > 20
        assert all("--hash=sha256:" in pin for pin in pins)


def test_the_test_lock_agrees_with_the_other():
    site, test = (set(re.findall(r"^([\w.-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS)
    assert site < test


def test_the_lock_of_node_has_hashes_and_no_address():
    assert "--hash=sha256:" in (ROOT / NODE_LOCK).read_text()
    assert "://" not in (ROOT / NODE_LOCK).read_text()


@pytest.mark.parametrize("folder", ["course_build/frontend", "tests/bench/lighthouse"])
def test_locks_of_packages_have_hashes_and_no_address(folder):
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    assert len(packages) > 50
    for name, one in packages.items():
        assert "resolved" not in one, name
        assert not name or one["integrity"].startswith("sha512-"), name


def test_no_file_names_a_path_of_a_machine():
    # A home folder, or where a checkout stands.
    home = re.compile(r"/(?:home|Users|root)/\w|(?<![\w.~:/>-])/[\w.-]+/[\w./-]*?(?:course_build|figures_src)/")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    names = [name for name in tracked.stdout.split("\0") if name]
    assert len(names) > 50
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix not in (".npz", ".png", ".woff2"):
            assert not home.search(path.read_text("utf-8")), name
