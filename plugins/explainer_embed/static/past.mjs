// What was wanted before, so that whatever the reader changes or does can be taken back.

/** @import {Wish} from "../types.d.ts" */

import { keyOf } from "./settings.mjs";

const LONGEST = 100;

export class Past {
  /** @type {Wish[]} */
  #wishes = [];

  get empty() {
    return this.#wishes.length === 0;
  }

  /** @param {Wish} wish */
  push(wish) {
    this.#wishes.push(wish);
    if (this.#wishes.length > LONGEST) this.#wishes.shift();
  }

  pop() {
    return this.#wishes.pop();
  }
}

/**
 * Name a run by all that it is computed from; without actions it is the name of a baked run.
 * @param {Wish} wish
 */
export function keyOfWish({ settings, actions }) {
  return actions.length ? `${keyOf(settings)} ${JSON.stringify(actions)}` : keyOf(settings);
}
