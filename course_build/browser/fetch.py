"""Bring the files of others: from a folder that a person names, the cache, their host, or a wheel on an index."""

import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from course_build.browser.manifest import Asset, Manifest
from course_build.browser.pip_settings import pip_settings
from course_build.browser.places import Folder, Host, NotThereError, Place, Wheel
from course_build.errors import CourseError
from course_build.files import write_beside

log = logging.getLogger("mkdocs.course")

FOLDER = "COURSE_PYODIDE"
"""The environment variable that names a folder with the files."""


def remote_places(manifest: Manifest) -> tuple[Place, ...]:
    """Return the places on the network, in the order in which they are asked."""
    return Host(manifest.host), Wheel(manifest.wheel, pip_settings)


def fetch(
    manifest: Manifest,
    cache: Path,
    *,
    places: Iterable[Place] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> dict[str, Path]:
    """Bring every file of the manifest into `cache`, and return where each is, by its name.

    Parameters:
        manifest: What is brought.
        cache: Files that are here already, and right, are not looked for.
        places: Asked in order for what the cache lacks; without them, those on the network.
        environment: May name a folder, which is asked before all others, the cache included.

    Raises:
        CourseError: The named folder holds a wrong file, or no place has a right one.
    """
    named = environment.get(FOLDER)
    first = Folder(Path(named), f"{FOLDER}={named}") if named else None
    lacking = [
        asset for asset in manifest.assets if not (first and _take(asset, first, cache)) and not _has(asset, cache)
    ]
    failures: list[str] = []
    for place in (remote_places(manifest) if places is None else places) if lacking else ():
        try:
            for asset in lacking:
                write_beside(cache / asset.name, asset.check(place.read(asset.name), place.name))
                log.info("python: %s from %s", asset.name, place.name)
        except (NotThereError, CourseError) as error:
            # One line for a place, and no second file is asked of it: each could be waited for.
            failures.append(f"{place.name}: {error}" if isinstance(error, NotThereError) else str(error))
            log.info("python: %s", failures[-1])
        lacking = [asset for asset in lacking if not _has(asset, cache)]
    if lacking:
        raise CourseError(
            "Python for the browser",
            f"{len(lacking)} of {len(manifest.assets)} files are nowhere to be had ({'; '.join(failures)})",
            f"connect to the network, or name a folder that has {', '.join(one.name for one in lacking)} in {FOLDER}",
        )
    return {asset.name: cache / asset.name for asset in manifest.assets}


def _take(asset: Asset, folder: Folder, cache: Path) -> bool:
    """Copy a file of the named folder into the cache; tell whether it was there."""
    try:
        content = folder.read(asset.name)
    except NotThereError as error:
        log.info("python: %s: %s", folder.name, error)
        return False
    write_beside(cache / asset.name, asset.check(content, folder.name))
    return True


def _has(asset: Asset, cache: Path) -> bool:
    """Tell whether the cache holds the right file; a wrong one is refused, and will be replaced."""
    try:
        content = Folder(cache, "the cache").read(asset.name)
    except NotThereError:
        return False
    try:
        asset.check(content, f"the cache {cache}")
    except CourseError as error:
        log.info("python: %s", error)
        return False
    return True
