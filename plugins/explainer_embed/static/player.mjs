// The player's entry: pages load this one file, and it finds the rest beside itself.
//
// It adopts figures that Python has drawn: it moves, shows and announces, and builds no markup.
// Nothing of Python is loaded before the reader reaches for a setting (see intent in asking.mjs).
//
// Support: Chrome 92, Firefox 90, Safari 15.4, all of which have Array.prototype.at. Some that are
// older can read this and would fail in the middle; they keep the static figure, which is whole, and
// arrival.js says so.

/** @import {Story} from "../types.d.ts" */

import { PyExplainer } from "./element.mjs";
import { firstOf } from "./shown.mjs";

if ("at" in Array.prototype && !customElements.get("py-explainer")) {
  customElements.define("py-explainer", PyExplainer);
  document.addEventListener("click", follow);
  addEventListener("hashchange", open);
  open();
}

/** Open the place in a figure that the address names, if it names one. */
function open() {
  if (location.hash.startsWith("#/")) {
    import("./places.mjs").then(({ openPlace }) => openPlace(PyExplainer), () => {});
  }
}

/**
 * Words in the prose drive their figure; without JavaScript they lead to the transcript's line.
 * @param {MouseEvent} event
 */
function follow(event) {
  const link = event.target instanceof Element ? event.target.closest("a.px-link") : null;
  const { figure, scene } = link instanceof HTMLElement ? link.dataset : {};
  const element = figure ? document.getElementById(figure) : null;
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!plain || !scene || !(element instanceof PyExplainer)) return;
  if (!has(element.story, scene)) {
    if (!has(firstOf(element)?.story, scene)) return;
    element.restore(); // the reader has changed it since: the figure's own run has the scene
  }
  event.preventDefault();
  element.goto(scene);
  bring(element);
}

/**
 * @param {Story | null | undefined} story
 * @param {string} scene
 */
function has(story, scene) {
  return Boolean(story?.steps.some((step) => step.id === scene || step.scene === scene));
}

/** Bring the picture and its line into sight, where they are not. @param {PyExplainer} figure */
function bring(figure) {
  const lens = figure.querySelector(".px-lens:not([hidden])") ?? figure;
  const line = figure.querySelector(".px-says") ?? lens;
  const sight = figure.querySelector(".px-sight"); // a box where it is held in sight (figure.css)
  const { top } = lens.getBoundingClientRect();
  const { bottom } = line.getBoundingClientRect();
  const whole = sight?.getClientRects().length ? sight : lens;
  if (top < 0 || bottom > innerHeight) whole.scrollIntoView({ block: "center" });
}
