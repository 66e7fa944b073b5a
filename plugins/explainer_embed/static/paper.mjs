// Taking something along: a value onto the clipboard, an address to whoever the reader chooses, a
// sheet onto paper. Nothing leaves the device but by the reader's own hand.

/** @import {Asking} from "./asking.mjs" */
/** @import {PyExplainer} from "./element.mjs" */

import { placeOf } from "./places.mjs";

const TOLD_MS = 2000;

/**
 * @param {"share" | "copy" | "print"} how
 * @param {HTMLButtonElement} button
 * @param {PyExplainer} figure
 * @param {Asking} asking
 */
export async function take(how, button, figure, asking) {
  const live = figure.querySelector(".px-live");
  /** @param {string} words */
  const announce = (words) => {
    if (live) live.textContent = words;
  };
  if (how === "print") return print(button);
  if (how === "copy") return copy(button, announce);
  const { place, note } = await placeOf(figure, asking);
  const own = document.querySelector("link[rel=canonical]")?.getAttribute("href");
  await share(button, new URL(place, own ?? location.href).href, announce);
  if (note) announce(note);
}

/**
 * Copy a button's value, and say so on the button itself and to a screen reader.
 * @param {HTMLButtonElement} button with the value in `data-value`
 * @param {(words: string) => void} announce
 */
async function copy(button, announce) {
  const value = button.dataset.value ?? "";
  const words = (await written(value)) ? "コピーしました" : "コピーできませんでした";
  announce(`${value}：${words}`);
  const { said } = button.dataset;
  button.dataset.said = said ?? button.textContent ?? "";
  button.textContent = words;
  setTimeout(() => {
    button.textContent = button.dataset.said ?? "";
  }, TOLD_MS);
}

/**
 * Hand an address to the phone's own sharing, or copy it where there is none.
 * @param {HTMLButtonElement} button
 * @param {string} url
 * @param {(words: string) => void} announce
 */
async function share(button, url, announce) {
  // On a desk a copied address is of more use than a dialogue.
  // Support: navigator.share: Chrome 128 (Android 61), Safari 12.1, Firefox for Android 79.
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    const shared = navigator.share({ title: document.title, url }).then(
      () => true,
      (/** @type {Error} */ error) => error.name === "AbortError", // the reader thought better of it
    );
    if (await shared) return;
  }
  button.dataset.value = url;
  await copy(button, announce);
}

/** @param {string} value */
async function written(value) {
  try {
    // Support: navigator.clipboard: Chrome 66, Firefox 63, Safari 13.1, on https and localhost only.
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * Print the sheet that a button stands in, and nothing else of the page.
 * @param {HTMLElement} button
 */
function print(button) {
  const sheet = button.closest("[data-sheet]");
  if (!sheet) return;
  /** @type {Element[]} */
  const way = [];
  for (let node = sheet.parentElement; node; node = node.parentElement) way.push(node);
  for (const node of way) node.setAttribute("data-print-way", "");
  const done = () => {
    for (const node of way) node.removeAttribute("data-print-way");
    removeEventListener("afterprint", done);
  };
  addEventListener("afterprint", done);
  window.print();
}
