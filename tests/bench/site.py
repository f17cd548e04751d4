"""What a rebuild costs next to a bare Material build of the same pages, and what Lighthouse says of the pages."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from course_build.assets.node import find_node
from tests import ROOT, browser
from tests.bench.host import Host, serve
from tests.bench.timing import ratio

BARE = """\
site_name: Bare
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [attr_list, tables, pymdownx.highlight, pymdownx.superfences]
"""
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
PAGES = ("", "lessons/02-techniques/")
RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless --no-sandbox --disable-gpu --disable-background-networking"


def rebuild_ratio() -> None:
    """An unchanged rebuild against bare builds, whole commands taken in turns.

    The bare build gets the same pages: the HTML that ours shows between header and footer, drawings included. A
    second one gets the Markdown sources, in which our blocks are plain text.
    """
    print("\nUnchanged rebuild, over a bare Material build (goal: at most 1.3)")
    with tempfile.TemporaryDirectory() as folder:
        site, pages, sources = (Path(folder) / name for name in ("site", "pages", "sources"))
        ours = [*_mkdocs(), "--site-dir", str(site)]
        _run(ours, ROOT)
        shutil.copytree(ROOT / "docs", sources / "docs", ignore=shutil.ignore_patterns("generated", "*.py"))
        for path in site.rglob("index.html"):
            content = ARTICLE.search(path.read_text("utf-8"))
            if content:
                page = pages / "docs" / path.relative_to(site).with_suffix(".md")
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(f"<div>\n{content[1]}\n</div>\n", "utf-8")
        for label, bare in (("the same pages", pages), ("their sources alone", sources)):
            (bare / "mkdocs.yml").write_text(BARE)
            found = ratio(lambda: _run(ours, ROOT), lambda bare=bare: _run(_mkdocs(), bare), rounds=5)
            print(f"  {label:20s} {found:.2f}")


def lighthouse_scores() -> None:
    """The home page and a lesson as Lighthouse's phone sees them, from a server that compresses as hosts do.

    One run differs from the next by some points: the one with the median performance counts. So the first visit, for
    which the server compresses what later ones get at once, does not.
    """
    print(f"\nLighthouse, mobile, median of {RUNS} runs (goals: performance 95, the others 100)")
    node = find_node()
    if node is None:
        sys.exit("There is no Node: run make test, which brings one.")
    here = Path(__file__).parent / "lighthouse"
    environment = {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}", "CHROME_PATH": browser.bring()}
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=here, env=environment, check=True)
    with tempfile.TemporaryDirectory() as folder:
        _run([*_mkdocs(), "--site-dir", folder], ROOT)
        with serve(Host({"/": Path(folder)})) as host:
            for page in PAGES:
                command = [
                    *("node", "node_modules/lighthouse/cli/index.js", f"{host.address}/{page}"),
                    *("--quiet", "--output=json", f"--chrome-flags={CHROME}"),
                    f"--only-categories={','.join(CATEGORIES)}",
                ]
                runs = [_report(command, here, environment) for _ in range(RUNS)]
                found = sorted(runs, key=lambda one: one["categories"]["performance"]["score"])[RUNS // 2]
                scores = ", ".join(f"{one} {100 * found['categories'][one]['score']:.0f}" for one in CATEGORIES)
                print(f"  {page or 'home page':24s} {scores}")
                for audit in _failed(found):
                    print(f"    {audit}")


def _report(command: list[str], folder: Path, environment: dict[str, str]) -> dict:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _failed(report: dict) -> list[str]:
    """Return what costs points, with what Lighthouse measured."""
    weighted = {one["id"] for name in CATEGORIES for one in report["categories"][name]["auditRefs"] if one["weight"]}
    audits = [one for one in report["audits"].values() if one["id"] in weighted and (one["score"] or 0) < 0.95]
    return [
        f"{one['title']}: {one.get('displayValue', '')}"
        for one in audits
        if one["scoreDisplayMode"] not in ("notApplicable", "informative", "manual")
    ]


def _mkdocs() -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def _run(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
