// The player's entry: pages load this one file, and it finds the rest beside itself.
//
// It adopts figures that Python has drawn: it moves, shows and announces, and builds no markup.
// Nothing of Python is loaded before the reader reaches for a setting (see intent in asking.mjs).
//
// Support: ES modules, private fields and methods: Chrome 84, Firefox 90, Safari 15.
// An older browser keeps the static figure, which is whole.

import { PyExplainer } from "./element.mjs";

if (!customElements.get("py-explainer")) {
  customElements.define("py-explainer", PyExplainer);
  document.addEventListener("click", follow);
  addEventListener("hashchange", open);
  open();
}

/** Open the place in a figure that the address names, if it names one. */
function open() {
  if (location.hash.startsWith("#/")) {
    import("./places.mjs").then(({ openPlace }) => openPlace(PyExplainer), () => {});
  }
}

/**
 * Words in the prose drive their figure; without JavaScript they lead to the transcript's line.
 * @param {MouseEvent} event
 */
function follow(event) {
  const link = event.target instanceof Element ? event.target.closest("a.px-link") : null;
  const { figure, scene } = link instanceof HTMLElement ? link.dataset : {};
  const element = figure ? document.getElementById(figure) : null;
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (!plain || !scene || !(element instanceof PyExplainer)) return;
  const known = element.story?.steps.some((step) => step.id === scene || step.scene === scene);
  if (!known) return;
  event.preventDefault();
  element.goto(scene);
  element.scrollIntoView({ block: "nearest" });
}
