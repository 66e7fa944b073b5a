// <py-explainer>: a figure that Python has drawn, brought to life.
//
// Its children are the figure, whole; this adopts them. It holds what is shown, a run and a step of
// it, and lets the reader move through it. Where the next run comes from is for asking.mjs.

/** @import {Action, Origin, Settings, Story} from "../types.d.ts" */
/** @import {Place} from "./places.mjs" */
/** @import {Shown} from "./shown.mjs" */

import { Asking } from "./asking.mjs";
import { Display, OUTER } from "./display.mjs";
import { Playback } from "./playback.mjs";
import { Prediction } from "./predict.mjs";
import { markProse } from "./prose.mjs";
import { isStill } from "./motion.mjs";
import { forget, whenNear } from "./runs.mjs";
import { firstOf, newSteps } from "./shown.mjs";
import { inTurn } from "./turns.mjs";
import { PlayerError, positionWords } from "./words.mjs";

const FORMAT = 1;

export class PyExplainer extends HTMLElement {
  /** @type {Shown} */
  #shown = { story: null, report: null, html: null };
  #step = 1;
  #touched = false;
  /** @type {Display | undefined} */
  #display;
  /** @type {Asking | undefined} */
  #asking;
  #prediction = new Prediction(this);
  #playback = new Playback({
    next: () => this.#onward(true),
    changed: (playing) => this.toggleAttribute("data-playing", playing),
  });
  /** @type {{ resolve: () => void, reject: (error: Error) => void }} */
  #settle = { resolve: () => {}, reject: () => {} };
  /** Resolves when the figure plays; rejects if its story can't be read. @type {Promise<void>} */
  ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));

  constructor() {
    super();
    this.ready.catch(() => {}); // told in the page; nobody has to listen
  }

  /** The Story that is shown, whole. */
  get story() {
    return this.#shown.story;
  }

  /** The Report that is shown, where the explainer gives one. */
  get report() {
    return this.#shown.report;
  }

  /** @returns {Action[]} */
  get actions() {
    return this.story?.actions ?? [];
  }

  /** The number of the step that is shown, from 1. */
  get step() {
    return this.#step;
  }

  /**
   * Show a step: its number from 1 (clamped), its id, or the name of its scene.
   * @param {number | string} where
   */
  goto(where) {
    const number = typeof where === "number" ? Math.trunc(where) : this.#numberOf(where);
    if (Number.isNaN(number) || (typeof where === "string" && number < 1)) return;
    this.#playback.pause();
    this.#go(number, false);
  }

  /** Back to the figure's own run. */
  restore() {
    this.#asking?.restore();
  }

  /**
   * Show the place that somebody has shared, or the nearest that there is today.
   * @param {Place} place
   * @param {boolean} exact whether the address meant this figure
   */
  async open(place, exact) {
    await this.ready;
    const { arrive } = await import("./places.mjs");
    if (this.#asking) await arrive(this, this.#asking, place, exact);
  }

  /** @param {string} where the id of a step, or the name of its scene */
  #numberOf(where) {
    const steps = this.story?.steps ?? [];
    const named = steps.findIndex(({ id }) => id === where);
    return 1 + (named < 0 ? steps.findIndex(({ scene }) => scene === where) : named);
  }

  /**
   * Let Python compute a run, and show it; missing settings take the explainer's defaults. For an
   * explainer whose runs are reports it resolves to null: `report` has the verdict.
   * @param {Settings} [settings]
   * @param {Action[]} [actions]
   * @returns {Promise<Story | null>} rejects with an Error that says in Japanese what went wrong
   */
  async run(settings = {}, actions = []) {
    await this.ready;
    if (!this.#asking) throw new PlayerError({ kind: "story" });
    return this.#asking.run(settings, actions);
  }

  connectedCallback() {
    for (const piece of this.#waiting()) inTurn(() => piece.toggleAttribute("data-drawn", true), 20);
    inTurn(() => {
      if (!this.isConnected) return;
      this.toggleAttribute("data-drawn", true);
      if (!this.#display) this.#adopt();
      if (this.#asking) whenNear(this, () => this.#near());
    }, 20);
  }

  /** The large pieces that have not been laid out yet (figure.css): each comes by itself. */
  #waiting() {
    if (!this.matches(".px-embed[data-top] ~ .px-embed *")) return [];
    const pieces = [...this.querySelectorAll(".px-figure > *")];
    return pieces.filter((piece) => piece.getElementsByTagName("*").length > 99);
  }

  #near() {
    const asking = this.#asking;
    asking?.fetchBaked();
    // Only a figure with hands has a place for other tabs: others do not fetch what joins them.
    if (!asking || !this.querySelector(".px-together")) return;
    import("./together.mjs").then(({ together }) => together(this, asking), () => {}); // an extra
  }

  disconnectedCallback() {
    forget(this);
    this.#playback.pause();
  }

  #adopt() {
    const run = firstOf(this);
    const format = (run?.story ?? run?.report)?.format;
    if (!run) return;
    const display = (this.#display = new Display(this));
    const asking = new Asking(
      this,
      (shown, origin) => this.#show(shown, origin),
      (html) => this.#fill(html),
    );
    if (format !== FORMAT) {
      const error = new PlayerError({ kind: "story", format });
      asking.refuse(error);
      this.#settle.reject(error);
      return;
    }
    this.#asking = asking;
    const parts = [...this.querySelectorAll(OUTER)];
    for (const control of this.querySelectorAll("button, fieldset, input[type=range]")) {
      if (!control.closest("[data-part]:not([data-part=report])") || control instanceof HTMLFieldSetElement) {
        control.removeAttribute("disabled");
      }
    }
    asking.begin({ ...run, html: parts.map((part) => part.outerHTML).join("") });
    this.#listen(display);
    // A figure with a knob is rare: others do not fetch what turns it.
    if (this.querySelector(".px-knob")) {
      import("./knob.mjs").then(({ turn }) => turn(this, asking), () => {}); // there are buttons, too
    }
    if (this.hasAttribute("data-touch")) this.#reach(asking);
    display.look("story");
    this.dataset.state = "ready";
    this.#show({ ...run, html: null }, "baked");
    this.#settle.resolve();
  }

  /**
   * The picture can be touched from when a hand or the focus first comes to the figure.
   * @param {Asking} asking
   */
  #reach(asking) {
    for (const type of ["pointerdown", "click", "focusin"]) {
      const reached = (/** @type {Event} */ event) => {
        // There are the buttons, too.
        import("./touch.mjs").then(({ touch }) => touch(this, asking, event)).catch(() => {});
      };
      this.addEventListener(type, reached, { once: true });
    }
  }

  /** @param {Display} display */
  #listen(display) {
    /** @type {Record<string, (button: HTMLButtonElement) => void>} */
    const deeds = {
      back: () => this.goto(this.#step - 1),
      next: () => this.#onward(false),
      play: () => (this.#playback.playing ? this.#playback.pause() : this.#play()),
      again: () => this.goto(1),
      retry: () => this.#asking?.retry(),
      undo: () => this.#asking?.undo(),
      restore: () => this.restore(),
      reveal: () => this.#reveal(null),
      share: (button) => this.#take("share", button),
      copy: (button) => this.#take("copy", button),
      print: (button) => this.#take("print", button),
    };
    this.addEventListener("click", ({ target }) => {
      const handle = target instanceof Element ? target.closest("button, summary[data-act]") : null;
      if (!(handle instanceof HTMLElement)) return;
      const { act, set, do: deed, lensTo, speed, run, settings, guess } = handle.dataset;
      if (act) this.#asking?.act(JSON.parse(act));
      if (set) this.#asking?.set(JSON.parse(set));
      if (!(handle instanceof HTMLButtonElement)) return;
      if (deed) deeds[deed]?.(handle);
      if (guess) this.#reveal(handle);
      if (lensTo) this.#look(lensTo);
      if (speed) this.#setSpeed(handle, Number(speed));
      if (run && settings) this.#asking?.press(JSON.parse(settings));
    });
    this.addEventListener("input", ({ target }) => {
      if (!target || target !== display.slider) return;
      this.#playback.pause();
      this.#go(Number(display.slider.value), false, false);
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.#playback.pause());
  }

  /** @param {string} lens */
  #look(lens) {
    this.#display?.look(lens);
    this.#asking?.look(lens);
  }

  #play() {
    const last = this.#step === this.story?.steps.length;
    this.#playback.play();
    // Untouched, the figure stands at its most telling step; its story begins at the first.
    this.#go(last || !this.#touched ? 1 : this.#step + 1, true);
  }

  /** @param {boolean} playing whether the player goes on by itself */
  #onward(playing) {
    const held = this.#prediction.holds(this.#step + 1);
    if (held || !playing) this.#playback.pause();
    if (!held) this.#go(this.#step + 1, true);
  }

  /** @param {HTMLButtonElement | null} guess */
  #reveal(guess) {
    this.#playback.pause();
    const { number, words } = this.#prediction.answer(guess);
    this.#go(number, true, !words);
    if (words) this.#display?.announce(words);
  }

  /**
   * Something is taken along: an address, a value, a sheet of paper. What does so is fetched then.
   * @param {"share" | "copy" | "print"} how
   * @param {HTMLButtonElement} button
   */
  async #take(how, button) {
    const { take } = await import("./paper.mjs");
    if (this.#asking) await take(how, button, this, this.#asking);
  }

  /**
   * @param {Element} button
   * @param {number} speed
   */
  #setSpeed(button, speed) {
    this.#playback.speed = speed;
    for (const other of this.querySelectorAll("[data-speed]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
  }

  /**
   * Show another run: a story at its most telling step, or, where the reader has just done one thing
   * more, at what came of it.
   * @param {Shown} shown
   * @param {Origin} origin
   */
  #show(shown, origin) {
    const before = this.#shown;
    const first = !before.story && !before.report;
    this.#playback.pause();
    this.#playback.rest();
    this.#shown = shown;
    const { story, report, html } = shown;
    if (html) this.#display?.swap(html);
    if (report) {
      this.#display?.mark(report);
      this.#tell("explainer-report", { report, origin });
    }
    if (story) {
      const news = before.story ? newSteps(before.story, story) : 0;
      const start = this.#prediction.begin(story, first);
      const number = news || start || 1 + story.steps.findIndex(({ id }) => id === story.hero);
      this.#step = number;
      this.#touched = news > 0;
      this.#display?.show(story, number);
      // Whoever listens finds the element as the reader sees it.
      this.#tell("explainer-story", { story, origin });
      if (news) return this.#follow(story, number);
      this.#arrived(story, number, null);
    }
    if (!first) this.#display?.announce(this.#display.verdict);
  }

  /**
   * Put in the frames and lenses that a lean figure came without; what is shown stays as it is.
   * @param {string} html
   */
  #fill(html) {
    this.#playback.rest();
    this.#display?.swap(html, ["stage", "sequence", "bytes"]);
    if (this.story) this.#display?.show(this.story, this.#step);
  }

  /**
   * What the reader has just done, played on to its end: they have asked for it.
   * @param {Story} story
   * @param {number} number the first step that is new
   */
  #follow(story, number) {
    const last = story.steps.length;
    if (isStill()) {
      this.#step = last;
      this.#display?.show(story, last);
      number = last;
    } else if (number < last) {
      this.#playback.play();
    }
    const step = story.steps[number - 1];
    this.#arrived(story, number, this.#display?.frame ?? null);
    if (step) this.#display?.announce(positionWords(number, last, step.say));
  }

  /**
   * @param {number} number
   * @param {boolean} moving whether its things travel there
   * @param {boolean} [announced]
   */
  #go(number, moving, announced = true) {
    const { story } = this;
    if (!story) return;
    this.#touched = true;
    const clamped = Math.min(Math.max(number, 1), story.steps.length);
    const step = story.steps[clamped - 1];
    this.#arrive(clamped, moving);
    // The slider tells its own value; saying it twice would only be noise.
    if (step && announced) {
      this.#display?.announce(positionWords(clamped, story.steps.length, step.say));
    }
  }

  /**
   * @param {number} number
   * @param {boolean} moving
   */
  #arrive(number, moving) {
    const { story } = this;
    const step = story?.steps[number - 1];
    if (!story || !step || !this.#display) return;
    if (number === this.#step) {
      this.#playback.arrived(null, step.say.length, number === story.steps.length);
      return;
    }
    this.#step = number;
    this.#display.show(story, number);
    this.#arrived(story, number, moving ? this.#display.frame : null);
  }

  /**
   * @param {Story} story
   * @param {number} number
   * @param {Element | null} frame whose things travel there
   */
  #arrived(story, number, frame) {
    const step = story.steps[number - 1];
    if (!step) return;
    this.#prediction.reached(number);
    this.#playback.arrived(frame, step.say.length, number === story.steps.length);
    markProse(this.id, step);
    this.#tell("explainer-step", { n: number, id: step.id });
  }

  /**
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}
