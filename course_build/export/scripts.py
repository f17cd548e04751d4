"""Files as scripts: where pages are files, a script is all that a page may bring."""

import base64
import gzip
import json


def bytes_script(name: str, content: bytes) -> bytes:
    """Return a script that hands over a file; frontend/src/python/bring.ts takes it."""
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'courseBytes({json.dumps(name)},"{packed}");\n'.encode()


def index_script(index: object) -> bytes:
    """Return a script that holds the index of Material's search, under the name that its script reads."""
    return f"var __index = {json.dumps(index, ensure_ascii=False)};\n".encode()


def search_script(name: str, source: str, shim: bytes) -> bytes:
    """Return the script that starts Material's search: its source, for ours in frontend/src/offline."""
    return f"var courseSearch = {json.dumps({'name': name, 'source': source})};\n".encode() + shim
