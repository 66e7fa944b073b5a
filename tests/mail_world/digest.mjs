// Prints a module's lines from inside Pyodide: node digest.mjs MODULE SITE_PACKAGES EXPLAINERS TESTS
import { loadPyodide } from "pyodide";

const [module, ...folders] = process.argv.slice(2);
const pyodide = await loadPyodide({ stdout: (line) => console.log(line) });
folders.forEach((folder, number) => {
  pyodide.FS.mkdirTree(`/mnt/${number}`);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, `/mnt/${number}`);
  pyodide.runPython(`import sys; sys.path.append("/mnt/${number}")`);
});
await pyodide.runPythonAsync(`
import sys
sys.dont_write_bytecode = True
import ${module}
print("\\n".join(${module}.lines()))
`);
