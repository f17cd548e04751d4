"""Our own modules that run in the reader's browser: the norms and the experiments, as readers see them."""

from pathlib import Path

PACKAGES = ("norms", "experiments")
SUFFIXES = (".py", ".npz", ".md")
"""Sources, data, and the license of the data."""
SOURCE = Path(__file__).parent.parent


def own_files() -> dict[str, bytes]:
    """Return what is shipped, by its names as modules."""
    files = {"course_build/__init__.py": (SOURCE / "__init__.py").read_bytes()}
    for package in PACKAGES:
        for path in sorted((SOURCE / package).iterdir()):
            if path.suffix in SUFFIXES:
                files[f"course_build/{package}/{path.name}"] = path.read_bytes()
    return files
