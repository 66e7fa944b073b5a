// `1+1` in a module worker, with Pyodide as npm has it, used as its documentation says.
const base = new URL(new URL(import.meta.url).searchParams.get("base"), location.href).href;
const { loadPyodide } = await import(`${base}pyodide.mjs`);
const python = await loadPyodide({ indexURL: base });
postMessage(python.runPython("1+1"));
