"""The course as a SCORM 1.2 package: a zip file that learning platforms take.

The platform opens scorm.html, which shows the course in a frame and tells the platform what is done there
(frontend/src/scorm). The pages are those of the site; since platforms send files and no folders, addresses name files.
The format: https://scorm.com/scorm-explained/technical-scorm/content-packaging/
"""

import json
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

from bs4 import BeautifulSoup

from course_build.errors import CourseError
from course_build.export.addresses import INDEX, as_data
from course_build.export.archive import write_archive
from course_build.export.as_files import INDEX_JSON, pages, search_index
from course_build.export.built import built
from course_build.export.finished import FinishedSite
from course_build.export.licenses import licenses
from course_build.export.questions import BuiltQuestion, built_questions

FOLDER = "course"
"""Where the pages are."""
LAUNCH = "scorm.html"
_CERTIFICATE = "certificate/index.html"
_PAGE = Path(__file__).with_name("scorm.html")
_MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={course} version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="item" identifierref="resource"><title>{title}</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource" type="webcontent" adlcp:scormtype="sco" href="{launch}">
{files}
    </resource>
  </resources>
</manifest>
"""


def export_scorm(site: FinishedSite, out: Path) -> None:
    """Write the package.

    Raises:
        CourseError: There is no finished site, a page of it leads nowhere, or the file cannot be written.
    """
    write_archive(out, "", contents(site))


def contents(site: FinishedSite) -> dict[str, bytes]:
    """Return the files of the package, by their paths.

    Raises:
        CourseError: There is no finished site, or a page of it leads nowhere.
    """
    made = {f"{FOLDER}/{name}": content for name, content in _pages(site).items()} | licenses(site.files)
    values = {"course": escape(site.course), "title": escape(site.title), "data": as_data(_data(site))}
    page = _PAGE.read_text("utf-8")
    for name, value in values.items():
        page = page.replace(f"{{{{{name}}}}}", value)
    made |= {LAUNCH: page.encode(), "scorm.js": built("scorm/index.ts").encode()}
    made["scorm.css"] = built("scorm/scorm.css").encode()
    files = "\n".join(f"      <file href={quoteattr(name)}/>" for name in sorted(made))
    title = escape(site.title)
    made["imsmanifest.xml"] = _MANIFEST.format(
        course=quoteattr(site.course), title=title, launch=LAUNCH, files=files
    ).encode()
    return made


def _pages(site: FinishedSite) -> dict[str, bytes]:
    made = {name: path.read_bytes() for name, path in site.files.items()}
    made |= {name: text.encode() for name, text in pages(site).items()}
    return made | {INDEX_JSON: json.dumps(search_index(site), ensure_ascii=False).encode()}


def _data(site: FinishedSite) -> dict[str, object]:
    """Return what the script has to know: what the certificate asks for, and the options of each question.

    Raises:
        CourseError: The site has no certificate.
    """
    if _CERTIFICATE not in site.files:
        raise CourseError(
            str(site.folder / _CERTIFICATE), "is missing", "a package reports what a certificate asks for"
        )
    page = BeautifulSoup(site.text(_CERTIFICATE), "html.parser")
    told = page.select_one('[data-part="certificate"] script')
    required = json.loads(told.get_text() if told else "{}")
    kept = {name: required[name] for name in ("version", "parts", "questions")}
    return kept | {
        "folder": f"{FOLDER}/",
        "first": INDEX,
        "described": [_described(one) for one in built_questions(site)],
    }


def _described(question: BuiltQuestion) -> dict[str, object]:
    right = question.solution.get("right", {})
    sides = sorted(set(right.values())) if question.type == "match" else []
    options = [one.id for one in question.told if question.type != "match" or one.id in right]
    return {"id": question.id, "type": question.type, "options": options, "sides": sides}
