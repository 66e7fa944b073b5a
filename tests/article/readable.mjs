// The article as a browser's reader mode leaves it: node readable.mjs PAGE
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

const { document } = parseHTML(readFileSync(process.argv[2], "utf8"));
const found = new Readability(document).parse();
console.log(JSON.stringify({ title: found.title, text: found.textContent }));
