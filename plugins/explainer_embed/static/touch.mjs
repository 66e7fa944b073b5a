// The picture itself, touched: what stands in it says what it knows, and the letter on its road goes
// from step to step.
//
// Fetched when a hand or the focus first comes to a figure. All words and shapes are Python's, baked
// beside the runs or drawn for a run that was computed here; this lays buttons over the picture and
// panels under it, and says which state of each belongs to the step on show. By keyboard the things
// of a picture are one stop, with arrow keys from one to the next; the road is what the slider is.

/** @import {Asking} from "./asking.mjs" */
/** @import {PyExplainer} from "./element.mjs" */

import { Road } from "./road.mjs";
import { touchOf } from "./touched.mjs";

/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @type {WeakMap<PyExplainer, Touching>} */
const touched = new WeakMap();

/**
 * Let a figure's picture be touched; a press that came first is answered as soon as that is so.
 * @param {PyExplainer} figure
 * @param {Asking} asking
 * @param {Event} event what brought us here
 */
export async function touch(figure, asking, event) {
  let one = touched.get(figure);
  if (!one) touched.set(figure, (one = new Touching(figure, asking)));
  await one.ready;
  if (event instanceof MouseEvent && event.type === "click") one.press(event);
}

/** The style sheet, once a page. @type {Promise<void> | undefined} */
let dressed;
const dress = () =>
  (dressed ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("touch.css", import.meta.url).href;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", reject);
    document.head.append(link);
  }));

class Touching {
  #open = ""; // the key of what is open
  #focused = ""; // the key of what has the focus, since another run takes its button away
  #turn = 0;

  /**
   * @param {PyExplainer} figure
   * @param {Asking} asking
   */
  constructor(figure, asking) {
    this.figure = figure;
    this.asking = asking;
    this.road = new Road(figure);
    figure.addEventListener("explainer-story", () => this.#lay());
    figure.addEventListener("explainer-step", () => this.#show());
    figure.addEventListener("keydown", (event) => this.#key(event));
    figure.addEventListener("focusin", ({ target }) => {
      const spot = target instanceof Element ? target.closest(".px-spot") : null;
      this.#focused = spot?.getAttribute("data-spot") ?? "";
    });
    figure.addEventListener("click", (event) => {
      const { target } = event;
      const button = target instanceof Element ? target.closest("button") : null;
      const { spot, shut } = button?.dataset ?? {};
      if (spot) this.#toggle(spot);
      if (shut) this.#close(true);
      // The letter may lie over something: a tap that does not drag it is for what is under it.
      if (!button && !this.road.moved) this.press(event);
    });
    this.ready = dress().then(() => this.#lay());
  }

  /** Answer a press on the picture itself, or one that came early. @param {MouseEvent} event */
  press({ clientX, clientY, target }) {
    if (target instanceof Element && target.closest("button")) return;
    const under = document.elementsFromPoint(clientX, clientY);
    const spot = under.find((one) => one.matches(".px-spot") && this.figure.contains(one));
    if (spot instanceof HTMLElement && spot.dataset.spot) this.#toggle(spot.dataset.spot);
  }

  /** @returns {HTMLButtonElement[]} */
  get #spots() {
    return [...this.figure.querySelectorAll("button.px-spot")].map((one) => {
      return /** @type {HTMLButtonElement} */ (one);
    });
  }

  /** Lay what belongs to the run on show over and under its picture. */
  async #lay() {
    const turn = ++this.#turn;
    const html = await touchOf(this.figure, this.asking);
    if (turn !== this.#turn) return;
    for (const old of this.figure.querySelectorAll(".px-sign, .px-spots, .px-road, .px-tells")) old.remove();
    const template = document.createElement("template");
    template.innerHTML = html ?? "";
    const stage = this.figure.querySelector(".px-stage");
    const picture = stage?.querySelector(".px-picture");
    const spots = template.content.querySelector(".px-spots");
    const tells = template.content.querySelector(".px-tells");
    if (!stage || !picture || !spots || !tells) return;
    const help = spots.querySelector("[data-help]");
    if (help) {
      help.id = `${this.figure.id}--touch`;
      spots.setAttribute("aria-describedby", help.id);
    }
    const road = template.content.querySelector(".px-road");
    picture.append(spots, ...(road ? [road] : []));
    stage.closest("[data-part]")?.after(tells);
    tells.toggleAttribute("hidden", stage.hasAttribute("hidden"));
    for (const spot of this.#spots) place(spot);
    for (const tell of tells.children) tell.id = this.#panelId(tell.getAttribute("data-spot"));
    for (const spot of this.#spots) {
      spot.setAttribute("aria-controls", this.#panelId(spot.dataset.spot));
    }
    this.road.lay();
    const known = this.#spots.some((spot) => spot.dataset.spot === this.#open);
    this.#set(known ? this.#open : "");
    this.#show();
    const held = this.#spots.find((spot) => spot.dataset.spot === this.#focused);
    this.#reach(held ?? this.#spots[0], Boolean(held) && document.activeElement === document.body);
  }

  /** @param {string | null | undefined} key */
  #panelId(key) {
    return `${this.figure.id}--tell-${key}`;
  }

  /** Say of each thing which of its states belongs to the step on show. */
  #show() {
    const order = this.figure.story?.steps.map(({ id }) => id) ?? [];
    const holders = new Set(
      [...this.figure.querySelectorAll("[data-from]")].map((state) => state.parentElement),
    );
    for (const holder of holders) {
      const states = [...(holder?.children ?? [])];
      const past = states.filter((state) => {
        return order.indexOf(state.getAttribute("data-from") ?? "") < this.figure.step;
      });
      for (const state of states) state.classList.toggle("is-on", state === past.at(-1));
    }
    this.road.show();
  }

  /** @param {string} key */
  #toggle(key) {
    if (key === this.#open) return this.#close(false);
    this.#set(key);
    const label = this.#panel?.getAttribute("aria-label") ?? "";
    this.#announce(`${label}。${words(this.#panel)}`);
  }

  /** @param {boolean} back whether the focus goes back to what was open */
  #close(back) {
    const spot = this.#spots.find((one) => one.dataset.spot === this.#open);
    this.#set("");
    if (back) this.#reach(spot, true);
  }

  get #panel() {
    return this.figure.querySelector(".px-tell:not([hidden])");
  }

  /** @param {string} key */
  #set(key) {
    this.#open = key;
    for (const spot of this.#spots) {
      spot.setAttribute("aria-expanded", String(spot.dataset.spot === key));
      if (spot.dataset.spot === key) this.#reach(spot, false);
    }
    for (const tell of this.figure.querySelectorAll(".px-tell")) {
      tell.toggleAttribute("hidden", tell.getAttribute("data-spot") !== key);
    }
  }

  /**
   * One of the buttons is the picture's stop for the Tab key.
   * @param {HTMLButtonElement | undefined} spot
   * @param {boolean} focus
   */
  #reach(spot, focus) {
    if (!spot) return;
    for (const one of this.#spots) one.tabIndex = one === spot ? 0 : -1;
    if (focus) spot.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { target, key } = event;
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Escape" && this.#open && target.closest(".px-spots, .px-tells")) {
      event.preventDefault();
      return this.#close(true);
    }
    const spots = this.#spots;
    const now = spots.findIndex((spot) => spot === target);
    if (now < 0) return;
    const next = { Home: 0, End: spots.length - 1 }[key] ?? now + (KEYS[key] ?? 0);
    if (next === now) return;
    event.preventDefault();
    this.#reach(spots[(next + spots.length) % spots.length], true);
  }

  /** @param {string} said */
  #announce(said) {
    const live = this.figure.querySelector(".px-live");
    if (live) live.textContent = said;
  }
}

/** Put a button where Python says. @param {HTMLElement} spot */
function place(spot) {
  const numbers = (spot.dataset.box ?? "").split(" ").map(Number);
  for (const [index, name] of ["left", "top", "width", "height"].entries()) {
    spot.style.setProperty(`--${name}`, `${(numbers[index] ?? 0) / 100}%`);
  }
}

/** What a panel says just now, as one would read it out. @param {Element | null} panel */
function words(panel) {
  const state = panel?.querySelector(".is-on");
  const lines = [...(state?.children ?? [])].map((line) => {
    const [term, ...told] = [...line.children].map((part) => part.textContent ?? "");
    return `${term}：${told.join("、")}`;
  });
  return lines.length ? lines.join("。") : state?.textContent ?? "";
}
