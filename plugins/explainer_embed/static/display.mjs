// What is seen: one step of a run, through one of three lenses. Only classes, attributes and the
// text of the live line change here; all markup comes from Python.

/** @import {Story} from "../types.d.ts" */

import { positionWords } from "./words.mjs";

export class Display {
  #lens = "story";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.live = root.querySelector(".px-live");
    this.slider = /** @type {HTMLInputElement} */ (root.querySelector("input[type=range]"));
  }

  /** The frame of the story lens that is shown just now. @returns {SVGGElement | null} */
  get frame() {
    return this.root.querySelector(".px-frame.is-on");
  }

  /**
   * Put another run's parts where the parts of the same name were.
   * @param {string} html from Python
   */
  swap(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const part of template.content.querySelectorAll("[data-part]")) {
      const name = part.getAttribute("data-part");
      const old = this.root.querySelector(`[data-part="${name}"]`);
      if (!old) continue;
      keepOpen(old, part);
      const focus = focusables(old).indexOf(/** @type {HTMLElement} */ (document.activeElement));
      old.replaceWith(part);
      focusables(part)[focus]?.focus({ preventScroll: true });
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
    for (const node of this.root.querySelectorAll("[data-step]")) {
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
    this.slider.max = String(story.steps.length);
    this.slider.value = String(number);
    this.slider.setAttribute("aria-valuetext", positionWords(number, story.steps.length, step.say));
    this.button("back").disabled = number === 1;
    this.button("next").disabled = number === story.steps.length;
    this.#scroll();
  }

  /** @param {string} words */
  announce(words) {
    if (this.live) this.live.textContent = words;
  }

  /** How the run ended, as it stands in the page. */
  get verdict() {
    return this.root.querySelector(".px-verdict > :last-child")?.textContent ?? "";
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
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll("summary, [tabindex]")]);
}

/**
 * A drawer that the reader has opened stays open in the next run.
 * @param {Element} old
 * @param {Element} part
 */
function keepOpen(old, part) {
  const drawers = part.querySelectorAll("details");
  old.querySelectorAll("details").forEach((drawer, index) => {
    const next = drawers[index];
    if (next) next.open = drawer.open;
  });
}
