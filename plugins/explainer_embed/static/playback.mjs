// Play and pause: the reader starts it, the last step ends it, any other touch stops it.

import { Motion } from "./motion.mjs";

export const SCENE_MS = 2600;
const LETTER_MS = 60; // beyond twenty characters a line takes longer to read

export class Playback {
  #timer = 0;
  #playing = false;
  #motion = new Motion();
  speed = 1;

  /**
   * @param {{ next: () => void, changed: (playing: boolean) => void }} player
   *   `next` goes one step on
   */
  constructor(player) {
    this.player = player;
  }

  get playing() {
    return this.#playing;
  }

  play() {
    this.#playing = true;
    this.player.changed(true);
  }

  pause() {
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    this.#playing = false;
    this.player.changed(false);
  }

  /** Whatever still travels arrives at once. */
  rest() {
    this.#motion.stop();
  }

  /**
   * A step has just been shown: let its things travel, and go on if playing.
   * @param {Element | null} frame null where nothing should move
   * @param {number} letters of its line
   * @param {boolean} last
   */
  arrived(frame, letters, last) {
    const travel = this.#motion.start(frame, this.speed);
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    const reading = (SCENE_MS + LETTER_MS * Math.max(0, letters - 20)) / this.speed;
    this.#timer = last
      ? setTimeout(() => this.pause(), travel)
      : setTimeout(() => this.player.next(), travel + reading);
  }
}
