// Things that travel: moved along the ways that Python has drawn, one after another.
//
// A frame that stands still shows every thing at its end, so stopping is always right, and with
// reduced motion nothing else ever happens.

export const TRAVEL_MS = 700;

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the reader has asked for no motion. */
export const isStill = () => stillness.matches;

/** @typedef {{ way: SVGPathElement, thing: SVGGElement, end: string }} Travel */

export class Motion {
  /** @type {Travel[]} */
  #travels = [];
  #frame = 0;

  /**
   * Let a frame's things travel; gives how long that takes in milliseconds.
   * @param {Element | null} frame
   * @param {number} speed 1 is the usual one, 2 twice as fast
   */
  start(frame, speed) {
    this.stop();
    if (!frame || stillness.matches) return 0;
    const ways = frame.querySelectorAll(":scope > .px-way");
    const things = frame.querySelectorAll(":scope > .px-thing");
    this.#travels = [...things].map((thing, index) => ({
      way: /** @type {SVGPathElement} */ (ways[index]),
      thing: /** @type {SVGGElement} */ (thing),
      end: thing.getAttribute("transform") ?? "",
    }));
    if (!this.#travels.length) return 0;
    const each = TRAVEL_MS / speed;
    const began = performance.now();
    /** @param {number} now */
    const draw = (now) => {
      const passed = Math.max(0, now - began) / each;
      if (passed >= this.#travels.length) return this.stop();
      this.#travels.forEach((travel, index) => place(travel, passed - index));
      this.#frame = requestAnimationFrame(draw);
    };
    draw(began);
    return each * this.#travels.length;
  }

  /** Put everything where it ends. */
  stop() {
    cancelAnimationFrame(this.#frame);
    for (const { thing, end } of this.#travels) {
      thing.setAttribute("transform", end);
      thing.classList.remove("is-waiting");
    }
    this.#travels = [];
  }
}

/**
 * @param {Travel} travel
 * @param {number} part of the way; below 0 it has not set out yet
 */
function place({ way, thing, end }, part) {
  thing.classList.toggle("is-waiting", part < 0);
  if (part >= 1) return thing.setAttribute("transform", end);
  const eased = part < 0 ? 0 : part * part * (3 - 2 * part);
  const { x, y } = way.getPointAtLength(way.getTotalLength() * eased);
  thing.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
}
