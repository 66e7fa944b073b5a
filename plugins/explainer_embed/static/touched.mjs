// What can be touched in a run: from the file of the baked runs' own name, else drawn by Python, which has
// computed that run here and is awake.

/** @import {TouchFile} from "../types.d.ts" */
/** @import {Asking} from "./asking.mjs" */

const FORMAT = 1;

/** @type {Map<string, Promise<TouchFile | null>>} */
const files = new Map();

/**
 * Python's markup for the run on show, or nothing.
 * @param {HTMLElement} figure
 * @param {Asking} asking
 */
export async function touchOf(figure, asking) {
  await asking.fetchBaked(); // a lean figure gets its pictures by it, and they would cover ours
  const { runs } = figure.dataset;
  const { key } = asking;
  const file = runs ? await fileAt(runs.replace("/runs/", "/touch/")) : null;
  const pieces = file?.runs[key ?? ""];
  if (file && pieces) return pieces.map((index) => file.pieces[index] ?? "").join("");
  return figure.dataset.state === "live" ? await asking.drawn("touch") : "";
}

/** @param {string} address as seen from here */
function fileAt(address) {
  const url = new URL(address, import.meta.url).href;
  const asked = files.get(url) ?? load(url);
  files.set(url, asked);
  return asked.catch(() => {
    files.delete(url); // asked again with the next run
    return null;
  });
}

/**
 * @param {string} url
 * @returns {Promise<TouchFile | null>}
 */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  /** @type {TouchFile} */
  const file = await response.json();
  return file.format === FORMAT ? file : null;
}
