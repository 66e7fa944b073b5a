// 予想してから: a question that is put before a step is revealed. Its choices and its place come from
// Python; here it only holds the player back once, and says whether the guess was right and why.
// Nothing is counted and nothing is kept.

/** @import {Step, Story} from "../types.d.ts" */

const RIGHT = "そのとおりです。";
const WRONG = "今回は、ちがいました。";

export class Prediction {
  /** @type {HTMLElement | null} */
  #box;
  #guesses;
  /** @type {Step | undefined} */
  #step;
  #number = 0;
  #asking = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.#box = root.querySelector(".px-predict");
    this.#guesses = [...root.querySelectorAll("button[data-guess]")];
  }

  /** Whether the reader still has to guess (or to say that they won't). */
  get open() {
    return this.root.hasAttribute("data-guessing");
  }

  /**
   * Another run is shown. The first puts the question; with one that says something else there, or
   * nothing at all, there is nothing to choose from.
   * @param {Story} story
   * @param {boolean} first
   * @returns {number} the step to stand at, or 0
   */
  begin(story, first) {
    if (!this.#box) return 0;
    const { steps, outcome } = story;
    const { ask: name, after } = this.#box.dataset;
    const named = steps.findIndex(({ id }) => id === name);
    const staged = steps.findIndex(({ scene }) => scene === name);
    const failed = outcome.ok ? -1 : steps.findIndex(({ id }) => id === outcome.step);
    // A run that goes well without the step: what comes in its place.
    const instead = outcome.ok ? steps.findIndex((_, at) => steps[at - 1]?.id === after) : -1;
    const index = [named, staged, failed, instead].find((place) => place >= 0) ?? -1;
    this.#step = steps[index];
    this.#number = index + 1;
    this.#asking = false;
    const told = this.#box.querySelector(".px-told");
    if (!first) told?.setAttribute("hidden", "");
    const known = this.#guesses.some((guess) => this.#right(guess));
    this.root.toggleAttribute("data-guessing", known && (first || this.open));
    this.#box.hidden = !this.open;
    return this.open ? Math.max(1, index) : 0;
  }

  /**
   * Whether going on to a step has to wait for a guess. Asked twice, it lets go: the reader is in a
   * hurry.
   * @param {number} target from 1
   */
  holds(target) {
    if (!this.open || target < this.#number || this.#asking) return false;
    this.#asking = true;
    const question = /** @type {HTMLElement | null} */ (this.#box?.querySelector(".px-question"));
    question?.focus({ preventScroll: true });
    this.#box?.scrollIntoView({ block: "nearest" });
    return true;
  }

  /**
   * The step has been reached, with a guess or without.
   * @param {number} number from 1
   */
  reached(number) {
    if (this.open && number >= this.#number) this.#close("");
  }

  /**
   * @param {HTMLButtonElement | null} guess null for 予想せずに見る
   * @returns {{ number: number, words: string }} the step to reveal, and what to say of the guess
   */
  answer(guess) {
    for (const one of this.#guesses) {
      one.setAttribute("aria-pressed", String(one === guess));
      one.toggleAttribute("data-right", this.#right(one));
    }
    const verdict = guess && (this.#right(guess) ? RIGHT : WRONG);
    const words = verdict ? `${verdict}${this.#step?.say ?? ""}${this.#step?.meaning ?? ""}` : "";
    this.#close(words);
    return { number: this.#number, words };
  }

  /** @param {Element} guess */
  #right(guess) {
    return guess.getAttribute("data-guess") === this.#step?.say;
  }

  /** @param {string} words */
  #close(words) {
    const told = this.#box?.querySelector(".px-told");
    this.root.removeAttribute("data-guessing");
    if (!words) this.#box?.setAttribute("hidden", "");
    if (!told) return;
    told.textContent = words;
    told.toggleAttribute("hidden", !words);
  }
}
