// Before a page's first figure is laid out: does the reader come to the top of the page? Then the
// figures further down can wait (figure.css), until the player gives each its turn or something is
// pressed, which may lead there. Whoever comes to a place in the middle gets the page whole, for
// only then is the place where it was; and so does a browser that does not hold still what is read
// while the page grows above it.
// This is no module: those run when the page has been laid out.
// Support: navigation type: Chrome 57, Firefox 58, Safari 15.

{
  const embed = document.currentScript?.parentElement;
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (embed && arrival?.type === "navigate" && !location.hash && CSS.supports("overflow-anchor", "auto")) {
    embed.toggleAttribute("data-top", true);
    addEventListener("click", () => embed.removeAttribute("data-top"), { capture: true, once: true });
  }
}
