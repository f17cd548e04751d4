"""How figures look: a canvas on matplotlib, the techniques' identity, and SVG that follows the page."""
