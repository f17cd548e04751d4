"""Code that readers run: how it runs, and what is told of the result, at build and in the browser alike."""
