"""Check and test the front end with its own tools: `python -m tests.frontend`, a part of `make test`."""

import os
import subprocess
import sys

from course_build.assets.node import FRONTEND, find_node

folder = find_node()
if folder is None:
    sys.exit("There is no Node: run make test, which brings one.")
environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
for script in ("check", "test"):
    code = subprocess.run(["npm", "run", "--silent", script], cwd=FRONTEND, env=environment, check=False).returncode
    if code:
        sys.exit(code)
