"""Figures: find them, compute what changed in parallel, draw and publish them for MkDocs."""
