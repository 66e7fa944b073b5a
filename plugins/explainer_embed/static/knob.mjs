// A knob on a picture's wheel: dragged round or by arrow keys it turns a day.
//
// While it is dragged only the knob moves, and says which day it stands for; when it rests the run
// of that day is asked for, and Python's picture has the knob in its right place. Fetched only where
// a figure has one: beside it there are always a field and buttons that do the same.

/** @import {Asking} from "./asking.mjs" */

const DAY_MS = 86_400_000;
const REST_MS = 150;
/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 15, PageDown: -15 };

/**
 * @typedef {{ setting: string, value: string, min: string, max: string, days: number, x: number,
 *   y: number }} Turns
 */

/**
 * @param {string} day
 * @param {number} by
 * @param {Turns} turns
 */
function later(day, by, { min, max }) {
  const found = new Date(Date.parse(day) + by * DAY_MS).toISOString().slice(0, 10);
  return found < min ? min : found > max ? max : found;
}

/**
 * Let the figure's knob be turned; runs swap the knob itself, so that the figure listens.
 * @param {HTMLElement} figure
 * @param {Asking} asking
 */
export function turn(figure, asking) {
  /** @param {EventTarget | null} target */
  const knobAt = (target) => {
    const knob = target instanceof Element ? target.closest(".px-knob") : null;
    return knob instanceof HTMLElement ? knob : null;
  };
  /** @param {HTMLElement} knob @returns {Turns} */
  const read = (knob) => JSON.parse(knob.dataset.knob ?? "{}");
  /** @param {Turns} turns */
  const wanted = ({ setting, value }) => {
    const day = String(asking.wanted[setting] ?? value);
    return Number.isNaN(Date.parse(day)) ? value : day; // a field that is half filled in
  };

  figure.addEventListener("keydown", (event) => {
    const knob = knobAt(event.target);
    const by = KEYS[event.key];
    if (!knob || !by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const turns = read(knob);
    asking.set({ [turns.setting]: later(wanted(turns), by, turns) });
  });

  figure.addEventListener("pointerdown", (event) => {
    const knob = knobAt(event.target);
    const stage = knob?.closest(".px-stage");
    if (!knob || !stage || event.button !== 0) return;
    event.preventDefault(); // no text is selected on the way
    knob.focus({ preventScroll: true });
    const turns = read(knob);
    const first = wanted(turns);
    let day = first;
    let turned = 0;
    let rest = 0;
    let before = bearing(event, stage, turns);
    figure.setPointerCapture(event.pointerId);
    figure.toggleAttribute("data-turning", true);
    const ask = () => asking.set({ [turns.setting]: day });

    /** @param {PointerEvent} event */
    const move = (event) => {
      const stage = figure.querySelector(".px-stage");
      const held = figure.querySelector(".px-knob");
      if (!stage || !(held instanceof HTMLElement)) return;
      const now = bearing(event, stage, turns);
      const step = now - before;
      turned += step > 0.5 ? step - 1 : step < -0.5 ? step + 1 : step;
      before = now;
      const next = later(first, Math.round((turned * turns.days) / 100), turns);
      if (next === day) return;
      day = next;
      place(held, stage, turns, now, day);
      clearTimeout(rest);
      rest = setTimeout(ask, REST_MS);
    };
    const end = () => {
      clearTimeout(rest);
      figure.removeEventListener("pointermove", move);
      figure.toggleAttribute("data-turning", false);
      if (day !== String(asking.wanted[turns.setting])) ask();
    };
    figure.addEventListener("pointermove", move);
    figure.addEventListener("lostpointercapture", end, { once: true });
  });
}

/**
 * Where the pointer is round the wheel's centre, in turns clockwise.
 * @param {PointerEvent} event
 * @param {Element} stage
 * @param {Turns} turns
 */
function bearing({ clientX, clientY }, stage, { x, y }) {
  const box = stage.getBoundingClientRect();
  const right = clientX - box.left - (box.width * x) / 10_000;
  const down = clientY - box.top - (box.height * y) / 10_000;
  return Math.atan2(down, right) / (2 * Math.PI);
}

/**
 * Move the knob round its centre; the next picture has it where Python says.
 * @param {HTMLElement} knob
 * @param {Element} stage
 * @param {Turns} turns
 * @param {number} at in turns
 * @param {string} day
 */
function place(knob, stage, { x, y }, at, day) {
  const box = stage.getBoundingClientRect();
  const own = knob.getBoundingClientRect();
  const centre = { x: (box.width * x) / 10_000, y: (box.height * y) / 10_000 };
  const radius = Math.hypot(
    own.left + own.width / 2 - box.left - centre.x,
    own.top + own.height / 2 - box.top - centre.y,
  );
  const angle = at * 2 * Math.PI;
  knob.style.setProperty("left", `${centre.x + radius * Math.cos(angle)}px`);
  knob.style.setProperty("top", `${centre.y + radius * Math.sin(angle)}px`);
  const [, month, date] = day.split("-").map(Number);
  const words = `${month}月${date}日`;
  const told = knob.querySelector("span");
  if (told) told.textContent = words;
  knob.setAttribute("aria-valuetext", words);
}
