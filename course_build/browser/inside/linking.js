// Put into Pyodide's copy of Emscripten's linker at build (course_build/browser/edits.py): it speaks of its variables.
//
// The Global Offset Table (GOT) names what modules of WebAssembly take from each other. As it comes, the linker fills
// it with all 13,000 names that the main module hands out, makes a module of its own for each of 260 JavaScript
// functions, and looks through the whole table whenever a library is loaded.

/** What the main module hands out. */
let mainExports = {};
/** Names whose places are not known yet. */
let unresolved = [];

/** Enter a new name of the table: at its place in the main module, if it has one. */
function enterSymbol(name) {
  const entry = (GOT[name] = new WebAssembly.Global({ value: "i32", mutable: true }, -1));
  if (!enterExport(name, entry)) unresolved.push(name);
  return entry;
}

/** From now on names are looked for in the main module; those that are there already get their places. */
function enterMainExports(exports) {
  mainExports = exports;
  unresolved = unresolved.filter((name) => GOT[name].value === -1 && !enterExport(name, GOT[name]));
}

/** Tell whether a name has its place; a library that also hands it out then changes nothing. */
function isResolved(name) {
  if (!GOT[name] && Object.hasOwn(mainExports, name)) enterSymbol(name);
  return GOT[name] !== undefined && GOT[name].value !== -1;
}

function enterExport(name, entry) {
  if (!Object.hasOwn(mainExports, name) || isInternalSym(name)) return false;
  const value = mainExports[name];
  if (typeof value === "function") entry.value = addFunction(value);
  else if (typeof value.value === "number") entry.value = value.value;
  else return false;
  return true;
}

/** Return the names that have to be resolved now; wrap the JavaScript functions among them. */
function takeUnresolved() {
  const names = unresolved.filter((name) => GOT[name].value === -1);
  unresolved = [];
  wrapFunctions(names.map((name) => resolveGlobalSymbol(name, true).sym));
  return names;
}

/** Give JavaScript functions their places in the table of functions, which takes only those of WebAssembly. */
function wrapFunctions(symbols) {
  const functions = [...new Set(symbols)].filter(
    (one) => typeof one === "function" && one.sig && !getFunctionAddress(one),
  );
  if (functions.length === 0) return;
  const types = [...new Set(functions.map((one) => one.sig))];
  const number = (value) => {
    const bytes = [];
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
    return [...bytes, value];
  };
  const list = (items) => [...number(items.length), ...items.flat()];
  const section = (id, items) => {
    const content = list(items);
    return [id, ...number(content.length), ...content];
  };
  const text = (value) => list(Array.from(String(value), (letter) => letter.charCodeAt(0)));
  const codes = (letters) => list(Array.from(letters, (letter) => wasmTypeCodes[letter]));
  // Each function comes in from "e" under its number, and goes out again under the same.
  const module = new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 97, 115, 109, 1, 0, 0, 0],
      ...section(
        1,
        types.map((sig) => [96, ...codes(sig.slice(1)), ...codes(sig[0] === "v" ? "" : sig[0])]),
      ),
      ...section(
        2,
        functions.map((one, at) => [...text("e"), ...text(at), 0, ...number(types.indexOf(one.sig))]),
      ),
      ...section(
        7,
        functions.map((_, at) => [...text(at), 0, ...number(at)]),
      ),
    ]),
  );
  const { exports } = new WebAssembly.Instance(module, { e: { ...functions } });
  const first = wasmTable.grow(functions.length);
  for (const [at, one] of functions.entries()) {
    setWasmTableEntry(first + at, exports[at]);
    functionsInTableMap.set(one, first + at);
  }
}
