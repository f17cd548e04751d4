// What we use of Pyodide; the build replaces these names by its two modules; course_build/browser/edits.py
// tells what it changes in the second.

interface PyodideFiles {
  mkdirTree(path: string): void;
  writeFile(path: string, content: Uint8Array, options?: { canOwn?: boolean }): void;
}

interface PyodideOutput {
  write(bytes: Uint8Array): number;
  isatty?: boolean;
}

interface PyodideSession {
  /** Imports what most code needs; tells that it is done. */
  warm_up(): boolean;
  can_run_now(code: string): boolean;
  /** Returns JSON. */
  run(code: string, name: string, isolated: boolean): string;
  /** Prints "sound"; returns JSON. */
  check(): string;
  can_call_now(target: string): boolean;
  /** Takes JSON, returns JSON, and hands JSON to `progress`. */
  call(target: string, argument: string, progress: (json: string) => void): string;
}

interface Pyodide {
  FS: PyodideFiles;
  setInterruptBuffer(buffer: Uint8Array): void;
  setStdout(output: PyodideOutput): void;
  setStderr(output: PyodideOutput): void;
  pyimport(name: string): PyodideSession;
}

declare module "pyodide-loader" {
  export function loadPyodide(options: {
    indexURL: string;
    packageBaseUrl: string;
    stdLibURL: string;
    lockFileContents: string;
    args: string[];
    env: Record<string, string>;
    createPyodideModule: unknown;
    fsInit: (files: PyodideFiles) => Promise<void>;
  }): Promise<Pyodide>;
}

declare module "pyodide-module" {
  const createPyodideModule: unknown;
  export default createPyodideModule;
}
