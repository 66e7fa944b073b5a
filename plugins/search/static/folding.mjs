// Makes what readers type and what was written alike: width, case, and the two kana.

// Half-width kana write their voicing as a letter of its own, and marks may follow a letter:
// such a pair is folded together.
const MARKS = /[\u3099\u309a\uff9e\uff9f\u0300-\u036f]/u;
const SAME = /[\u3041-\u3096\u3001-\u3002\u4e00-\u9fff]/u;

/**
 * A folded text, and for each of its units where the written one begins in the original.
 * @typedef {{ text: string, at: number[] }} Folded
 */

/**
 * @param {string} written
 * @returns {string}
 */
export function fold(written) {
  return hiragana(written.normalize("NFKC").toLowerCase());
}

/**
 * Fold letter by letter, and remember where each came from.
 * @param {string} written
 * @returns {Folded}
 */
export function foldWithPlaces(written) {
  const letters = [...written];
  const at = [];
  let text = "";
  let place = 0;
  for (let n = 0; n < letters.length; n += 1) {
    let cluster = /** @type {string} */ (letters[n]);
    while (n + 1 < letters.length && MARKS.test(/** @type {string} */ (letters[n + 1]))) {
      n += 1;
      cluster += letters[n];
    }
    const folded = SAME.test(cluster) && cluster.length === 1 ? cluster : fold(cluster);
    for (let unit = 0; unit < folded.length; unit += 1) at.push(place);
    text += folded;
    place += cluster.length;
  }
  at.push(place);
  return { text, at };
}

/** @param {string} text */
function hiragana(text) {
  return text.replace(/[\u30a1-\u30f6\u30fd\u30fe]/gu, (kana) =>
    String.fromCharCode(kana.charCodeAt(0) - 0x60),
  );
}
