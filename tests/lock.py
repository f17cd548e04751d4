"""Write requirements.txt and requirements-test.txt anew: `make lock`. Hashes, and no addresses."""

import subprocess
import sys

COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml"),
    *("--universal", "--python-version", "3.12", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--upgrade", "--quiet", "--extra", "build"),
)

subprocess.run([*COMPILE, "--output-file", "requirements.txt"], check=True)
subprocess.run(
    [*COMPILE, "--extra", "test", "--constraint", "requirements.txt", "--output-file", "requirements-test.txt"],
    check=True,
)
