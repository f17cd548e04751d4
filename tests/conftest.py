"""What tests share: figures, computed once through the pipeline's own cache, the built site, and a Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from course_build.experiments.figure import FigureData
from course_build.figures.build import Figures
from course_build.project import Project
from tests import ROOT
from tests import browser as chromium
from tests.serving import serve

# The same examples in every run: a commit passes or fails, whoever tests it.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def figures(project: Project) -> Figures:
    """All figures of the course, up to date."""
    course = Figures(project)
    # The first process that needs them computes them; the others wait, and find them done.
    project.cache.mkdir(exist_ok=True)
    with FileLock(project.cache / "tests.lock"):
        course.update()
    return course


@pytest.fixture(scope="session")
def figure_data(figures: Figures) -> Callable[[str], FigureData]:
    """Return the data of a figure by its id."""
    return figures.data


@pytest.fixture(scope="session")
def once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Return a function that gives a folder of a run, filled by whichever process asks for it first.

    What stands there is everyone's: a test that changes it takes a copy.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, making = shared / name, shared / f"{name}-making"
        with FileLock(shared / f"{name}.lock"):
            if not folder.exists():
                # What another process began, and failed to make, is nobody's.
                shutil.rmtree(making, ignore_errors=True)
                making.mkdir()
                fill(making)
                making.rename(folder)
        return folder

    return filled


@pytest.fixture(scope="session")
def site(once, figures) -> Path:
    """The course as `mkdocs build --strict` makes it."""

    def fill(folder: Path) -> None:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder / "site"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)

    return once("built", fill) / "site"


@pytest.fixture(scope="session")
def address(site) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with serve(site) as started:
        yield started


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """The one Chromium of a process: Playwright can be started once.

    Its contexts know no service worker, which would answer for the host behind a test's back. A test of service workers
    asks for them: `chrome.new_context(service_workers="allow")`.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        make = browser.new_context

        def new_context(**options: Any) -> BrowserContext:
            context = make(**options)
            if options.get("service_workers") != "allow":
                context.add_init_script("delete Navigator.prototype.serviceWorker;")
            return context

        browser.new_context = new_context
        yield browser
        browser.close()
