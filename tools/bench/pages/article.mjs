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

  /** One deed of the reader's hands after boot, from the tap to the new picture: the median. */
  async act() {
    const box = document.querySelector("py-explainer:has(.px-hands)");
    await box.run({});
    const deed = () => box.querySelector('[data-act*="flag"]');
    return median(await repeated(() => told(box, "explainer-story", () => deed().click())));
  },

  /** One mail's journey after boot, asked for as words change, until its Story is there. */
  async flow() {
    return journeys({});
  },

  /** The same under real TLS, the library loaded and used once. */
  async tls() {
    return journeys({ eyes: "tls13" });
  },

  /** The first journey under real TLS after boot: its parts fetched, imported, and the run. */
  async first() {
    const letter = figure();
    await letter.run({});
    const begun = performance.now();
    await letter.run({ eyes: "tls13" });
    return performance.now() - begun;
  },

  /** One verdict after boot, from the change of a field to the marks beside it: the median. */
  async check() {
    const desk = document.querySelector('py-explainer[name="settings_check"]');
    await desk.run({ email: "hana@docomo.ne.jp" });
    const port = desk.querySelector('[name="incoming.port"]');
    let number = 900;
    const change = () => {
      port.value = String((number += 1));
      port.dispatchEvent(new Event("change", { bubbles: true }));
    };
    return median(await repeated(() => told(desk, "explainer-report", change)));
  },
};

const REPEATS = 15;

/** @param {object} settings */
async function journeys(settings) {
  const letter = figure();
  await letter.run(settings);
  let number = 0;
  return median(
    await repeated(async () => {
      const begun = performance.now();
      await letter.run({ ...settings, subject: `手紙 ${(number += 1)}` });
      return performance.now() - begun;
    }),
  );
}

/** @param {Element} target @param {string} type @param {() => void} deed */
async function told(target, type, deed) {
  const answer = heard(target, type, () => true);
  const begun = performance.now();
  deed();
  await answer;
  return performance.now() - begun;
}

/** @param {() => Promise<number>} once */
async function repeated(once) {
  const times = [];
  for (let count = 0; count < REPEATS; count += 1) times.push(await once());
  return times;
}

/** @param {number[]} times */
const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];
