"""`mkdocs gh-deploy` publishes the finished site, as GitHub Pages serves it."""

import subprocess

from tests.small_course import SmallCourse


def test_gh_deploy_pushes_the_finished_site(tmp_path):
    (tmp_path / "course").mkdir()
    course = SmallCourse(tmp_path / "course")

    def git(*arguments, folder=course.root):
        identity = ("-c", "user.name=Author", "-c", "user.email=author@example.org")
        done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
        return done.stdout

    git("init", "--quiet", "--bare", str(tmp_path / "remote"))
    git("init", "--quiet")
    git("config", "user.name", "Author")
    git("config", "user.email", "author@example.org")
    git("remote", "add", "origin", str(tmp_path / "remote"))
    git("commit", "--quiet", "--allow-empty", "--message", "A course")
    done = course.run("mkdocs", "gh-deploy", "--quiet")
    assert done.returncode == 0, done.stderr
    published = git("ls-tree", "-r", "--name-only", "gh-pages", folder=tmp_path / "remote").splitlines()
    # GitHub would leave out what begins with an underscore, were it not for this file.
    assert ".nojekyll" in published
    built = {path.relative_to(course.root / "site").as_posix() for path in (course.root / "site").rglob("*")}
    assert {one for one in published if one != ".nojekyll"} == {
        one for one in built if (course.root / "site" / one).is_file()
    }
    page = git("show", "gh-pages:index.html", folder=tmp_path / "remote")
    assert "Content-Security-Policy" in page
