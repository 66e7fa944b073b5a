// The floor: the same wasm fetched and compiled in a worker, and nothing else. (It can't be
// instantiated without the ten thousand lines that give it its imports.)
const base = new URL(new URL(import.meta.url).searchParams.get("base"), location.href).href;
await WebAssembly.compileStreaming(fetch(`${base}pyodide.asm.wasm`));
postMessage(2);
