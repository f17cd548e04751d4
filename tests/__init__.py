"""Tests of the course; what several of them share stands beside this file."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The checkout that is tested."""
