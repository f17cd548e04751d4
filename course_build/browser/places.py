"""Where a file of others may come from: a folder, a host, or a member of a wheel on an index."""

import io
import re
import sys
import zipfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Protocol

import requests
from pooch import HTTPDownloader
from pypi_simple import DistributionPackage, NoSuchProjectError, PyPISimple
from remotezip import RemoteZip, RemoteZipError
from tqdm import tqdm

from course_build.browser.manifest import WheelPlace
from course_build.browser.pip_settings import PipSettings

SECONDS = 15
"""How long a server may say nothing."""
CHUNK = 1 << 16


class NotThereError(Exception):
    """A place cannot give a file; the message says why in one line, and holds no password of an address."""

    def __init__(self, why: object) -> None:
        text = re.sub(r"//[^/@\s]+@", "//", str(why))
        super().__init__(" ".join(text.split()))


class Place(Protocol):
    """Something that may hold the files."""

    name: str

    def read(self, file: str) -> bytes:
        """Return the content of a file.

        Raises:
            NotThereError: The place cannot give it.
        """


class Folder:
    """A folder that holds the files under their names."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name

    def read(self, file: str) -> bytes:
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise NotThereError(f"{file}: {error.strerror}") from None


class Host:
    """A server that holds the files under one address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.name = address.partition("//")[2].partition("/")[0]

    def read(self, file: str) -> bytes:
        content = io.BytesIO()
        download = HTTPDownloader(progressbar=sys.stderr.isatty(), chunk_size=CHUNK, timeout=SECONDS)
        try:
            download(self.address + file, content, None)
        except requests.RequestException as error:
            raise NotThereError(_cause(error)) from None
        return content.getvalue()


class Wheel:
    """A wheel of which single members are read by range, from the first index of pip that has it."""

    def __init__(self, place: WheelPlace, settings: Callable[[], PipSettings]) -> None:
        self.place = place
        self.settings = settings
        self.name = f"the wheel {place.project} {place.version}"

    def read(self, file: str) -> bytes:
        try:
            size = self._archive.getinfo(self.place.folder + file).file_size
            with (
                self._archive.open(self.place.folder + file) as member,
                tqdm(total=size, desc=file, unit="B", unit_scale=True, leave=False, disable=None) as bar,
            ):
                content = bytearray()
                while chunk := member.read(CHUNK):
                    content += chunk
                    bar.update(len(chunk))
                return bytes(content)
        except KeyError:
            raise NotThereError(f"has no {self.place.folder}{file}") from None
        except (OSError, RemoteZipError, zipfile.BadZipFile) as error:
            raise NotThereError(_cause(error)) from None

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        """The wheel, of which only the list of members has been read."""
        settings = self.settings()
        session = requests.Session()
        session.verify = settings.certificates or True
        whys = []
        for index in settings.indexes:
            try:
                package = self._find(PyPISimple(index, session=session))
                archive: zipfile.ZipFile = RemoteZip(package.url, session=session, timeout=SECONDS)
            except NotThereError as error:
                whys.append(str(error))
            except (OSError, ValueError, RemoteZipError, zipfile.BadZipFile) as error:
                whys.append(_cause(error))
            else:
                return archive
        raise NotThereError("; ".join(whys) or "pip is configured with no index on a server")

    def _find(self, index: PyPISimple) -> DistributionPackage:
        try:
            page = index.get_project_page(self.place.project, timeout=SECONDS)
        except NoSuchProjectError:
            page = None
        for package in page.packages if page else ():
            if package.version == self.place.version and package.package_type == "wheel":
                return package
        raise NotThereError("an index of pip does not have it")


def _cause(error: Exception) -> str:
    """Return what a person can use of an error of the network, of which libraries tell the whole story."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"answers with status {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return f"did not answer within {SECONDS} s"
    if isinstance(error, requests.ConnectionError):
        return "cannot be reached"
    return f"{type(error).__name__}: {error}"
