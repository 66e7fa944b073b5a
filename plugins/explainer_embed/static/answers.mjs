// What comes back from Python: a run to show, or why there is none.

/** @import {Answer} from "../types.d.ts" */

import { PlayerError } from "./words.mjs";

const FORMAT = 1;

/**
 * What Python made, for showing; throws a PlayerError for a refusal, or a form that is not known.
 * @param {Answer} answer
 */
export function checked(answer) {
  if (!answer.ok) {
    const hint = answer.hint ? `（もしかして：${answer.hint}）` : "";
    throw new PlayerError({ kind: "refused", text: answer.message + hint });
  }
  const { story, report, html } = answer;
  for (const made of [story, report]) {
    if (made && made.format !== FORMAT) {
      throw new PlayerError({ kind: "story", format: made.format });
    }
  }
  return { story, report, html };
}

/**
 * Whether Python refused the settings, and is well itself.
 * @param {unknown} error
 */
export function refused(error) {
  return error instanceof PlayerError && error.failure.kind === "refused";
}

/**
 * An error in words for the reader.
 * @param {unknown} error
 */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}
