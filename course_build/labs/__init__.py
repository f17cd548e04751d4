"""Labs: notebooks in docs/labs, run at build, shown as pages and offered as .ipynb."""
