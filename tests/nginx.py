"""Debian's nginx, for the test of the hosted export: how it gets here, and how it is started."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browsers.driven import end
from tests.browsers.install import install

WITHOUT = "COURSE_WITHOUT_NGINX"
"""Set by a person who chose to leave that test out."""
PACKAGES = ("nginx-light", "libnginx-mod-http-brotli-static")
MODULES = Path("/usr/lib/nginx/modules")
BROTLI = MODULES / "ngx_http_brotli_static_module.so"
START = 20
"""Seconds in which it answers."""
MAIN = """\
load_module {brotli};
{user}
daemon off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    fastcgi_temp_path {folder}/fastcgi;
    proxy_temp_path {folder}/proxy;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {site};
}}
"""


def missing() -> str:
    """Return what is missing here; empty when nothing is."""
    return "" if find() and BROTLI.is_file() else f"nginx with brotli (Debian: apt-get install {' '.join(PACKAGES)})"


def find() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def bring() -> str:
    """Install it where it is missing; return what to print.

    Raises:
        SystemExit: It cannot be installed, and nobody chose to leave it out; the message says what to do.
    """
    if not missing():
        return "here"
    if os.environ.get(WITHOUT):
        return f"left out, as {WITHOUT} says"
    install("nginx", PACKAGES)
    if lacking := missing():
        sys.exit(f"A test needs {lacking}: install it, or set {WITHOUT}=1 to leave it out, then run make test again.")
    return "here"


@contextmanager
def running(site: str, port: int, folder: Path) -> Iterator[None]:
    """Run nginx with the configuration of a site, until the block ends.

    Raises:
        Failed: It is not installed. Only who asked to go without gets a skipped test instead.
    """
    if lacking := missing():
        if os.environ.get(WITHOUT):
            pytest.skip(f"{WITHOUT} leaves out nginx")
        pytest.fail(f"the test needs {lacking}: run python -m tests.prepare, which brings it or says how")
    (folder / "site.conf").write_text(site)
    user = "user root;" if os.geteuid() == 0 else ""
    main = MAIN.format(brotli=BROTLI, user=user, folder=folder, site=folder / "site.conf")
    (folder / "main.conf").write_text(main)
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen([str(find()), "-c", str(folder / "main.conf"), "-e", "stderr"], stderr=out)
    try:
        for _ in range(START * 10):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        yield
    finally:
        end(process)
