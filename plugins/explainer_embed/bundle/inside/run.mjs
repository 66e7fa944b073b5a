// Runs one Python script inside the pinned Pyodide under Node, for the build.
//
//   node run.mjs JOB.json
//
// JOB.json: {"pyodide": folder of the npm package, "stdlib": zip or null (the package's own),
// "mounts": {path inside: folder outside}, "files": {path inside: file outside},
// "path": [for sys.path], "script": file, "job": {…}, "answer": file}. The script's `main` gets "job"
// as JSON and gives its answer as JSON. Nothing is fetched: every path is a local one. Hash seed and clock stamp are fixed: equal input gives equal bytes.
// The reader's Python has the same seed (../README.md): what attrs generates depends on it.
// Compiled code keeps its line numbers but not its columns (PEP 657), a third of what is sent.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf-8"));
const { loadPyodide } = await import(pathToFileURL(path.join(job.pyodide, "pyodide.mjs")).href);
const { info } = JSON.parse(fs.readFileSync(path.join(job.pyodide, "pyodide-lock.json"), "utf-8"));

const pyodide = await loadPyodide({
  indexURL: job.pyodide,
  stdLibURL: job.stdlib ?? path.join(job.pyodide, "python_stdlib.zip"),
  lockFileContents: { info, packages: {} },
  packageBaseUrl: "/nowhere/",
  env: {
    HOME: "/home/pyodide",
    PYTHONHASHSEED: "0",
    PYTHONNODEBUGRANGES: "1",
    SOURCE_DATE_EPOCH: "315619200",
  },
});
for (const [inside, outside] of Object.entries(job.mounts)) {
  pyodide.mountNodeFS(inside, outside);
}
for (const [inside, outside] of Object.entries(job.files)) {
  pyodide.FS.mkdirTree(path.posix.dirname(inside));
  pyodide.FS.writeFile(inside, fs.readFileSync(outside));
}
pyodide.pyimport("sys").path.extend(job.path);
try {
  pyodide.runPython(fs.readFileSync(job.script, "utf-8"), { filename: path.basename(job.script) });
  fs.writeFileSync(job.answer, pyodide.globals.get("main")(JSON.stringify(job.job)));
} catch (error) {
  console.error(String(error.message ?? error));
  process.exitCode = 1;
}
