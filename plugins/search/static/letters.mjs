// Reads the index file that plugins/search/index.py writes; its first lines say the layout.

const FORMAT = 1;
const ONE_BYTE = 192;

/**
 * @typedef {{ address: string, title: string, date: string, category: string, tags: string[],
 *   words: string[], body: string }} Article
 * @typedef {{ articles: Article[], readings: [string, string][] }} Index
 */

/**
 * Support: DecompressionStream is in Chromium 80, Firefox 113, Safari 16.4; where it is not, this
 * fails, and the page's lists stay.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @returns {Promise<Index>}
 */
export async function readIndex(stream) {
  const unpacked = stream.pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  const size = new DataView(bytes.buffer).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size)));
  if (head.format !== FORMAT) throw new Error(`index format ${head.format}`);
  const read = bodies(bytes, 4 + size, [...head.letters]);
  return {
    articles: head.articles.map(
      (/** @type {[string, string, string, string, string[], string[], number]} */ row) => {
        const [address, title, date, category, tags, words, length] = row;
        return { address, title, date, category, tags, words, body: read(length) };
      },
    ),
    readings: head.readings,
  };
}

/**
 * Give a function that reads the next so many letters.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {string[]} letters
 */
function bodies(bytes, at, letters) {
  return (/** @type {number} */ length) => {
    const body = [];
    for (let n = 0; n < length; n += 1) {
      let rank = bytes[at] ?? 0;
      at += 1;
      if (rank >= ONE_BYTE) {
        rank = ONE_BYTE + (rank - ONE_BYTE) * 256 + (bytes[at] ?? 0);
        at += 1;
      }
      body.push(letters[rank]);
    }
    return body.join("");
  };
}
