// What was done by hand, as words of an address: `read.phone.trip_offline.phone`. Each word is one of
// few that the explainer has named, so that nothing a reader has typed can ever be among them.

/** @import {Action, Vocabulary} from "../types.d.ts" */

/** As many deeds, and as many letters of them, as an address carries: some mail apps cut longer ones. */
const MOST = 40;
const LONGEST = 1000;

/**
 * @param {Action[]} actions
 * @param {Vocabulary} vocabulary
 * @returns {string | null} null where something in them can't be named, or they are too many
 */
export function writeDeeds(actions, vocabulary) {
  const words = actions.map((action) => wordsOf(action, vocabulary));
  const text = words.join("_");
  return words.includes(null) || actions.length > MOST || text.length > LONGEST ? null : text;
}

/**
 * Read deeds back, up to the first that there is none of here today.
 * @param {string} text
 * @param {Vocabulary} vocabulary
 * @returns {{ actions: Action[], whole: boolean }}
 */
export function readDeeds(text, vocabulary) {
  /** @type {Action[]} */
  const actions = [];
  for (const words of text ? text.slice(0, LONGEST + 1).split("_") : []) {
    const action = actionOf(words, vocabulary);
    if (!action || actions.length === MOST) return { actions, whole: false };
    actions.push(action);
  }
  return { actions, whole: text.length <= LONGEST };
}

/**
 * @param {Action} action
 * @param {Vocabulary} vocabulary
 */
function wordsOf(action, vocabulary) {
  const known = vocabulary.every(([key, words]) => {
    return !(key in action) || words.includes(String(action[key]));
  });
  const keys = vocabulary.map(([key]) => key);
  if (!known || !Object.keys(action).every((key) => keys.includes(key))) return null;
  return keys.map((key) => action[key] ?? "").join(".").replace(/\.+$/, "");
}

/**
 * @param {string} text
 * @param {Vocabulary} vocabulary
 * @returns {Action | null}
 */
function actionOf(text, vocabulary) {
  const words = text.split(".");
  /** @type {Action} */
  const action = {};
  for (const [index, word] of words.entries()) {
    const [key, known] = vocabulary[index] ?? ["", []];
    if (word && !known.includes(word)) return null;
    if (word) action[key] = word;
  }
  return Object.keys(action).length ? action : null;
}
