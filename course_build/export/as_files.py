"""The pages and the search index of a site, for places that send files and know no index of a folder."""

import json
import re

from course_build.errors import CourseError, raise_all
from course_build.export.addresses import INDEX, Addresses
from course_build.export.finished import FinishedSite

INDEX_JSON = "search/search_index.json"
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>')
"""Belongs to a site that can be installed."""


def pages(site: FinishedSite) -> dict[str, str]:
    """Return the HTML of each page by its path, with addresses of files.

    Raises:
        CourseError: There is no finished site, or a page of it leads nowhere.
    """
    made: dict[str, str] = {}
    errors: list[CourseError] = []
    for name in site.pages:
        addresses = Addresses(name, site.files.keys())
        made[name] = addresses.in_page(_MANIFEST.sub("", site.text(name)))
        errors += [
            CourseError(name, f"leads to {one}, which this copy has not", "correct the link, and build again")
            for one in sorted(addresses.broken)
        ]
    raise_all(errors)
    return made


def search_index(site: FinishedSite) -> object:
    """Return the index of the search, whose addresses are those of files."""
    index = json.loads(site.text(INDEX_JSON))
    addresses = Addresses(INDEX, site.files.keys())
    for one in index["docs"]:
        one["location"] = addresses.of_file(one["location"])
    return index
