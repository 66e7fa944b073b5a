// PyScript with Pyodide in a worker, from the press that loads its core to its Python's answer.
window.press = () =>
  new Promise((resolve) => {
    const begun = performance.now();
    new BroadcastChannel("bench").onmessage = () => resolve(performance.now() - begun);
    const core = document.createElement("script");
    core.type = "module";
    core.src = "/pyscript/core.js";
    document.head.append(core);
  });
