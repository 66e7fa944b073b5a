// Asks an index file, as the page would: `node ask.mjs FILE QUERY…` prints what each query finds.

import { readFileSync } from "node:fs";
import { finder } from "../../plugins/search/static/finding.mjs";
import { readIndex } from "../../plugins/search/static/letters.mjs";

const [file, ...queries] = process.argv.slice(2);
const index = await readIndex(new Response(readFileSync(file)).body);
const find = finder(index);
const shown = (pieces) =>
  pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
console.log(
  JSON.stringify(
    queries.map((query) =>
      find(query).map(({ article, title, snippet }) => ({
        address: article.address,
        title: shown(title),
        snippet: shown(snippet),
        body: article.body,
      })),
    ),
  ),
);
