"""Bring what the tests need beside the Python packages: `python -m tests.prepare`, a part of `make test`."""

from tests import browser, nginx
from tests.browsers import install

print(f"Chromium for the tests: {browser.bring()}")
for name in install.PACKAGES:
    print(f"{name} for the tests: {install.bring(name)}")
print(f"nginx for the tests: {nginx.bring()}")
