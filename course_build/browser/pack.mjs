// Run by Node at build: let Pyodide compile all modules, and find out which of them the first result needs.
// Usage: node pack.mjs PYODIDE WORK INSIDE, three folders; WORK holds the archives, and receives what is made.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, work, inside] = process.argv.slice(2);
const SITE_PACKAGES = "/lib/python3.14/site-packages/";
// Positions within lines would be a third of the bytes; a hash of no seed would give other bytes each time.
const ENVIRONMENT = { PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" };
// What a first result may need: the norms, random numbers, printing, the report of an error, and the playground.
const FIRST_RESULT = `
import course_session, json, sys
assert course_session.can_run_now("import numpy")
for code, expected in (
    ("import numpy as np\\nfrom course_build.norms import TECHNIQUES, batch_norm, group_norm, layer_norm, rms_norm", "result"),
    ("x = np.random.default_rng(0).normal(size=(8, 4))\\nprint(batch_norm, layer_norm(x), np.histogram(x))", "result"),
    ("np.linalg.norm(x), np.median(x), np.quantile(x, 0.5)", "result"),
    ("1 / 0", "ZeroDivisionError"),
    ("undefined", "NameError"),
    ("np.ones(3) @ np.ones(4)", "ValueError"),
    ("def", "SyntaxError"),
):
    told = json.loads(course_session.run(code, "cell.py"))
    assert told.get("type", told["kind"]) == expected, told
course_session.NAMESPACE.clear()
from course_build.norms.registry import TECHNIQUES
for technique in TECHNIQUES:
    for training in (True, False):
        state = json.dumps({"technique": technique, "training": training})
        told = json.loads(course_session.call("course_build.experiments.playground:answer", state, None))
        assert "outcome" in json.loads(told["json"]), told
json.dumps([
    sys.meta_path[0].loaded,
    [m.__spec__.origin for m in sys.modules.values() if str(getattr(m.__spec__, "origin", "")).endswith(".so")],
])`;

const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const read = async (folder, name) => new Uint8Array(await readFile(join(folder, name)));
const quiet = { stdout: () => {}, stderr: () => {} };

const compiler = await loadPyodide({ indexURL: pyodide, env: ENVIRONMENT, ...quiet });
for (const folder of ["/in", "/out"]) compiler.FS.mkdirTree(folder);
for (const name of await readdir(work)) {
  if (name.endsWith(".zip")) compiler.FS.writeFile(`/in/${name}`, await read(work, name));
}
const source = await readFile(join(inside, "compiler.py"), "utf8");
compiler.runPython(source);
compiler.globals.get("write_early")(await readFile(join(inside, "importer.py"), "utf8"));
const write = (boot) => {
  compiler.globals.get("write")(compiler.toPy(boot));
  return ["boot.bin", "rest.bin"].map((name) => compiler.FS.readFile(`/out/${name}`));
};
const early = compiler.FS.readFile("/out/early.zip");
await writeFile(join(work, "early.zip"), early);

// First everything is at hand, and what a first result loads is written down.
const files = JSON.parse(await readFile(join(work, "files.json"), "utf8"));
const [boot, rest] = write([]);
const trial = await loadPyodide({
  indexURL: pyodide,
  stdLibURL: join(work, "early.zip"),
  args: ["-X", "frozen_modules=on"],
  ...quiet,
  fsInit: async (FS) => {
    FS.writeFile("/lib/course-boot.bin", boot);
    FS.writeFile("/lib/course-rest.bin", rest);
    for (const name of files) {
      FS.mkdirTree(dirname(SITE_PACKAGES + name));
      FS.writeFile(SITE_PACKAGES + name, await read(join(work, "files"), name));
    }
  },
});
const [modules, extensions] = JSON.parse(trial.runPython(FIRST_RESULT));

const [first, second] = write(modules);
await mkdir(join(work, "out"), { recursive: true });
await writeFile(join(work, "out", "boot.bin"), first);
await writeFile(join(work, "out", "rest.bin"), second);
await writeFile(join(work, "out", "early.zip"), early);
await writeFile(join(work, "out", "first.json"), JSON.stringify({ modules, extensions }));
process.exit(0);
