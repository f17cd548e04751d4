"""Cells of code on pages: what they are, and their outputs, computed at build."""
