// 場面リンク: a figure's place as an address, and back. `#/FIGURE/STEP?port=25&auth=wrong` names the
// settings that have few values, and nothing that a reader has typed. Whoever opens it later may have
// a page with other names and values: then the nearest place is shown, and it says so.

/** @import {Named, Settings} from "../types.d.ts" */
/** @import {PyExplainer} from "./element.mjs" */

const PLACE = /^#\/([^/?]+)\/([^/?]*)(?:\?(.*))?$/;

/** @typedef {{ figure: string, step: string, settings: URLSearchParams }} Place */

/**
 * Read an address's fragment; null where it names no place in a figure.
 * @param {string} hash
 * @returns {Place | null}
 */
export function readPlace(hash) {
  const [, figure = "", step = "", query = ""] = PLACE.exec(hash) ?? [];
  if (!figure) return null;
  try {
    return {
      figure: decodeURIComponent(figure),
      step: decodeURIComponent(step),
      settings: new URLSearchParams(query),
    };
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
 */
export function writePlace(figure, step, settings, discrete) {
  const query = new URLSearchParams();
  for (const name of Object.keys(discrete).sort()) {
    if (name in settings) query.set(name, String(settings[name]));
  }
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
export function nearest(asked, discrete) {
  /** @type {Settings} */
  const settings = {};
  let whole = true;
  for (const [name, text] of asked) {
    const values = Object.hasOwn(discrete, name) ? discrete[name] : [];
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
  await element.open(place.step, place.settings, element === named);
}
