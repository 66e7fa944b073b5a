// The player's entry: pages load this one file, and it finds the rest beside itself.
//
// It adopts figures that Python has drawn: it moves, shows and announces, and builds no markup.
// Nothing of Python is loaded before the reader reaches for a setting (see intent in element.mjs).
//
// Support: ES modules, private fields and methods: Chrome 84, Firefox 90, Safari 15.
// An older browser keeps the static figure, which is whole.

import { PyExplainer } from "./element.mjs";

if (!customElements.get("py-explainer")) {
  customElements.define("py-explainer", PyExplainer);
}
