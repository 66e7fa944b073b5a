// Everything that the player itself says to the reader, in one place.

/** @import {Failure, FailureKind, Stage} from "../types.d.ts" */

/** @type {Record<Stage, string>} */
export const STAGES = {
  fetch: "実行環境を受けとる",
  start: "Pythonを起こす",
  open: "図をひらく",
};

/** @type {Record<FailureKind, (failure: Failure) => string>} */
const FAILURES = {
  manifest: () => `部品の一覧（manifest.json）を受けとれませんでした。${network()}`,
  format: ({ format }) =>
    `部品の形式（${String(format)}）が、このページの知らないものでした。ページを開きなおしてください。`,
  unknown: ({ text }) => `${text ?? "この図"}の部品が見つかりませんでした。`,
  worker: () => "このブラウザでは、Pythonを動かす場所（worker）をつくれませんでした。",
  file: ({ file, status }) =>
    `Pythonの部品${file ? `（${file}）` : ""}を受けとれませんでした${status ? `（サーバーの返事 ${status}）` : ""}。${network()}`,
  old: () => "このブラウザでは、Pythonを動かせませんでした。",
  wasm: () => "このブラウザでは、WebAssemblyを動かせませんでした。",
  python: ({ text }) => `Pythonを起こせませんでした${text ? `（${text}）` : ""}。`,
  stall: ({ stage, seconds }) => `「${STAGES[stage ?? "fetch"]}」が${seconds}秒のあいだ進みませんでした。`,
  boot: ({ stage, seconds }) =>
    `${seconds}秒たっても、じゅんびが終わりませんでした（${STAGES[stage ?? "fetch"]}）。`,
  run: ({ seconds }) => `${seconds}秒たっても計算が終わらないので、止めました。`,
  crash: ({ text }) => `計算のとちゅうで、Pythonが止まりました${text ? `（${text}）` : ""}。`,
  story: ({ format }) => `この図の形式（${String(format)}）は、このページでは読めません。`,
  refused: ({ text }) => text ?? "その条件では動かせませんでした。",
  runs: () => `用意してある例を受けとれませんでした。${network()}`,
};

/** An error whose message is for the reader. */
export class PlayerError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(FAILURES[failure.kind](failure));
    this.name = "PlayerError";
    this.failure = failure;
  }
}

/**
 * How far the loading is, in words.
 * @param {Stage} stage
 * @param {number} received bytes
 * @param {number} total bytes
 */
export function progressWords(stage, received, total) {
  const amount = stage === "fetch" && total ? ` ${megabytes(received)}/${megabytes(total)} MB` : "";
  return `じゅんび：${STAGES[stage]}${amount}`;
}

export const SAID = {
  busy: "Pythonが計算しています…",
  live: "いま見えているのは、この端末のPythonが計算した結果です。",
  ready: "Pythonが動いています。条件を変えると、すぐに計算します。",
  idle: "それは、いまのようすでは、もうできません。",
  nearest: "このアドレスの場面は、そのままでは今の図にありません。いちばん近いところを開きました。",
};

/**
 * @param {number} step from 1
 * @param {number} length
 * @param {string} say
 */
export const positionWords = (step, length, say) => `${length}場面中の${step}：${say}`;

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function network() {
  return navigator.onLine ? "" : "インターネットにつながっていないようです。";
}
