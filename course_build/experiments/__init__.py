"""Seeded experiments on real data: numpy and the norms only, the same in the build and in the page."""
