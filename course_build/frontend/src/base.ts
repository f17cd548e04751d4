// Where the files are that our script brings later.

// Only while a script runs for the first time does the page say where it came from.
const script = document.currentScript;

/** The address of the folder that our script stands in; a script in the page itself has none of its own. */
export const base = (script instanceof HTMLScriptElement && script.src) || document.baseURI;
