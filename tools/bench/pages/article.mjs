// Added to the built article: what a reader does, and when its answer is on the screen.

/** The figure with a free text among its controls. */
const figure = () =>
  document.querySelector("py-explainer:has(.px-control textarea, .px-control input[type=text])");
const field = () => figure().querySelector("textarea, .px-control input[type=text]");
const painted = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** @param {Element} target @param {string} type @param {(event: CustomEvent) => boolean} wanted */
const heard = (target, type, wanted) =>
  new Promise((resolve) => {
    target.addEventListener(type, function listen(event) {
      if (!wanted(event)) return;
      target.removeEventListener(type, listen);
      resolve(event);
    });
  });

window.bench = {
  async ready() {
    await customElements.whenDefined("py-explainer");
    await figure().ready;
  },

  /** From pressing play to the next frame in which the step has changed. */
  async play() {
    const shown = document.querySelector("py-explainer");
    await shown.ready;
    shown.goto(1);
    await painted();
    const begun = performance.now();
    const step = heard(shown, "explainer-step", () => true);
    shown.querySelector('button[data-do="play"]').click();
    await step;
    await painted();
    const took = performance.now() - begun;
    shown.querySelector('button[data-do="play"]').click();
    return took;
  },

  /** From the first touch of a setting, changed at once, to the first live Story. */
  async intent() {
    const live = heard(figure(), "explainer-story", ({ detail }) => detail.origin === "live");
    const begun = performance.now();
    field().dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    field().value = "はじめての便り";
    field().dispatchEvent(new Event("change", { bubbles: true }));
    await live;
    return performance.now() - begun;
  },

  /** From the reader's first key to the first live Story, the key coming 800 ms after intent. */
  async typed() {
    const live = heard(figure(), "explainer-story", ({ detail }) => detail.origin === "live");
    field().dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 800));
    const begun = performance.now();
    field().value = "は";
    field().dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, key: "h" }));
    field().dispatchEvent(new InputEvent("input", { bubbles: true, data: "は" }));
    await live;
    return performance.now() - begun;
  },
};
