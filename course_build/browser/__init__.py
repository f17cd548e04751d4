"""Python for the reader's browser: Pyodide and numpy, fetched, cut down, compiled, and packed with our own modules."""
