"""The list of files of others: complete, pinned, and with a license for each."""

import hashlib
import json
import re

import pytest

from course_build.browser.manifest import Asset, Manifest
from course_build.errors import CourseError


def test_every_file_has_a_hash_and_packages_with_a_license():
    manifest = Manifest.read()
    assert len(manifest.assets) == 6
    for asset in manifest.assets:
        assert re.fullmatch("[0-9a-f]{64}", asset.sha256)
        assert asset.packages
    assert [(one.name, one.license) for one in manifest.packages] == [
        ("pyodide", "MPL-2.0"),
        ("python", "PSF-2.0"),
        ("numpy", "BSD-3-Clause"),
    ]
    for package in manifest.packages:
        assert package.name == "numpy" or len(package.license_text.read_text()) > 10_000


def test_versions_agree_with_names_and_addresses():
    manifest = Manifest.read()
    pyodide, _, numpy = manifest.packages
    assert f"/v{pyodide.version}/" in manifest.host
    assert manifest.one(".whl").name.startswith(f"numpy-{numpy.version}-")


def test_right_bytes_pass():
    content = json.dumps({"a": 1}).encode()
    asset = Asset("a.json", hashlib.sha256(content).hexdigest(), ())
    assert asset.check(content, "here") is content


def test_wrong_bytes_are_refused_with_both_hashes():
    asset = Asset("a.json", hashlib.sha256(b"right").hexdigest(), ())
    with pytest.raises(CourseError) as caught:
        asset.check(b"wrong", "a mirror")
    told = str(caught.value)
    assert "a.json from a mirror" in told
    assert hashlib.sha256(b"right").hexdigest() in told
    assert hashlib.sha256(b"wrong").hexdigest() in told
