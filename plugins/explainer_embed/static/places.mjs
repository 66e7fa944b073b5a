// 場面リンク: a figure's place as an address, and back. `#/FIGURE/STEP?port=25&auth=wrong` names the
// settings that have few values, `_did` what was done by hand since, and nothing that a reader has
// typed. Whoever opens it later may have a page with other names and values: then the nearest place
// is shown, and it says so. Fetched when somebody shares a place, or opens one.

/** @import {Named, Settings} from "../types.d.ts" */
/** @import {Asking} from "./asking.mjs" */
/** @import {PyExplainer} from "./element.mjs" */

import { readDeeds, writeDeeds } from "./deeds.mjs";
import { SAID } from "./words.mjs";

const DID = "_did"; // no setting's name begins so
const TOO_MUCH =
  "コピーしました。手でしたことは書ききれないので、アドレスには条件と場面だけが入っています。";

const PLACE = /^#\/([^/?]+)\/([^/?]*)(?:\?(.*))?$/;

/** @typedef {{ figure: string, step: string, settings: URLSearchParams, did: string }} Place */

/**
 * Read an address's fragment; null where it names no place in a figure.
 * @param {string} hash
 * @returns {Place | null}
 */
function readPlace(hash) {
  const [, figure = "", step = "", query = ""] = PLACE.exec(hash) ?? [];
  if (!figure) return null;
  try {
    const settings = new URLSearchParams(query);
    const did = settings.get(DID) ?? "";
    settings.delete(DID);
    return { figure: decodeURIComponent(figure), step: decodeURIComponent(step), settings, did };
  } catch {
    return null; // half an escape: somebody has cut the address
  }
}

/**
 * Write the fragment of a place.
 * @param {string} figure its id
 * @param {string} step
 * @param {Settings} settings
 * @param {Record<string, Named>} discrete the settings that may be named
 * @param {string} did
 */
function writePlace(figure, step, settings, discrete, did) {
  const query = new URLSearchParams();
  for (const name of Object.keys(discrete).sort()) {
    if (name in settings) query.set(name, String(settings[name]));
  }
  if (did) query.set(DID, did);
  const named = String(query);
  const tail = named ? `?${named}` : "";
  return `#/${encodeURIComponent(figure)}/${encodeURIComponent(step)}${tail}`;
}

/**
 * Keep of what an address names what there is here today.
 * @param {URLSearchParams} asked
 * @param {Record<string, Named>} discrete
 * @returns {{ settings: Settings, whole: boolean }}
 */
function nearest(asked, discrete) {
  /** @type {Settings} */
  const settings = {};
  let whole = true;
  for (const [name, text] of asked) {
    const values = Object.keys(discrete).includes(name) ? discrete[name] : [];
    const value = Array.isArray(values)
      ? values.find((one) => String(one) === text)
      : dayWithin(text, values);
    if (value === undefined) whole = false;
    else settings[name] = value;
  }
  return { settings, whole };
}

/**
 * @param {string} text
 * @param {{ from: string, to: string } | undefined} range
 */
function dayWithin(text, range) {
  const day = range && /^\d{4}-\d\d-\d\d$/.test(text) && text >= range.from && text <= range.to;
  return day && new Date(text).toJSON()?.startsWith(text) ? text : undefined;
}

/**
 * The address of what a figure shows just now, and what has to be said of it.
 * @param {PyExplainer} figure
 * @param {Asking} asking
 */
export async function placeOf(figure, asking) {
  const { discrete, deeds } = await asking.nameable();
  const step = figure.story?.steps[figure.step - 1]?.id ?? "";
  const did = writeDeeds(figure.actions, deeds);
  const place = writePlace(figure.id, step, figure.story?.settings ?? {}, discrete, did ?? "");
  return { place, note: did === null ? TOO_MUCH : "" };
}

/**
 * Show a place in a figure, or the nearest that there is today.
 * @param {PyExplainer} figure
 * @param {Asking} asking
 * @param {Place} place
 * @param {boolean} exact whether the address meant this figure
 */
export async function arrive(figure, asking, { step, settings: asked, did }, exact) {
  const { discrete, deeds } = await asking.nameable();
  const { settings, whole } = nearest(asked, discrete);
  const done = readDeeds(did, deeds);
  if (!(await asking.open(settings, done.actions))) return;
  const steps = figure.story?.steps ?? [];
  const there = steps.some(({ id, scene }) => id === step || scene === step);
  figure.goto(step);
  const all = done.whole && figure.actions.length === done.actions.length;
  if (!(exact && whole && there && all)) asking.note(SAID.nearest);
}

/**
 * Open the place that the page's address names, if it names one.
 * @param {new () => PyExplainer} Figure
 */
export async function openPlace(Figure) {
  const place = readPlace(location.hash);
  if (!place) return;
  const named = document.getElementById(place.figure);
  const element = named instanceof Figure ? named : document.querySelector("py-explainer");
  if (!(element instanceof Figure)) return;
  element.scrollIntoView({ block: "start" });
  await element.open(place, element === named);
}
