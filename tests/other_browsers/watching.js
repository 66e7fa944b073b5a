// Stands first in every page of these tests and keeps what a console would have told.
window.heard = [];
/** Wait until something holds, and give it. */
window.until = async (holds, seconds = 30) => {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; ) {
    const found = holds();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const said = [...document.querySelectorAll(".px-said")].map(({ textContent }) => textContent);
  throw new Error(`never: ${holds}; ${said}`);
};
/** Open all figures of the page. */
window.ready = async () => {
  await customElements.whenDefined("py-explainer");
  const figures = [...document.querySelectorAll("py-explainer")];
  await Promise.all(figures.map((figure) => figure.ready));
  return figures;
};
/** Ask a figure for a run of Python that it can't have: what it says, and whether it stays as it was. */
window.refused = async (figure) => {
  const before = JSON.stringify(figure.story);
  const said = await figure.run({ subject: "はがき" }).catch((error) => error.message);
  return [said, JSON.stringify(figure.story) === before, figure.querySelector(".px-said").textContent];
};
for (const kind of ["error", "warn"]) {
  const own = console[kind].bind(console);
  console[kind] = (...words) => {
    window.heard.push(`${kind}: ${words.join(" ")}`);
    own(...words);
  };
}
addEventListener("error", (event) => window.heard.push(`error: ${event.message || event.target.src}`), true);
addEventListener("unhandledrejection", ({ reason }) => window.heard.push(`rejected: ${reason}`));
addEventListener("securitypolicyviolation", (event) => {
  window.heard.push(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
