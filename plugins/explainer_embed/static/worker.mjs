// The worker: Python lives here, so that nothing it does can hold up the page.
//
// It starts the runtime, puts our code on Python's path, and then hands texts back and forth:
// a request goes to `explainer_kit.page.respond`, and its answer comes back, both JSON.

/** @import {Failure, FromWorker, Manifest, Stage, ToWorker} from "../types.d.ts" */

import { BootError, Intake } from "./intake.mjs";

/** @type {(message: FromWorker) => void} */
const tell = (message) => self.postMessage(message);

/** @type {((request: string) => string) | null} */
let respond = null;

/** @type {Stage} */
let stage = "fetch";

/** Lets Python look for garbage again: see boot. */
let tidy = () => {};
let answers = 0;

/** Puts parts of the bundle on Python's path. @type {(parts: string[]) => Promise<void>} */
let add = async () => {};

self.addEventListener("message", async ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  if (message.type === "boot") {
    try {
      await boot(message.manifest, message.base, message.parts);
      tell({ type: "up" });
    } catch (error) {
      tell({ type: "failed", failure: failureOf(error, "python") });
    }
  } else {
    try {
      await add(message.parts);
      if (!respond) throw new Error("not started");
      tell({ type: "answer", id: message.id, text: respond(message.request) });
      if (++answers === 2) tidy();
    } catch (error) {
      tell({ type: "broken", id: message.id, failure: failureOf(error, "crash") });
    }
  }
});

/**
 * @param {Manifest} manifest
 * @param {string} base
 * @param {string[]} parts
 */
async function boot(manifest, base, parts) {
  needWebAssembly();
  const runtime = new URL(manifest.runtime.base, base).href;
  const bundle = new URL(manifest.bundle.base, base).href;
  const intake = new Intake(manifest, base, parts, (received, total) => {
    if (stage === "fetch" && received >= total) stage = "start";
    tell({ type: "progress", stage, received, total });
  });
  self.fetch = intake.fetch;
  /** @param {string} part */
  const archive = (part) => intake.archive(`${bundle}${manifest.bundle.parts[part]}`);
  // Everything sets out at once; Python waits only for what it needs next.
  const first = Promise.all(parts.map(archive));
  const lock = intake.text(`${bundle}${manifest.bundle.lock}`);
  const program = intake.script(`${runtime}pyodide.asm.mjs`);
  for (const early of [first, lock, program]) early.catch(() => {});

  const { loadPyodide } = await intake.script(`${runtime}pyodide.mjs`);
  const loading = loadPyodide({
    indexURL: runtime,
    stdLibURL: `${runtime}${manifest.runtime.stdlib}`,
    lockFileContents: lock,
    packageBaseUrl: bundle,
    // The seed is the build's: attrs writes hashes into code that the bundle brings compiled.
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" },
    stdout: () => {},
    stderr: () => {},
  });
  // A file that failed inside Pyodide is told by the intake, which knows its name; Pyodide's own
  // words wait a little for that, and it might never say any.
  const started = Promise.all([loading, first]).catch(async (error) => {
    await new Promise((go) => setTimeout(go, 200));
    throw error;
  });
  const [python, archives] = await Promise.race([started, intake.failed]);
  stage = "open";
  intake.tell();

  // Nearly all that importing and a first run make is there to stay: looking through it for garbage
  // again and again would cost a phone about 40 ms. Warmed and run once, it is set aside for good.
  const gc = python.pyimport("gc");
  gc.disable();
  tidy = () => {
    gc.freeze();
    gc.enable();
  };

  /** @type {Set<string>} */
  const present = new Set();
  const path = python.pyimport("sys").path;
  /**
   * @param {string} part
   * @param {Uint8Array} bytes
   */
  const put = (part, bytes) => {
    present.add(part);
    python.FS.writeFile(`/lib/${part}.zip`, bytes);
    path.append(`/lib/${part}.zip`);
  };
  parts.forEach((part, index) => put(part, archives[index] ?? new Uint8Array()));
  add = async (more) => {
    const wanted = more.filter((part) => !present.has(part));
    const come = await Promise.all(wanted.map(archive));
    wanted.forEach((part, index) => put(part, come[index] ?? new Uint8Array()));
  };
  python
    .pyimport("rest_of_stdlib")
    .install(() => fetchNow(`${runtime}${manifest.runtime.rest}`));
  respond = python.pyimport("explainer_kit.page").respond;
}

/** A policy without 'wasm-unsafe-eval' makes Pyodide wait for ever: find out here, at once. */
function needWebAssembly() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    throw new BootError({ kind: "wasm" });
  }
}

/**
 * Fetch while Python waits: only for a module that nobody foresaw.
 * @param {string} url
 */
function fetchNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} ${url}`);
  return new Uint8Array(request.response);
}

/**
 * @param {unknown} error
 * @param {"python" | "crash"} kind of a failure that has no name of its own
 * @returns {Failure}
 */
function failureOf(error, kind) {
  return error instanceof BootError ? error.failure : { kind, text: lastLine(error) };
}

/**
 * The line of an error (Python's tracebacks have many) that says what happened.
 * @param {unknown} error
 */
function lastLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").pop()?.slice(0, 200) ?? "";
}
