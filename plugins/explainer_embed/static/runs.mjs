// Baked runs: fetched once for each address, when a figure comes near, and shared by figures.

/** @import {Baked, BakedFile, Run, Settings} from "../types.d.ts" */

import { keyOf } from "./settings.mjs";
import { PlayerError } from "./words.mjs";

const FORMAT = 1;

/** @type {Map<string, Promise<Baked>>} */
const files = new Map();

/**
 * Runs that are in memory, by explainer and settings: figures that offer the same controls share
 * some of theirs, and one copy of each is enough for a phone.
 * @type {Map<string, Run>}
 */
const known = new Map();

/**
 * All that is baked at an address. A failure is forgotten, so that asking again tries again.
 * @param {string} url
 * @returns {Promise<Baked>}
 */
export function bakedRuns(url) {
  const there = files.get(url);
  if (there) return there;
  const asked = load(url).catch((error) => {
    files.delete(url);
    throw error instanceof PlayerError ? error : new PlayerError({ kind: "runs" });
  });
  files.set(url, asked);
  return asked;
}

/**
 * @param {string} url
 * @returns {Promise<Baked>}
 */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new PlayerError({ kind: "runs" });
  /** @type {BakedFile} */
  const file = await response.json();
  if (file.format !== FORMAT) throw new PlayerError({ kind: "story", format: file.format });
  const runs = new Map(file.runs.map((run) => [run.key, once(file.explainer, run)]));
  return { runs, discrete: file.discrete ?? {}, deeds: file.deeds ?? [] };
}

/**
 * @param {string} explainer
 * @param {Run & { key: string }} run
 * @returns {Run}
 */
function once(explainer, run) {
  const name = `${explainer} ${run.key}`;
  const found = known.get(name) ?? run;
  known.set(name, found);
  return found;
}

/**
 * Mark the button of the named run that is on show.
 * @param {Element} figure
 * @param {Settings} own the figure's
 * @param {string} key of the run
 */
export function markNamed(figure, own, key) {
  for (const button of figure.querySelectorAll("[data-run]")) {
    const other = JSON.parse(button.getAttribute("data-settings") ?? "{}");
    button.setAttribute("aria-pressed", String(keyOf({ ...own, ...other }) === key));
  }
}

/** @type {WeakMap<Element, () => void>} */
const waiting = new WeakMap();

// Support: IntersectionObserver: Chrome 58, Firefox 55, Safari 12.1.
const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      waiting.get(target)?.();
    }
  },
  { rootMargin: "300px 0px" },
);

/**
 * Call back once, when an element comes near the screen.
 * @param {Element} element
 * @param {() => void} then
 */
export function whenNear(element, then) {
  waiting.set(element, then);
  observer.observe(element);
}

/** @param {Element} element */
export function forget(element) {
  observer.unobserve(element);
  waiting.delete(element);
}
