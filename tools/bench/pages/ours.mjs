// `1+1` in a module worker, with this site's runtime and nothing else of the site.
import { info } from "./info.mjs"; // written by the bench: what the lock says of its Pyodide

const base = new URL(new URL(import.meta.url).searchParams.get("base"), location.href).href;
const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
  import(`${base}pyodide.mjs`),
  import(`${base}pyodide.asm.mjs`),
]);
const python = await loadPyodide({
  indexURL: base,
  stdLibURL: `${base}stdlib.zip`,
  createPyodideModule,
  lockFileContents: { info, packages: {} },
  packageBaseUrl: base,
});
postMessage(python.runPython("1+1"));
