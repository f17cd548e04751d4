import { loadPyodide } from "./pyodide.mjs";

const code = await fetch("code.py").then((answer) => answer.text());
const pyodide = await loadPyodide({ indexURL: new URL(".", self.location).href });
await pyodide.loadPackage("numpy", { messageCallback: () => {} });
self.postMessage(String(pyodide.runPython(code)));
