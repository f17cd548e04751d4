"""What the templates of the theme know of the course, and where their compiled form is kept."""

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.structure.files import Files

from course_build.about.words import About
from course_build.assets.bundle import LOST
from course_build.outline.model import Outline
from course_build.project import Project
from course_build.quizzes.key import AnswerKey


def equip(env: Environment, project: Project, files: Files) -> None:
    """Tell the templates what prepare() wrote down, and where the pages of this build are."""
    # Compiling Material's templates takes a fifth of a build.
    compiled = project.cache / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    env.globals["outline"] = Outline.read(project.noted)
    env.globals["lost"] = (project.generated / LOST).read_text("utf-8")
    env.globals["about"] = About.read(project.noted)
    env.globals["asked"] = AnswerKey.read(project.noted).asked()
    # A page's address in this build, which may be made for a server or for a folder; empty if there is none.
    env.globals["address_of"] = lambda source: files.src_uris[source].url if source in files.src_uris else ""
