"""What Python in the browser is made of: the files that assets.toml lists, known by their hashes."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError

ASSETS = Path(__file__).with_name("assets.toml")
LICENSES = Path(__file__).with_name("licenses")


@dataclass(frozen=True)
class Package:
    """A work of others: its name, version and license."""

    name: str
    version: str
    license: str
    license_text: Path | None
    """The text of its license, unless its own files carry it."""


@dataclass(frozen=True)
class Asset:
    """One file of others."""

    name: str
    sha256: str
    packages: tuple[Package, ...]
    """What its content belongs to, the main one first."""

    def check(self, content: bytes, place: str) -> bytes:
        """Return the content when it is the file's.

        Raises:
            CourseError: It is not; the error shows both hashes.
        """
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise CourseError(
                f"{self.name} from {place}",
                f"is another file: its SHA-256 is {found}, and {self.sha256} was expected",
                "do not use it; get the version that course_build/browser/assets.toml names",
            )
        return content


@dataclass(frozen=True)
class WheelPlace:
    """A wheel of an index, and the folder in it that holds the files."""

    project: str
    version: str
    folder: str


@dataclass(frozen=True)
class Manifest:
    """All files, and where they are looked for."""

    assets: tuple[Asset, ...]
    host: str
    """An address that ends with a slash; a file's name follows it."""
    wheel: WheelPlace

    @classmethod
    def read(cls, path: Path = ASSETS) -> "Manifest":
        """Return what the file says."""
        content = tomllib.loads(path.read_text("utf-8"))
        packages = {
            name: Package(
                name, one["version"], one["license"], LICENSES / one["license_text"] if "license_text" in one else None
            )
            for name, one in content["packages"].items()
        }
        assets = tuple(
            Asset(one["name"], one["sha256"], tuple(packages[name] for name in one["packages"]))
            for one in content["files"]
        )
        return cls(assets, content["places"]["host"]["address"], WheelPlace(**content["places"]["wheel"]))

    @property
    def packages(self) -> tuple[Package, ...]:
        """Return each package once, in the order in which files name them."""
        return tuple(dict.fromkeys(package for asset in self.assets for package in asset.packages))

    def one(self, ending: str) -> Asset:
        """Return the one file whose name ends so."""
        (found,) = (asset for asset in self.assets if asset.name.endswith(ending))
        return found
