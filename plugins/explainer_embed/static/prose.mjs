// The words of the article that a figure shows just now: a link to a scene is marked while its step
// is on, and with it the sentence that it stands in.

/** @import {Step} from "../types.d.ts" */

const NAME = "px-scene";
const STOP = /[。！？!?]/;
const LAST_STOP = /[。！？!?][^。！？!?]*$/;

/** @type {Map<string, Range>} the sentence of each figure */
const sentences = new Map();

/**
 * Mark the links to a step of a figure, and the first one's sentence.
 * @param {string} figure its id
 * @param {Step} step
 */
export function markProse(figure, step) {
  /** @type {Element | undefined} */
  let first;
  for (const link of document.querySelectorAll(`a.px-link[data-figure="${CSS.escape(figure)}"]`)) {
    const scene = link.getAttribute("data-scene");
    const on = scene === step.id || scene === step.scene;
    if (on) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (on) first ??= link;
  }
  if (first) sentences.set(figure, sentenceOf(first));
  else sentences.delete(figure);
  // Support: CSS.highlights: Chrome 105, Safari 17.2, Firefox 140; elsewhere the link alone is marked.
  if ("highlights" in CSS) CSS.highlights.set(NAME, new Highlight(...sentences.values()));
}

/**
 * The sentence around an element: from the stop before it to the next, within its own block.
 * @param {Element} element
 */
function sentenceOf(element) {
  const block = element.closest("p, li, td, dd, figcaption, blockquote") ?? element;
  const range = document.createRange();
  range.selectNodeContents(block);
  const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let after = false;
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const text = /** @type {Text} */ (node);
    const inside = element.contains(text);
    after ||= inside;
    if (inside) continue;
    if (!after) {
      const stop = text.data.search(LAST_STOP);
      if (stop >= 0) range.setStart(text, stop + 1);
    } else {
      const stop = text.data.search(STOP);
      if (stop < 0) continue;
      range.setEnd(text, stop + 1);
      break;
    }
  }
  return range;
}
