// Where the next run comes from: baked if there is one, else Python.
//
// It holds what is wanted (settings) beside what is shown, and the figure's state. The latest wish
// wins; what is shown stays until there is something else to show. Intent, and nothing else, starts
// Python: a pointer, a key or the focus on a settings control; with Save-Data only a setting that
// has been changed to what is not baked.

/** @import {Action, Answer, Limits, Origin, Settings} from "../types.d.ts" */
/** @import {Shown} from "./element.mjs" */

import { engine } from "./engine.mjs";
import { bakedRuns } from "./runs.mjs";
import { controlOf, explainChoices, keyOf, readForm, writeForm } from "./settings.mjs";
import { Status } from "./status.mjs";
import { PlayerError, SAID } from "./words.mjs";

const FORMAT = 1;
const TYPING_MS = 250;
/** Python itself is at fault, or gone: another one is needed before the next run. */
const LOST = new Set(["run", "crash"]);

export class Asking {
  /** @type {Settings} */
  #own = {};
  /** @type {Settings} */
  #wanted = {};
  /** @type {Shown | null} */
  #first = null;
  #turn = 0;
  #pending = 0;
  /** @type {string | null} key of the run that is shown or on its way */
  #key = null;
  #typing = 0;

  /**
   * @param {HTMLElement} figure
   * @param {(shown: Shown, origin: Origin) => void} show
   */
  constructor(figure, show) {
    this.figure = figure;
    this.name = figure.getAttribute("name") ?? "";
    this.show = show;
    this.form = /** @type {HTMLFormElement} */ (figure.querySelector("form"));
    this.status = new Status(figure);
  }

  get #state() {
    return this.figure.dataset.state ?? "static";
  }

  set #state(state) {
    this.figure.dataset.state = state;
  }

  /**
   * How long to wait; an author's attributes may say otherwise, in milliseconds.
   * @returns {Limits}
   */
  get #limits() {
    const { bootLimit = 120_000, stallLimit = 30_000, runLimit = 20_000 } = this.figure.dataset;
    return { boot: Number(bootLimit), stall: Number(stallLimit), run: Number(runLimit) };
  }

  /** @param {Shown} first what the page came with */
  begin(first) {
    this.#own = JSON.parse(this.figure.dataset.settings ?? "{}");
    this.#wanted = { ...this.#own };
    this.#first = first;
    this.#key = keyOf(this.#own);
    for (const type of ["pointerdown", "keydown", "focusin"]) {
      this.form.addEventListener(type, ({ target }) => controlOf(target) && this.#intend());
    }
    for (const type of ["pointerdown", "focusin"]) {
      this.figure.addEventListener(type, () => this.fetchBaked(), { once: true });
    }
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => this.#changed(0));
    this.form.addEventListener("compositionend", () => this.#changed(TYPING_MS));
    this.form.addEventListener("input", (event) => {
      const kind = controlOf(event.target);
      const composing = event instanceof InputEvent && event.isComposing;
      if ((kind === "text" || kind === "number") && !composing) this.#changed(TYPING_MS);
    });
    engine.addEventListener("progress", () => this.#waits() && this.status.loading(engine.progress));
    engine.addEventListener("lost", () => {
      if (this.#state === "live") this.#state = this.#pending ? "loading" : "ready";
    });
  }

  /** @param {Error} error why this figure can't be played */
  refuse(error) {
    this.#state = "failed";
    this.status.failed(error.message, false);
  }

  /** Fetch what is baked, so that it is there when asked for. */
  fetchBaked() {
    this.#baked().catch(() => {}); // told when something in it is wanted
  }

  /**
   * A named run has been pressed: no intent, for it is baked.
   * @param {Settings} settings
   */
  press(settings) {
    this.#set(settings);
    this.#choose(false);
  }

  /** Back to the figure's own settings. */
  restore() {
    this.#set(this.#own);
    this.#choose(false);
  }

  /** Try again what failed. */
  retry() {
    if (keyOf(this.#wanted) === this.#key) this.#warm().catch(() => {});
    else this.#choose(this.#state === "failed");
  }

  /**
   * @param {Settings} settings
   * @param {Action[]} actions
   */
  async run(settings, actions) {
    clearTimeout(this.#typing);
    const shown = await this.#compute(settings, actions, ++this.#turn, true);
    return shown?.story ?? null;
  }

  /** @param {Settings} settings */
  #set(settings) {
    clearTimeout(this.#typing);
    this.#wanted = { ...settings };
    writeForm(this.form, settings);
  }

  /** @param {number} pause milliseconds to wait for more */
  #changed(pause) {
    explainChoices(this.form);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#wanted = { ...this.#wanted, ...readForm(this.form) };
      this.#choose(true);
    }, pause);
  }

  #intend() {
    this.fetchBaked();
    // Support: navigator.connection: Chrome, Edge; elsewhere nobody has asked to save data.
    const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
    if (this.#state === "ready" && !connection?.saveData) this.#warm().catch(() => {});
  }

  /**
   * Show what is wanted now, from wherever it comes.
   * @param {boolean} byForm else by a button, whose run is promised to be baked
   */
  async #choose(byForm) {
    const turn = ++this.#turn;
    const wanted = this.#wanted;
    const key = keyOf(wanted);
    if (key === this.#key && !this.#pending) return;
    const own = key === keyOf(this.#own) ? this.#first : null;
    /** @type {Shown | undefined} */
    let run = own ?? undefined;
    if (!run) {
      try {
        run = (await this.#baked()).get(key);
      } catch (error) {
        if (!byForm && turn === this.#turn) return this.status.failed(wordsOf(error), true);
      }
    }
    if (turn !== this.#turn) return;
    if (!run) return void this.#compute(wanted, [], turn, false).catch(() => {}); // told below
    this.#put(run, "baked", key);
    if (this.#state === "live") this.status.tell("live", SAID.ready);
    if (this.#state === "ready") this.status.idle();
  }

  /**
   * @param {Settings} settings
   * @param {Action[]} actions
   * @param {number} turn
   * @param {boolean} asked by the page's own code: it wants its answer even if there is a newer
   *   wish, and the form follows
   * @returns {Promise<Shown | null>}
   */
  async #compute(settings, actions, turn, asked) {
    this.#pending += 1;
    try {
      await this.#warm();
      if (turn !== this.#turn && !asked) return null;
      if (turn === this.#turn) this.status.tell("busy", SAID.busy);
      const answer = await engine.run(this.name, { settings, actions }, this.#limits);
      this.#state = "live";
      const run = checked(answer);
      if (turn === this.#turn) {
        if (asked && run.story) this.#set(run.story.settings);
        this.#put(run, "live", keyOf(this.#wanted));
        this.status.tell("live", SAID.live);
      }
      return run;
    } catch (error) {
      this.#failed(error, turn);
      throw error;
    } finally {
      this.#pending -= 1;
    }
  }

  /** Python, ready for this figure; its state says how that goes. */
  async #warm() {
    const limits = this.#limits;
    if (!engine.isWarm(this.name)) {
      this.#state = "loading";
      this.status.loading(engine.progress);
    }
    try {
      await engine.warm(this.name, limits);
    } catch (error) {
      this.#state = "failed";
      this.status.failed(wordsOf(error), true);
      throw error;
    }
    if (this.#state !== "live") this.status.tell("live", SAID.ready);
    this.#state = "live";
  }

  /**
   * @param {unknown} error
   * @param {number} turn
   */
  #failed(error, turn) {
    if (this.#state === "failed") return;
    const kind = error instanceof PlayerError ? error.failure.kind : "crash";
    if (LOST.has(kind)) {
      this.#warm().then(
        () => turn === this.#turn && this.status.failed(wordsOf(error), true),
        () => {},
      );
    } else if (turn === this.#turn) {
      this.status.failed(wordsOf(error), kind !== "refused");
    }
  }

  /**
   * @param {Shown} run
   * @param {Origin} origin
   * @param {string} key
   */
  #put(run, origin, key) {
    this.#key = key;
    this.show(run, origin);
    for (const button of this.figure.querySelectorAll("[data-run]")) {
      const same = button.getAttribute("data-settings") === key;
      button.setAttribute("aria-pressed", String(same));
    }
  }

  #waits() {
    return this.#state === "loading";
  }

  #baked() {
    const url = this.figure.dataset.runs;
    if (!url) return Promise.resolve(new Map());
    return bakedRuns(new URL(url, import.meta.url).href);
  }
}

/** @param {Answer} answer */
function checked(answer) {
  if (!answer.ok) {
    const hint = answer.hint ? `（もしかして：${answer.hint}）` : "";
    throw new PlayerError({ kind: "refused", text: answer.message + hint });
  }
  if (answer.story && answer.story.format !== FORMAT) {
    throw new PlayerError({ kind: "story", format: answer.story.format });
  }
  return { story: answer.story, report: answer.report, html: answer.html };
}

/** @param {unknown} error */
function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}
