// Times from a press to the worker's first message, on a page that has done nothing before.

/** @param {string} name of the worker's module @param {string} base of the runtime it boots */
window.press = (name, base) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const worker = new Worker(`./${name}.mjs?base=${encodeURIComponent(base)}`, { type: "module" });
    worker.onmessage = ({ data }) =>
      data === 2 ? resolve(performance.now() - begun) : reject(new Error(String(data)));
    worker.onerror = (event) => reject(new Error(event.message));
  });
