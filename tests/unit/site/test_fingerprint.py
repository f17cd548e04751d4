"""Names of assets follow their content, and every address to them is kept right."""

import pytest

from course_build.site.fingerprint import fingerprint, with_fingerprints

CSS = "@font-face{src:url(text.woff2)}"


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "generated"
    folder.mkdir()
    (folder / "course.css").write_text(CSS)
    (folder / "course.js").write_text("1")
    (folder / "text.woff2").write_bytes(b"glyphs")
    return tmp_path


def test_each_file_gets_a_name_of_its_content(site):
    renamed = fingerprint(site)
    assert sorted(renamed) == ["course.css", "course.js", "text.woff2"]
    assert sorted(path.name for path in (site / "generated").iterdir()) == sorted(renamed.values())
    assert all(new != name for name, new in renamed.items())


def test_styles_name_the_renamed_font_and_change_with_it(site, tmp_path_factory):
    renamed = fingerprint(site)
    text = (site / "generated" / renamed["course.css"]).read_text()
    assert text == f"@font-face{{src:url({renamed['text.woff2']})}}"
    other = tmp_path_factory.mktemp("other")
    (other / "generated").mkdir()
    (other / "generated" / "course.css").write_text(CSS)
    (other / "generated" / "text.woff2").write_bytes(b"other glyphs")
    assert fingerprint(other)["course.css"] != renamed["course.css"]


def test_only_addresses_are_rewritten():
    html = "<link href=\"../generated/course.css\"><p>The file course.css.</p><script src='generated/course.js'>"
    renamed = {"course.css": "course.1.css", "course.js": "course.2.js"}
    assert with_fingerprints(html, renamed) == (
        "<link href=\"../generated/course.1.css\"><p>The file course.css.</p><script src='generated/course.2.js'>"
    )
