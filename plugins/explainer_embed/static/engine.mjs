// One worker with one Python in it, shared by all figures of the page.
//
// It starts when a figure first asks, and never before. Requests go in one at a time, so that the
// time limit of each counts from when Python really begins with it. A worker that is stuck or has
// broken down is thrown away; the requests behind the one that broke it wait for the next worker.

/** @import {Answer, Failure, FromWorker, Limits, Manifest, Offer, Stage, ToWorker} from "../types.d.ts" */

import { PlayerError } from "./words.mjs";

const FORMAT = 1;

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {object | undefined} settings
 * @property {string} request
 * @property {Limits} limits
 * @property {"boot" | "run"} limit which of them holds for this job
 * @property {(answer: Answer) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** @typedef {{ stage: Stage, received: number, total: number }} Progress */

/**
 * Fires `progress` (detail: Progress) while loading, and `lost` when a worker has been thrown away.
 */
export class Engine extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #up = null;
  /** @type {Map<string, Promise<void>>} explainers that this worker has imported, or is importing */
  #warm = new Map();
  /** @type {Manifest | null} */
  #manifest = null;
  /** @type {Job[]} */
  #queue = [];
  /** @type {Job | null} */
  #job = null;
  #timer = 0;
  #id = 0;
  /** @type {Set<string>} */
  #opened = new Set();
  #cancelBoot = () => {};
  /** @type {Progress} */
  progress = { stage: "fetch", received: 0, total: 0 };

  /**
   * Get everything ready for an explainer, so that its next run need not wait.
   * @param {string} name
   * @param {Limits} limits
   * @returns {Promise<void>}
   */
  warm(name, limits) {
    const known = this.#warm.get(name);
    if (known) return known;
    const warming = this.#boot(name, limits).then(async () => {
      const entry = this.#manifest?.explainers[name]?.entry;
      const answer = await this.#ask({ op: "warm", name, entry }, limits, "boot");
      if (!answer.ok) throw new PlayerError({ kind: "refused", text: answer.message });
      this.#opened.add(name);
    });
    this.#warm.set(name, warming);
    warming.catch(() => this.#warm.get(name) === warming && this.#warm.delete(name));
    return warming;
  }

  /**
   * Whether a run of this explainer need not wait.
   * @param {string} name
   */
  isWarm(name) {
    return this.#opened.has(name);
  }

  /**
   * Run an explainer, or look at the same run through one lens more. Rejects with a PlayerError.
   * @param {"run" | "look"} op
   * @param {string} name
   * @param {{ settings: object, actions: readonly object[], lens: string }} input
   * @param {Limits} limits
   */
  async run(op, name, input, limits) {
    await this.warm(name, limits);
    return this.#ask({ op, name, ...input }, limits, "run");
  }

  /**
   * @param {{ op: string, name: string, entry?: string | undefined, settings?: object,
   *   actions?: readonly object[], lens?: string }} request
   * @param {Limits} limits
   * @param {"boot" | "run"} limit
   * @returns {Promise<Answer>}
   */
  #ask(request, limits, limit) {
    const { name, settings } = request;
    const text = JSON.stringify(request);
    return new Promise((resolve, reject) => {
      this.#queue.push({ name, settings, request: text, limits, limit, resolve, reject });
      this.#next();
    });
  }

  #next() {
    if (this.#job || !this.#worker) return;
    const job = this.#queue.shift();
    if (!job) return;
    this.#job = job;
    const parts = partsFor(this.#manifest?.explainers[job.name], job.settings);
    /** @type {ToWorker} */
    const message = { type: "ask", id: ++this.#id, parts, request: job.request };
    this.#worker.postMessage(message);
    const limit = job.limits[job.limit];
    this.#timer = setTimeout(() => this.#lose({ kind: job.limit, seconds: limit / 1000 }), limit);
  }

  /**
   * @param {string} name
   * @param {Limits} limits
   */
  #boot(name, limits) {
    this.#up ??= this.#start(name, limits).catch((error) => {
      this.#discard();
      throw error;
    });
    return this.#up;
  }

  /**
   * @param {string} name
   * @param {Limits} limits
   */
  async #start(name, limits) {
    this.#tell({ stage: "fetch", received: 0, total: 0 });
    const manifest = (this.#manifest ??= await readManifest());
    const parts = manifest.explainers[name]?.parts;
    if (!parts) throw new PlayerError({ kind: "unknown", text: name });
    const worker = makeWorker();
    await new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
      /** @param {Failure} failure */
      const fail = (failure) => {
        worker.terminate();
        reject(new PlayerError(failure));
      };
      const watch = new BootWatch(limits, () => this.progress.stage, fail);
      this.#cancelBoot = () => watch.end();
      worker.onerror = (event) => {
        event.preventDefault();
        watch.end();
        fail({ kind: "worker" });
      };
      worker.onmessage = ({ data }) => {
        const message = /** @type {FromWorker} */ (data);
        if (message.type === "progress") {
          watch.moved();
          this.#tell(message);
        } else if (message.type === "up") {
          watch.end();
          resolve();
        } else if (message.type === "failed") {
          watch.end();
          fail(message.failure);
        }
      };
      worker.postMessage({ type: "boot", manifest, base: import.meta.url, parts });
    });
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose({ kind: "crash", text: event.message });
    };
    this.#next();
  }

  /** @param {FromWorker} message */
  #heard(message) {
    const job = this.#job;
    if (!job || !("id" in message) || message.id !== this.#id) return;
    if (message.type === "broken" && message.failure.kind !== "file") {
      return this.#lose(message.failure);
    }
    clearTimeout(this.#timer);
    this.#job = null;
    if (message.type === "answer") job.resolve(JSON.parse(message.text));
    else if (message.type === "broken") job.reject(new PlayerError(message.failure));
    this.#next();
  }

  /**
   * The worker is no use any more: its job fails, the others wait for a new one.
   * @param {Failure} failure
   */
  #lose(failure) {
    const broken = this.#job;
    const waiting = this.#queue;
    this.#discard();
    this.dispatchEvent(new Event("lost"));
    broken?.reject(new PlayerError(failure));
    for (const job of waiting) {
      this.#boot(job.name, job.limits).then(() => {
        this.#queue.push(job);
        this.#next();
      }, job.reject);
    }
  }

  #discard() {
    clearTimeout(this.#timer);
    this.#cancelBoot();
    this.#worker?.terminate();
    this.#worker = null;
    this.#up = null;
    this.#job = null;
    this.#queue = [];
    this.#warm.clear();
    this.#opened.clear();
  }

  /** @param {Progress} progress */
  #tell({ stage, received, total }) {
    this.progress = { stage, received, total };
    this.dispatchEvent(new CustomEvent("progress", { detail: this.progress }));
  }
}

/** Two clocks over a boot: since it began, and since it last moved. Some failures (a policy that
 * forbids WebAssembly, a line that hangs) never say anything. */
class BootWatch {
  /**
   * @param {Limits} limits
   * @param {() => Stage} stage
   * @param {(failure: Failure) => void} fail
   */
  constructor(limits, stage, fail) {
    this.limits = limits;
    /** @param {"boot" | "stall"} kind */
    this.give = (kind) => {
      this.end();
      fail({ kind, stage: stage(), seconds: limits[kind] / 1000 });
    };
    this.whole = setTimeout(() => this.give("boot"), limits.boot);
    this.still = setTimeout(() => this.give("stall"), limits.stall);
  }

  moved() {
    clearTimeout(this.still);
    this.still = setTimeout(() => this.give("stall"), this.limits.stall);
  }

  end() {
    clearTimeout(this.whole);
    clearTimeout(this.still);
  }
}

/**
 * The parts of the bundle that a run needs: most explainers need the same ones always.
 * @param {Offer | undefined} offer
 * @param {object | undefined} settings
 */
function partsFor(offer, settings) {
  const chosen = new Map(Object.entries(settings ?? {}));
  const extras = (offer?.extras ?? []).filter(
    ({ setting, without }) => chosen.has(setting) && !without.includes(chosen.get(setting)),
  );
  return [...new Set([...(offer?.parts ?? []), ...extras.map(({ part }) => part)])];
}

/** @returns {Promise<Manifest>} */
async function readManifest() {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(new URL("manifest.json", import.meta.url));
  } catch {
    throw new PlayerError({ kind: "manifest" });
  }
  if (!response.ok) throw new PlayerError({ kind: "manifest" });
  const manifest = await response.json().catch(() => ({}));
  if (manifest.format !== FORMAT) throw new PlayerError({ kind: "format", format: manifest.format });
  return manifest;
}

function makeWorker() {
  try {
    // Support: module workers: Chrome 80, Firefox 114, Safari 15.
    return new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
  } catch {
    throw new PlayerError({ kind: "worker" });
  }
}

/** The page's one engine. */
export const engine = new Engine();

/**
 * How long a figure waits; an author's attributes may say otherwise, in milliseconds.
 * @param {HTMLElement} figure
 * @returns {Limits}
 */
export function limitsOf({ dataset }) {
  const { bootLimit = 120_000, stallLimit = 30_000, runLimit = 20_000 } = dataset;
  return { boot: Number(bootLimit), stall: Number(stallLimit), run: Number(runLimit) };
}
