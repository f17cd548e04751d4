"""A server for the bench that compresses as hosts do, and counts what it sends."""

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli

from tests.serving import listening

COMPRESSED = (".bin", ".css", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".wasm", ".xml", ".zip")
"""An archive of ours holds what is not compressed; one that is gains nothing, and loses nothing."""
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".bin": "application/octet-stream"}


@dataclass
class Host:
    """What is served, by path: folders, and single files that stand in front of them."""

    folders: dict[str, Path]
    files: dict[str, bytes] = field(default_factory=dict)
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Each answer's path and the bytes of its body."""
    address: str = ""

    def content(self, path: str) -> bytes | None:
        if path in self.files:
            return self.files[path]
        for prefix, folder in self.folders.items():
            if path.startswith(prefix):
                found = folder / path.removeprefix(prefix)
                found = found / "index.html" if found.is_dir() else found
                return found.read_bytes() if found.is_file() else None
        return None


@contextmanager
def serve(host: Host) -> Iterator[Host]:
    """Serve from this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path = self.path.partition("?")[0]
            content = host.content(path)
            suffix = Path(path).suffix or ".html"
            self.send_response(404 if content is None else 200)
            body = content or b""
            if content is not None and suffix in COMPRESSED:
                body = brotlied(body)
                self.send_header("Content-Encoding", "br")
            self.send_header("Content-Type", TYPES.get(suffix) or mimetypes.guess_type(f"a{suffix}")[0] or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=86400")
            self.end_headers()
            self.wfile.write(body)
            host.sent.append((path, len(body)))

        def log_message(self, *_):
            pass

    with listening(Handler) as address:
        host.address = address.removesuffix("/")
        yield host


@cache
def brotlied(content: bytes, quality: int = 5) -> bytes:
    return brotli.compress(content, quality=quality)


@cache
def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
