// When what a reader types is a wish: at once where they choose, after a pause where they type, and
// never while a word is being composed.

import { controlOf, explainChoices } from "./settings.mjs";

const TYPING_MS = 250;

export class Typing {
  #timer = 0;

  /**
   * @param {HTMLFormElement} form
   * @param {() => void} changed
   */
  constructor(form, changed) {
    this.form = form;
    this.changed = changed;
  }

  listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", ({ target }) => {
      this.#later(controlOf(target) === "date" ? TYPING_MS : 0); // a year is typed digit by digit
    });
    this.form.addEventListener("compositionend", () => this.#later(TYPING_MS));
    this.form.addEventListener("input", (event) => {
      const kind = controlOf(event.target);
      const composing = event instanceof InputEvent && event.isComposing;
      if ((kind === "text" || kind === "number") && !composing) this.#later(TYPING_MS);
    });
  }

  /** What has been typed so far is no wish any more. */
  stop() {
    clearTimeout(this.#timer);
  }

  /** @param {number} pause milliseconds to wait for more */
  #later(pause) {
    explainChoices(this.form);
    this.stop();
    this.#timer = setTimeout(this.changed, pause);
  }
}
