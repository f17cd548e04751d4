"""What tests share: the figures of this checkout, computed once through the pipeline's own cache."""

from collections.abc import Callable

import pytest

from course_build.experiments.figure import FigureData
from course_build.figures.build import Figures
from course_build.project import Project
from tests import ROOT


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def figures(project: Project) -> Figures:
    """All figures of the course, up to date."""
    course = Figures(project)
    course.update()
    return course


@pytest.fixture(scope="session")
def figure_data(figures: Figures) -> Callable[[str], FigureData]:
    """Return the data of a figure by its id."""
    return figures.data
