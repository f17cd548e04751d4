"""What servers have to be told of the course: types, how long what is kept, and that compressed files are there."""

import re
from collections.abc import Iterable

_HASHED = re.compile(
    r"generated/.*\.[0-9a-f]{10}\.\w+|assets/(?:javascripts|stylesheets)/.*\.[0-9a-f]{8}\.min\.(?:js|css)"
)
FOREVER = "public, max-age=31536000, immutable"
CHECKED = "no-cache"
"""Kept, and asked for again each time; the server then answers that nothing has changed."""
TYPES = {
    "text/html; charset=utf-8": "html",
    "text/css; charset=utf-8": "css",
    "text/javascript; charset=utf-8": "js mjs",
    "text/markdown; charset=utf-8": "md",
    "text/plain; charset=utf-8": "txt",
    "text/csv; charset=utf-8": "csv",
    "application/json": "json map",
    "application/manifest+json": "webmanifest",
    "application/x-ipynb+json": "ipynb",
    "application/xml": "xml",
    "application/pdf": "pdf",
    "application/wasm": "wasm",
    "application/zip": "zip",
    "application/octet-stream": "bin",
    "font/woff2": "woff2",
    "image/png": "png",
    "image/svg+xml": "svg",
}
_NGINX = """\
# The course on nginx, below /{course}/ of a host. Copy the folder public/ to /var/www/{course}, and this file to
# /etc/nginx/conf.d/{course}.conf; change the name of the host, the port and the paths to yours. For the root of a
# host, write `location / {{ root /var/www/{course}; … }}` in the place of the location and its alias.
#
# brotli_static needs a module (Debian: libnginx-mod-http-brotli-static). Without it, remove that line: gzip stays.

map $uri ${variable}_cache {{
    default "{checked}";
    # Their names change with their content.
    "~{hashed}" "{forever}";
}}

server {{
    listen 80;
    server_name example.org;
    absolute_redirect off;

    location /{course}/ {{
        alias /var/www/{course}/;
        index index.html;
        error_page 404 /{course}/404.html;

        gzip_static on;
        gzip_vary on;
        brotli_static on;

        add_header Cache-Control ${variable}_cache;
        add_header X-Content-Type-Options nosniff;

        default_type application/octet-stream;
        types {{
{types}
        }}
    }}
}}
"""


def headers_file(names: Iterable[str]) -> str:
    """Return the file `_headers`, as hosts of static sites read it; what it does not name, they check each time."""
    rules = [f"/{name}\n  Cache-Control: {FOREVER}\n" for name in names if _HASHED.fullmatch(name)]
    return "".join(["/*\n  X-Content-Type-Options: nosniff\n", *rules])


def nginx_file(course: str, names: Iterable[str]) -> str:
    """Return an example for nginx."""
    endings = sorted({re.escape(name.rpartition("/")[0]) for name in names if _HASHED.fullmatch(name)})
    return _NGINX.format(
        course=course,
        variable=course.replace("-", "_"),
        checked=CHECKED,
        forever=FOREVER,
        hashed=rf"/(?:{'|'.join(endings)})/[^/]*\.[0-9a-f]{{8,10}}\.[.a-z0-9]+$",
        types="\n".join(f'            "{kind}" {endings};' for kind, endings in TYPES.items()),
    )
