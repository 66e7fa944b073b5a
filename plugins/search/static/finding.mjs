// What is found, in which order: every word must stand somewhere in an article. A hit in the title
// counts most, then tags and other words given by the author, then the body. No DOM here.

import { fold, foldWithPlaces } from "./folding.mjs";

/** @import { Article, Index } from "./letters.mjs" */

const MOST_WORDS = 8;
const TITLE = 1000;
const NAMES = 100;
const MOST_IN_BODY = 20;
const BEFORE = 24;
const SHOWN = 96;

/**
 * @typedef {{ text: string, marked: boolean }} Piece
 * @typedef {{ article: Article, title: Piece[], snippet: Piece[], score: number }} Hit
 * @typedef {{ article: Article, title: string, names: string, body: string }} Prepared
 */

/**
 * The words of a query, folded; spaces of either width stand between them.
 * @param {string} query
 */
export function wordsOf(query) {
  return [...new Set(fold(query).split(/\s+/u).filter(Boolean))].slice(0, MOST_WORDS);
}

/**
 * Give a function that answers queries, best first.
 * @param {Index} index
 * @returns {(query: string) => Hit[]}
 */
export function finder(index) {
  const prepared = index.articles.map(prepare);
  /** @type {[string, string][]} */
  const readings = index.readings.map(([reading, word]) => [fold(reading), fold(word)]);
  return (query) => {
    const words = wordsOf(query).map((word) => alternatives(word, readings));
    if (!words.length) return [];
    /** @type {Hit[]} */
    const hits = [];
    for (const one of prepared) {
      const score = scoreOf(one, words);
      if (score) hits.push({ article: one.article, score, ...shown(one.article, words.flat()) });
    }
    return hits.sort((a, b) => b.score - a.score || newerFirst(a.article.date, b.article.date));
  };
}

/**
 * @param {string} a
 * @param {string} b
 */
function newerFirst(a, b) {
  return a === b ? 0 : a > b ? -1 : 1;
}

/**
 * @param {Article} article
 * @returns {Prepared}
 */
function prepare(article) {
  const names = [...article.tags, article.category, ...article.words];
  return {
    article,
    title: fold(article.title),
    names: fold(names.join("\n")),
    body: fold(article.body),
  };
}

/**
 * A word, and what it may be the reading of: もみじ and もみじ狩り also mean 紅葉 and 紅葉狩り, and
 * もみ is on its way there.
 * @param {string} word
 * @param {[string, string][]} readings
 */
export function alternatives(word, readings) {
  const all = new Set([word]);
  for (const [reading, written] of readings) {
    if (reading.length < 2) {
      if (word === reading) all.add(written);
    } else if (word.includes(reading)) all.add(word.replaceAll(reading, written));
    else if (word.length > 1 && reading.startsWith(word)) all.add(written);
  }
  return [...all];
}

/**
 * @param {Prepared} one
 * @param {string[][]} words
 */
function scoreOf(one, words) {
  let sum = 0;
  for (const word of words) {
    const score = Math.max(...word.map((written) => scoreOfWord(one, written)));
    if (!score) return 0;
    sum += score;
  }
  return sum;
}

/**
 * @param {Prepared} one
 * @param {string} word
 */
function scoreOfWord(one, word) {
  const inBody = Math.min(one.body.split(word).length - 1, MOST_IN_BODY);
  return (one.title.includes(word) ? TITLE : 0) + (one.names.includes(word) ? NAMES : 0) + inBody;
}

/**
 * @param {Article} article
 * @param {string[]} words
 */
function shown(article, words) {
  const spans = spansOf(article.body, words);
  const first = spans[0]?.[0] ?? 0;
  const from = beginning(article.body, Math.max(0, first - BEFORE), first);
  const to = Math.min(article.body.length, from + SHOWN);
  return {
    title: pieces(article.title, spansOf(article.title, words), 0, article.title.length),
    snippet: [
      ...(from ? [{ text: "…", marked: false }] : []),
      ...pieces(article.body, spans, from, to),
      ...(to < article.body.length ? [{ text: "…", marked: false }] : []),
    ],
  };
}

/**
 * Where a snippet begins: at a sentence, if one begins between the earliest place and the first hit.
 * @param {string} text
 * @param {number} earliest
 * @param {number} first
 */
function beginning(text, earliest, first) {
  if (!earliest) return 0;
  const lead = text.slice(earliest, first);
  return earliest + Math.max(lead.lastIndexOf("。"), lead.lastIndexOf(" ")) + 1;
}

/**
 * Where any of the words stands in a text, in order and without overlap, in the text's own units.
 * @param {string} text
 * @param {string[]} words
 */
export function spansOf(text, words) {
  const folded = foldWithPlaces(text);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words)
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + 1))
      found.push([folded.at[at] ?? 0, folded.at[at + word.length] ?? text.length]);
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  /** @type {[number, number][]} */
  const apart = [];
  for (const span of found) if (span[0] >= (apart.at(-1)?.[1] ?? 0)) apart.push(span);
  return apart;
}

/**
 * Cut a part of a text at the edges of its spans.
 * @param {string} text
 * @param {[number, number][]} spans
 * @param {number} from
 * @param {number} to
 * @returns {Piece[]}
 */
function pieces(text, spans, from, to) {
  const cut = [];
  let done = from;
  for (const [begin, end] of spans) {
    if (begin < done || end > to) continue;
    cut.push({ text: text.slice(done, begin), marked: false });
    cut.push({ text: text.slice(begin, end), marked: true });
    done = end;
  }
  cut.push({ text: text.slice(done, to), marked: false });
  return cut.filter((piece) => piece.text);
}
