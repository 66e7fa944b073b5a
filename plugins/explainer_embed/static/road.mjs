// The letter on its road: dragged along it, the story goes from step to step, and back.
//
// It goes to the nearest stop on the way there, never across; where the finger lets go it stands at
// a step. Up and down the page scrolls as ever (touch-action: pan-y): then the browser takes the
// finger, and the letter stays. Nobody needs it: the slider does the same, by hand and by key.

/** @import {PyExplainer} from "./element.mjs" */

/** @typedef {{ x: number, y: number }} Point */

const AHEAD = 2; // stops that are looked at on either side, so that a bend holds nobody up
const STILL = 0.01; // of the picture: a finger that taps is never quite at rest

export class Road {
  /** @type {Point[]} in parts of the picture */
  #stops = [];
  #held = false;
  /** Whether the last press has taken the letter somewhere. */
  moved = false;

  /** @param {PyExplainer} figure */
  constructor(figure) {
    this.figure = figure;
    figure.addEventListener("pointerdown", (event) => this.#take(event));
  }

  /** @returns {HTMLElement | null} */
  get #grip() {
    return this.figure.querySelector(".px-grip");
  }

  /** Another run: its stops. */
  lay() {
    const stops = (this.#grip?.dataset.stops ?? "").split(" ").map((stop) => stop.split(","));
    this.#stops = stops.map(([x, y]) => ({ x: Number(x) / 10_000, y: Number(y) / 10_000 }));
  }

  /** Stand where the step on show is. */
  show() {
    const stop = this.#stops[this.figure.step - 1];
    if (stop && !this.#held) this.#put(stop);
  }

  /** @param {Point} at */
  #put({ x, y }) {
    this.#grip?.style.setProperty("--left", `${100 * x}%`);
    this.#grip?.style.setProperty("--top", `${100 * y}%`);
  }

  /** @param {PointerEvent} event */
  #take(event) {
    const { figure } = this;
    this.moved = false;
    const grip = event.target instanceof Element ? event.target.closest(".px-grip") : null;
    const picture = grip?.closest(".px-picture");
    const first = this.#stops[figure.step - 1];
    if (!picture || !first || event.button !== 0) return;
    event.preventDefault(); // no text is selected on the way
    /** @param {PointerEvent} event @returns {Point} */
    const at = ({ clientX, clientY }) => {
      const box = picture.getBoundingClientRect();
      return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
    };
    const began = at(event);
    let now = figure.step - 1;
    this.#held = true;
    figure.setPointerCapture(event.pointerId);
    figure.toggleAttribute("data-dragging", true);
    /** @param {PointerEvent} event */
    const move = (event) => {
      const hand = at(event);
      this.moved ||= Math.hypot(hand.x - began.x, hand.y - began.y) > STILL;
      const wanted = { x: first.x + hand.x - began.x, y: first.y + hand.y - began.y };
      now = this.#nearest(wanted, now);
      this.#put(this.#onRoad(wanted, now));
      if (now !== figure.step - 1) figure.goto(now + 1);
    };
    const end = () => {
      this.#held = false;
      figure.removeEventListener("pointermove", move);
      figure.toggleAttribute("data-dragging", false);
      this.show();
    };
    figure.addEventListener("pointermove", move);
    figure.addEventListener("lostpointercapture", end, { once: true });
  }

  /**
   * The stop nearest to a point, going there along the road.
   * @param {Point} wanted
   * @param {number} from
   */
  #nearest(wanted, from) {
    let best = from;
    for (let last = -1; last !== best; ) {
      last = best;
      for (let other = last - AHEAD; other <= last + AHEAD; other += 1) {
        const stop = this.#stops[other];
        const there = this.#stops[best];
        if (stop && there && apart(stop, wanted) < apart(there, wanted)) best = other;
      }
    }
    return best;
  }

  /**
   * The point of the road beside a stop that is nearest to another point.
   * @param {Point} wanted
   * @param {number} stop
   * @returns {Point}
   */
  #onRoad(wanted, stop) {
    const here = /** @type {Point} */ (this.#stops[stop]);
    let best = here;
    for (const other of [this.#stops[stop - 1], this.#stops[stop + 1]]) {
      if (!other) continue;
      const way = { x: other.x - here.x, y: other.y - here.y };
      const along = (wanted.x - here.x) * way.x + (wanted.y - here.y) * way.y;
      const part = Math.min(1, Math.max(0, along / (way.x ** 2 + way.y ** 2)));
      const point = { x: here.x + part * way.x, y: here.y + part * way.y };
      if (apart(point, wanted) < apart(best, wanted)) best = point;
    }
    return best;
  }
}

/**
 * @param {Point} one
 * @param {Point} other
 */
const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
