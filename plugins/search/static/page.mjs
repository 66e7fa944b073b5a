// The search page: reads what is typed, shows what is found. Everything found is put in as text.
// The index is fetched when the first word has been typed, or when the address brings one (?q=…).

import { finder, wordsOf } from "./finding.mjs";
import { readIndex } from "./letters.mjs";

/** @import { Hit, Piece } from "./finding.mjs" */

const PAUSE = 180;
const SHOWN = 30;

const box = /** @type {HTMLElement} */ (document.querySelector(".search"));
const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
const status = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
const list = /** @type {HTMLElement} */ (box.querySelector(".search-results"));
const site = box.dataset.site ?? "";

/** @type {Promise<(query: string) => Hit[]> | null} */
let asked = null;
let timer = 0;
let turn = 0;

field.addEventListener("input", (event) => {
  if (/** @type {InputEvent} */ (event).isComposing) return;
  soon();
});
field.addEventListener("compositionend", soon);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  clearTimeout(timer);
  look();
});
document.querySelector(".search-off")?.remove();
// What was typed before this ran counts more than what the address says.
field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (field.value) look();

function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

async function look() {
  const query = field.value.trim();
  turn += 1;
  const mine = turn;
  remember(query);
  if (!wordsOf(query).length) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  if (!asked) status.textContent = "さがす準備をしています…";
  try {
    asked ??= fetchIndex();
    const find = await asked;
    if (mine === turn) show(query, find(query));
  } catch {
    asked = null; // so that the next try fetches anew
    if (mine !== turn) return;
    list.replaceChildren();
    status.textContent =
      "さがす準備ができませんでした。電波のよいところで、もう一度 Enter を押してみてください。下の一覧からもたどれます。";
  }
}

async function fetchIndex() {
  const answer = await fetch(`${site}/${box.dataset.index}`);
  if (!answer.ok || !answer.body) throw new Error(String(answer.status));
  return finder(await readIndex(answer.body));
}

/**
 * @param {string} query
 * @param {Hit[]} hits
 */
function show(query, hits) {
  const first = hits.slice(0, SHOWN);
  list.replaceChildren(...first.map(item));
  const more = hits.length > first.length ? `（はじめの${first.length}件をならべています）` : "";
  status.textContent = hits.length
    ? `「${query}」は${hits.length}件見つかりました${more}`
    : `「${query}」は見つかりませんでした。短い言葉や、ひらがなでもおためしください。`;
}

/** @param {Hit} hit */
function item(hit) {
  const { address, date, category } = hit.article;
  const link = document.createElement("a");
  link.href = `${site}/${address}`;
  link.append(...hit.title.map(node));
  const title = document.createElement("h2");
  title.className = "search-title";
  title.append(link);
  const meta = document.createElement("p");
  meta.className = "search-meta";
  if (date) {
    const [year, month, day] = date.split("-").map(Number);
    const time = document.createElement("time");
    time.dateTime = date;
    time.textContent = `${year}年${month}月${day}日`;
    meta.append(time);
  }
  if (category) meta.append(date ? "　" : "", category);
  const snippet = document.createElement("p");
  snippet.className = "search-snippet";
  snippet.append(...hit.snippet.map(node));
  const row = document.createElement("li");
  row.append(title, ...(meta.childNodes.length ? [meta] : []), snippet);
  return row;
}

/** @param {Piece} piece */
function node(piece) {
  if (!piece.marked) return document.createTextNode(piece.text);
  const mark = document.createElement("mark");
  mark.textContent = piece.text;
  return mark;
}

/**
 * Keep the words in the address, so that it can be sent to a friend: readable in the bar, only what
 * would change its meaning is written as a code.
 * @param {string} query
 */
function remember(query) {
  const readable = query.replace(/[%&+#]/g, encodeURIComponent).replace(/\s+/g, "+");
  const address = location.pathname + (query ? `?q=${readable}` : "");
  history.replaceState(null, "", address);
}
