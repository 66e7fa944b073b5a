// A run as it is shown: the one that the page came with, and what the next one has that it had not.

/** @import {Report, Story, StoryEvent} from "../types.d.ts" */

import { keyOf } from "./settings.mjs";

/** @typedef {{ story: Story | null, report: Report | null, html: string | null }} Shown */

/**
 * The run that the page came with. Several figures of one run say its story once; the others name
 * the figure that has it.
 * @param {Element} figure
 * @returns {{ story: Story | null, report: Report | null } | null}
 */
export function firstOf(figure) {
  const report = figure.querySelector(":scope > script.px-report-data")?.textContent;
  if (report) {
    const whole = JSON.parse(report);
    return { story: whole.story, report: whole };
  }
  const own = figure.querySelector(":scope > script.px-story");
  const same = own?.getAttribute("data-same");
  const owner = same ? document.getElementById(same) : null;
  const story = (owner?.querySelector(":scope > script.px-story") ?? own)?.textContent;
  return story ? { story: whole(JSON.parse(story)), report: null } : null;
}

/**
 * A story with the bytes of lines that were said, which the page leaves out (figure.py): the text,
 * each line ended by CR LF. They are made when somebody asks for a step's events: few pages do.
 * @param {Story} story
 */
function whole(story) {
  for (const step of story.steps) {
    const { events } = step;
    /** @type {StoryEvent[] | undefined} */
    let made;
    Object.defineProperty(step, "events", { get: () => (made ??= events.map(said)), enumerable: true });
  }
  return story;
}

/**
 * @param {StoryEvent} event
 * @returns {StoryEvent}
 */
function said(event) {
  if ("bytes" in event) return event;
  const { at_ms, ...rest } = event;
  const bytes = new TextEncoder().encode(`${event.text}\n`.replaceAll("\n", "\r\n"));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return { at_ms, bytes: btoa(letters.join("")), ...rest };
}

/**
 * The number of the first step that one action more has brought, or 0: another run, or an undo.
 * @param {Story} before
 * @param {Story} now
 */
export function newSteps(before, now) {
  const more = now.actions.length > before.actions.length;
  if (!more || keyOf(before.settings) !== keyOf(now.settings)) return 0;
  const known = before.actions.every((action, index) => {
    return JSON.stringify(action) === JSON.stringify(now.actions[index]);
  });
  const old = new Set(before.steps.map(({ id }) => id));
  return known ? 1 + now.steps.findIndex(({ id }) => !old.has(id)) : 0;
}
