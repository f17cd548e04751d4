"""Our own modules that run in the reader's browser: norms and experiments, as readers see them, and live figures."""

from pathlib import Path

from course_build.figures.key import Keys

PACKAGES = ("norms", "experiments")
SUFFIXES = (".py", ".npz", ".md")
"""Sources, data, and the license of the data."""
LIVE = "figures_src._live"
"""The module that runs figures; those that it names are shipped."""
SOURCE = Path(__file__).parent.parent


def own_files() -> dict[str, bytes]:
    """Return what is shipped, by its names as modules."""
    files = {"course_build/__init__.py": (SOURCE / "__init__.py").read_bytes()}
    for package in PACKAGES:
        for path in sorted((SOURCE / package).iterdir()):
            if path.suffix in SUFFIXES:
                files[f"course_build/{package}/{path.name}"] = path.read_bytes()
    package = LIVE.partition(".")[0]
    for module in sorted(Keys().closure(LIVE)):
        if module.startswith(package):
            name = "/".join(module.split(".")) + ("/__init__.py" if module == package else ".py")
            files[name] = (SOURCE.parent / name).read_bytes()
    return files
