"""Servers on this machine, for tests and benchmarks."""

import functools
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

NOTHING: Mapping[str, bytes] = MappingProxyType({})


@contextmanager
def listening(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answer with a handler until the block ends; gives the address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serve(folder: Path, scripts: Mapping[str, bytes] = NOTHING) -> Iterator[str]:
    """Serve a folder, and scripts of a test as if they stood in it; gives the address, with a slash at the end."""

    class Files(SimpleHTTPRequestHandler):
        def do_GET(self):
            script = scripts.get(self.path.removeprefix("/"))
            if script is None:
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Content-Length", str(len(script)))
            self.end_headers()
            self.wfile.write(script)

        def log_message(self, *_):
            pass

    with listening(functools.partial(Files, directory=str(folder))) as address:
        yield address
