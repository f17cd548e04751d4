"""Copies of the finished site for places without a server. They read the folder of the site, and nothing else."""
