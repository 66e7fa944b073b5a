// The one line under the form that says what Python costs, how far it is, and what went wrong.

/** @import {Progress} from "./engine.mjs" */

import { progressWords } from "./words.mjs";

export class Status {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.box = /** @type {HTMLElement} */ (root.querySelector(".px-engine"));
    this.said = /** @type {HTMLElement} */ (this.box.querySelector(".px-said"));
    this.bar = /** @type {HTMLProgressElement} */ (this.box.querySelector("progress"));
    this.again = /** @type {HTMLButtonElement} */ (this.box.querySelector("[data-do=retry]"));
  }

  /** What trying costs, as it was before anything began. */
  idle() {
    this.#set("idle", "");
  }

  /** @param {Progress} progress */
  loading({ stage, received, total }) {
    this.#set("loading", progressWords(stage, received, total));
    // While Python starts and our code is opened nobody can know how far it is.
    if (stage === "fetch" && total) this.bar.value = Math.round((1000 * received) / total);
    else if (stage === "fetch") this.bar.value = 0;
    else this.bar.removeAttribute("value");
  }

  /**
   * @param {"busy" | "live"} phase
   * @param {string} words
   */
  tell(phase, words) {
    this.#set(phase, words);
  }

  /**
   * @param {string} words
   * @param {boolean} retry whether trying again could help
   */
  failed(words, retry) {
    this.#set("failed", words);
    this.again.hidden = !retry;
  }

  /**
   * @param {string} phase
   * @param {string} words
   */
  #set(phase, words) {
    this.box.dataset.phase = phase;
    this.said.textContent = words;
    this.again.hidden = true;
  }
}
