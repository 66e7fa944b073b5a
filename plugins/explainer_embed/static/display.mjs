// What is seen: one step of a run, through one of three lenses. Only classes, attributes and the
// text of the live line change here; all markup comes from Python.

/** @import {Report, Story} from "../types.d.ts" */

import { markFields } from "./marks.mjs";
import { positionWords } from "./words.mjs";

/** A part that is swapped by itself: one within another comes with that. */
export const OUTER = "[data-part]:not([data-part] *)";

export class Display {
  #lens = "story";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.live = root.querySelector(".px-live");
  }

  /** @returns {HTMLInputElement | null} */
  get slider() {
    return this.root.querySelector("input[type=range]");
  }

  /** The frame of the story lens that is shown just now. @returns {SVGGElement | null} */
  get frame() {
    return this.root.querySelector(".px-frame.is-on");
  }

  /**
   * Put another run's parts where the parts of the same name were.
   * @param {string} html from Python
   * @param {string[]} [only] these parts, and no others
   */
  swap(html, only) {
    const template = document.createElement("template");
    template.innerHTML = html;
    // A lens that was not drawn this time must not go on showing the run before.
    for (const lens of only ? [] : ["sequence", "bytes"]) {
      if (template.content.querySelector(`[data-part="${lens}"]`)) continue;
      this.root.querySelector(`[data-part="${lens}"]`)?.replaceChildren();
    }
    for (const part of template.content.querySelectorAll(OUTER)) {
      const name = part.getAttribute("data-part");
      const old = this.root.querySelector(`[data-part="${name}"]`);
      if (!old || (only && !only.includes(name ?? ""))) continue;
      keepOpen(old, part);
      const focus = keepFocus(old, part);
      part.querySelector("fieldset.px-hands")?.removeAttribute("disabled");
      old.replaceWith(part);
      focus();
    }
    for (const item of this.root.querySelectorAll(".px-steps > [data-step]")) {
      item.id = `${this.root.id}-${item.getAttribute("data-step")}`;
    }
    this.look(this.#lens);
  }

  /**
   * Show one step everywhere.
   * @param {Story} story
   * @param {number} number from 1
   */
  show(story, number) {
    const step = story.steps[number - 1];
    if (!step) return;
    // A lean figure whose baked file has not come keeps the one picture that it has.
    const drawn = this.root.querySelector(`.px-frame[data-step="${step.id}"]`) !== null;
    for (const node of this.root.querySelectorAll("[data-step]")) {
      if (!drawn && node.closest(".px-stage")) continue;
      node.classList.toggle("is-on", node.getAttribute("data-step") === step.id);
    }
    for (const item of this.root.querySelectorAll("li[data-step]")) {
      if (item.classList.contains("is-on")) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    }
    const { active: lit = "", half = "send" } = this.frame?.dataset ?? {};
    const active = lit.split(" ");
    this.root.querySelector(".px-names")?.setAttribute("data-half", half);
    for (const name of this.root.querySelectorAll("[data-actor]")) {
      name.classList.toggle("is-on", active.includes(name.getAttribute("data-actor") ?? ""));
    }
    const { slider } = this;
    if (slider) {
      slider.max = String(story.steps.length);
      slider.value = String(number);
      slider.disabled = story.steps.length === 1;
      slider.setAttribute("aria-valuetext", positionWords(number, story.steps.length, step.say));
    }
    this.button("play").disabled = story.steps.length === 1;
    this.button("back").disabled = number === 1;
    this.button("next").disabled = number === story.steps.length;
    this.#scroll();
  }

  /**
   * Mark the fields that a report speaks of.
   * @param {Report} report
   */
  mark(report) {
    const form = this.root.querySelector("form");
    if (form) markFields(form, report.problems);
  }

  /** @param {string} words */
  announce(words) {
    if (this.live) this.live.textContent = words;
  }

  /** How the run ended, as it stands in the page. */
  get verdict() {
    const ends = this.root.querySelectorAll(".px-verdict > :last-child");
    return ends[ends.length - 1]?.textContent ?? "";
  }

  /** @param {string} lens story, sequence or bytes */
  look(lens) {
    this.#lens = lens;
    for (const button of this.root.querySelectorAll("[data-lens-to]")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-lens-to") === lens));
    }
    for (const panel of this.root.querySelectorAll("[data-lens]")) {
      const on = panel.getAttribute("data-lens") === lens;
      panel.toggleAttribute("hidden", !on);
      if (panel instanceof HTMLDetailsElement) panel.open = on;
    }
    this.#scroll();
  }

  /**
   * @param {string} name of `data-do`
   * @returns {HTMLButtonElement}
   */
  button(name) {
    return /** @type {HTMLButtonElement} */ (this.root.querySelector(`[data-do="${name}"]`));
  }

  /** Bring the step's group to the top of its own panel; the page itself never moves. */
  #scroll() {
    const panel = this.root.querySelector("details[data-lens]:not([hidden]) > .px-scroll");
    const group = panel?.querySelector(".px-group.is-on");
    if (!(panel instanceof HTMLElement) || !(group instanceof HTMLElement)) return;
    const head = panel.querySelector(".px-who");
    const covered = head instanceof HTMLElement ? head.offsetHeight : 0;
    panel.scrollTop = group.offsetTop - covered - 4;
  }
}

/** @param {Element} root */
function focusables(root) {
  const all = root.querySelectorAll("summary, [tabindex], button, a[href]");
  return /** @type {HTMLElement[]} */ ([...all]);
}

/**
 * Where the focus is, as something that can be found again in the next run: by what a button does,
 * else by its place.
 * @param {Element} old
 * @param {Element} part
 */
function keepFocus(old, part) {
  const active = document.activeElement;
  const index = focusables(old).indexOf(/** @type {HTMLElement} */ (active));
  if (index < 0 || !(active instanceof HTMLElement)) return () => {};
  const card = active.closest("[data-key]")?.getAttribute("data-key");
  const label = active.textContent;
  return () => {
    const next = focusables(part);
    const home = next.filter((one) => one.closest("[data-key]")?.getAttribute("data-key") === card);
    const same = card === undefined ? undefined : home.find((one) => one.textContent === label);
    (same ?? (card === undefined ? next[index] : home[0]) ?? next[Math.min(index, next.length - 1)])
      ?.focus({ preventScroll: true });
  };
}

/**
 * A drawer that the reader has opened stays open in the next run: by its key, else by its place.
 * @param {Element} old
 * @param {Element} part
 */
function keepOpen(old, part) {
  const drawers = [...part.querySelectorAll("details")];
  const keyed = new Map(drawers.map((drawer) => [drawer.dataset.key, drawer]));
  [...old.querySelectorAll("details")].forEach((drawer, index) => {
    const { key } = drawer.dataset;
    const next = key === undefined ? drawers[index] : keyed.get(key);
    if (next) next.open = drawer.open;
  });
}
