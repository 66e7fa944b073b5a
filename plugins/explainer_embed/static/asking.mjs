// Where the next run comes from: baked if there is one, else Python.
//
// It holds what is wanted (settings, and what the reader has done since) beside what is shown, and
// the figure's state. The latest wish wins; what is shown stays until there is something else to
// show. Intent, and nothing else, starts Python: a pointer, a key or the focus on a settings control
// or on a deed; with Save-Data only a wish that is not baked.

/** @import {Action, Baked, Origin, Settings, Wish} from "../types.d.ts" */
/** @import {Shown} from "./shown.mjs" */

import { checked, refused, wordsOf } from "./answers.mjs";
import { engine, limitsOf } from "./engine.mjs";
import { Past, keyOfWish } from "./past.mjs";
import { bakedRuns, markNamed } from "./runs.mjs";
import { isHandle, keyOf, readForm, writeForm } from "./settings.mjs";
import { Status } from "./status.mjs";
import { Typing } from "./typing.mjs";
import { PlayerError, SAID } from "./words.mjs";

/** Python itself is at fault, or gone: another one is needed before the next run. */
const LOST = new Set(["run", "crash"]);
/** @type {Baked} */
const NOTHING_BAKED = { runs: new Map(), discrete: {}, deeds: [] };

export class Asking {
  /** @type {Wish} */
  #own = { settings: {}, actions: [] };
  /** @type {Wish} */
  #wanted = { settings: {}, actions: [] };
  #past = new Past();
  /** @type {Shown | null} */
  #first = null;
  #turn = 0;
  #pending = 0;
  /** @type {string | null} key of the run that is shown or on its way */
  #key = null;
  #lens = "story";
  /**
   * Whether somebody else does what the reader does here: the tab that hosts (together.mjs).
   * @type {(action: Action | null) => boolean} null takes the last one back
   */
  relay = () => false;

  /**
   * @param {HTMLElement} figure
   * @param {(shown: Shown, origin: Origin) => void} show
   * @param {(html: string) => void} fill puts in what a lean figure came without
   */
  constructor(figure, show, fill) {
    this.figure = figure;
    this.fill = fill;
    this.name = figure.getAttribute("name") ?? "";
    this.show = show;
    this.form = /** @type {HTMLFormElement} */ (figure.querySelector("form"));
    this.status = new Status(figure);
    this.typing = new Typing(this.form, () => this.#changed());
  }

  get #state() {
    return this.figure.dataset.state ?? "static";
  }

  set #state(state) {
    this.figure.dataset.state = state;
  }

  /** @param {Shown} first what the page came with */
  begin(first) {
    this.#own = { settings: JSON.parse(this.figure.dataset.settings ?? "{}"), actions: [] };
    this.#wanted = this.#own;
    this.#first = first;
    this.#key = keyOfWish(this.#own);
    for (const type of ["pointerdown", "keydown", "focusin"]) {
      this.figure.addEventListener(type, ({ target }) => isHandle(target) && this.#intend());
    }
    for (const type of ["pointerdown", "focusin"]) {
      this.figure.addEventListener(type, () => void this.fetchBaked(), { once: true });
    }
    this.typing.listen();
    engine.addEventListener("progress", () => this.#waits() && this.status.loading(engine.progress));
    engine.addEventListener("lost", () => {
      if (this.#state === "live") this.#state = this.#pending ? "loading" : "ready";
    });
    this.#offerUndo();
  }

  /** The settings that are wanted now, shown already or on their way. */
  get wanted() {
    return this.#wanted.settings;
  }

  /** The name of the run that is shown or on its way (see keyOfWish). */
  get key() {
    return this.#key;
  }

  /** @param {Error} error why this figure can't be played */
  refuse(error) {
    this.#state = "failed";
    this.status.failed(error.message, false);
  }

  /** What an address may name: values of settings that have few, and words of deeds. */
  nameable() {
    return this.#baked().catch(() => NOTHING_BAKED);
  }

  /**
   * Show the figure's own run with some settings changed and some things done, as an address asks
   * for.
   * @param {Settings} settings
   * @param {Action[]} actions
   * @returns {Promise<boolean>} whether it is shown
   */
  async open(settings, actions) {
    const turn = ++this.#turn;
    const wish = { settings: { ...this.#own.settings, ...settings }, actions };
    const key = keyOfWish(wish);
    if (key === this.#key) return true;
    const baked = (await this.#baked().catch(() => null))?.runs.get(key);
    if (turn !== this.#turn) return false;
    if (!baked) return this.#compute(wish, turn, true).then(Boolean, () => false);
    this.#wish(wish);
    this.#put(baked, "baked", key);
    return true;
  }

  /**
   * One line to the reader, where Python's own lines stand.
   * @param {string} words
   */
  note(words) {
    this.status.tell("live", words);
  }

  /** Fetch what is baked, so that it is there when asked for; a lean figure is made whole with it. */
  async fetchBaked() {
    const baked = await this.#baked().catch(() => null); // told when something in it is wanted
    const own = keyOfWish(this.#own);
    const whole = this.figure.hasAttribute("data-lean") ? baked?.runs.get(own) : null;
    if (!whole) return;
    this.figure.removeAttribute("data-lean");
    this.#first = whole;
    if (this.#key === own) this.fill(whole.html);
  }

  /**
   * A named run has been pressed: no intent, for it is baked.
   * @param {Settings} settings
   */
  press(settings) {
    this.#wish({ settings: { ...this.#own.settings, ...settings }, actions: [] });
    this.#choose(false);
  }

  /**
   * Put values into fields, as if the reader had typed them.
   * @param {Settings} values
   */
  set(values) {
    const typed = { ...this.#wanted.settings, ...readForm(this.form) };
    this.#wish({ settings: { ...typed, ...values }, actions: [] });
    this.#choose(true);
  }

  /**
   * Do one thing more: the run goes on from all that was wanted before.
   * @param {Action} action
   */
  act(action) {
    if (this.relay(action)) return;
    const { settings, actions } = this.#wanted;
    this.#wish({ settings, actions: [...actions, action] });
    this.#choose(true);
  }

  /**
   * The reader looks through another lens; of what Python has made it may not be drawn yet.
   * @param {string} lens
   */
  async look(lens) {
    this.#lens = lens;
    const part = this.figure.querySelector(`[data-part="${lens}"]`);
    if (!part || part.childElementCount) return;
    if (this.figure.hasAttribute("data-lean")) return void (await this.fetchBaked());
    const html = await this.drawn(lens);
    if (html !== null) this.fill(html);
  }

  /**
   * One lens more of the run that Python has made, or what can be touched in it (`touch`).
   * @param {string} lens
   * @returns {Promise<string | null>} null where there is another run by now, or it failed
   */
  async drawn(lens) {
    const turn = this.#turn;
    try {
      const { settings, actions } = this.#wanted;
      const wish = { settings, actions, lens };
      const answer = await engine.run("look", this.name, wish, limitsOf(this.figure));
      return turn === this.#turn && answer.ok ? (answer.html ?? "") : null;
    } catch (error) {
      this.#failed(error, turn);
      return null;
    }
  }

  /** Take back the last thing that was changed or done. */
  undo() {
    if (this.relay(null)) return;
    const now = keyOfWish(this.#wanted);
    let before = this.#past.pop();
    while (before && keyOfWish(before) === now) before = this.#past.pop();
    if (!before) return this.#offerUndo();
    this.#want(before);
    this.#choose(true);
  }

  /** Back to the figure's own settings. */
  restore() {
    this.#wish(this.#own);
    this.#choose(false);
  }

  /** Try again what failed. */
  retry() {
    if (keyOfWish(this.#wanted) === this.#key) this.#warm().catch(() => {});
    else this.#choose(this.#state === "failed");
  }

  /**
   * @param {Settings} settings
   * @param {Action[]} actions
   */
  async run(settings, actions) {
    const shown = await this.#compute({ settings, actions }, ++this.#turn, true);
    return shown?.story ?? null;
  }

  /** @param {Wish} wish */
  #wish(wish) {
    if (keyOfWish(wish) !== keyOfWish(this.#wanted)) this.#past.push(this.#wanted);
    this.#want(wish);
  }

  /** @param {Wish} wish */
  #want(wish) {
    this.typing.stop();
    this.#wanted = wish;
    writeForm(this.form, wish.settings);
    this.#offerUndo();
  }

  #offerUndo() {
    for (const button of this.figure.querySelectorAll("[data-do=undo]")) {
      button.toggleAttribute("disabled", this.#past.empty);
    }
  }

  #changed() {
    const settings = { ...this.#wanted.settings, ...readForm(this.form) };
    // Leaving a field fires `change` though nothing has; what the reader did must not end by that.
    if (keyOf(settings) === keyOf(this.#wanted.settings)) return;
    this.#wish({ settings, actions: [] });
    this.#choose(true);
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
    const key = keyOfWish(wanted);
    if (key === this.#key && !this.#pending) return;
    /** @type {Shown | undefined} */
    let run = key === keyOfWish(this.#own) ? (this.#first ?? undefined) : undefined;
    if (!run && !wanted.actions.length) {
      try {
        run = (await this.#baked()).runs.get(key);
      } catch (error) {
        if (!byForm && turn === this.#turn) return this.status.failed(wordsOf(error), true);
      }
    }
    if (turn !== this.#turn) return;
    if (!run) return void this.#compute(wanted, turn, false).catch(() => {}); // told below
    this.#put(run, "baked", key);
    if (this.#state === "live") this.status.tell("live", SAID.ready);
    if (this.#state === "ready") this.status.idle();
  }

  /**
   * @param {Wish} wish
   * @param {number} turn
   * @param {boolean} asked by the page's own code: it wants its answer even if there is a newer
   *   wish, and the form follows
   * @returns {Promise<Shown | null>}
   */
  async #compute(wish, turn, asked) {
    this.#pending += 1;
    try {
      await this.#warm();
      if (turn !== this.#turn && !asked) return null;
      if (turn === this.#turn) this.status.tell("busy", SAID.busy);
      const answer = await engine.run("run", this.name, { ...wish, lens: this.#lens }, limitsOf(this.figure));
      this.#state = "live";
      const run = checked(answer);
      if (turn === this.#turn) this.#arrived(run, wish, asked);
      return run;
    } catch (error) {
      if (asked && turn === this.#turn && !refused(error)) this.#wish(wish); // for もう一度
      this.#failed(error, turn);
      throw error;
    } finally {
      this.#pending -= 1;
    }
  }

  /**
   * What Python made is what is wanted from now on: values in their one form, a pasted screen's
   * fields filled in, and no action that could not be done.
   * @param {Shown} run
   * @param {Wish} wish
   * @param {boolean} asked
   */
  #arrived(run, wish, asked) {
    const settings = run.story?.settings ?? run.report?.settings ?? wish.settings;
    const made = { settings, actions: run.story?.actions ?? [] };
    const idle = !asked && wish.actions.length > 0 && keyOfWish(made) === this.#key;
    if (asked) this.#wish(made);
    else if (idle) this.#want(this.#past.pop() ?? made);
    else if (keyOfWish(made) !== keyOfWish(this.#wanted)) this.#want(made);
    if (idle) return this.status.tell("live", SAID.idle);
    this.#put(run, "live", keyOfWish(this.#wanted));
    this.status.tell("live", SAID.live);
  }

  /** Python, ready for this figure; its state says how that goes. */
  async #warm() {
    const limits = limitsOf(this.figure);
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
    markNamed(this.figure, this.#own.settings, key);
  }

  #waits() {
    return this.#state === "loading";
  }

  #baked() {
    const url = this.figure.dataset.runs;
    if (!url) return Promise.resolve(NOTHING_BAKED);
    return bakedRuns(new URL(url, import.meta.url).href);
  }
}
