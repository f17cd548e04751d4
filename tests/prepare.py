"""Bring what the tests need beside the Python packages: `python -m tests.prepare`, a part of `make test`."""

from tests import browser

print(f"Chromium for the tests: {browser.bring()}")
