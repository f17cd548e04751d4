"""The same code in CPython and in Chromium, held against each other."""
