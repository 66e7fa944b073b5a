// Two arrivals of which no module can tell.
//
// The reader's, before a page's first figure is laid out: is it at the top of the page? Then the
// figures further down can wait (figure.css), until the player gives each its turn or something is
// pressed, which may lead there. Whoever comes to a place in the middle gets the page whole, for
// only then is the place where it was; and so does a browser that does not hold still what is read
// while the page grows above it.
//
// And the player's, which has run or failed when the page has loaded. A browser that can't read it
// is told of nowhere else, and neither is a file that the line lost: the figure says so in one
// sentence, puts away what can't work, and opens its words for reading.
//
// A browser that lacks what the figure's style sheet stands on gets a plain one besides (plain.css).
//
// Support: this file is ECMAScript 5, so that whatever can show the page can run it (a test holds
// that); navigation type: Chrome 57, Firefox 58, Safari 15, elsewhere every figure is laid out.

(function () {
  var script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script) return;
  var folder = script.src.replace(/[^/]*$/, "");
  var embed = /** @type {HTMLElement} */ (script.parentNode);
  var lost = false;

  if (!(window.CSS && CSS.supports("width", "1cqi"))) {
    var plain = document.createElement("link");
    plain.rel = "stylesheet";
    plain.href = folder + "plain.css";
    embed.appendChild(plain);
  }

  /** @type {PerformanceEntry & { type?: string } | undefined} */
  var visit = window.performance && performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  if (visit && visit.type === "navigate" && !location.hash && CSS.supports("overflow-anchor", "auto")) {
    embed.setAttribute("data-top", "");
    addEventListener("click", whole, true);
  }
  addEventListener("error", missed, true);
  addEventListener("load", look);

  function whole() {
    embed.removeAttribute("data-top");
  }

  /** @param {ErrorEvent} event of a file that did not come: such have no other way to the window */
  function missed(event) {
    var from = /** @type {{ src?: string } | null} */ (event.target);
    if (from && from.src === folder + "player.mjs") lost = true;
  }

  function look() {
    if (window.customElements && customElements.get("py-explainer")) return;
    whole();
    each(".px-player, .px-switch, .px-runs, .px-back, [data-do=reveal]", function (one) {
      one.hidden = true;
    });
    each(".px-transcript", function (one) {
      // What stands above the reader stays as it is: opened, it would push away what is read.
      if (one.getBoundingClientRect().top > 0) one.setAttribute("open", "");
    });
    if (lost) each("[data-do=retry]", offer);
    say(lost ? "図を動かす部品を受けとれませんでしたが" : "このブラウザでは図を動かせませんが");
  }

  /** @param {string} words the sentence up to what can be done all the same */
  function say(words) {
    each(".px-said", function (one) {
      one.textContent = words + "、絵と文章はこのまま読めます。";
      /** @type {HTMLElement} */ (one.parentNode).setAttribute("data-phase", "failed");
    });
  }

  /** @param {HTMLElement} one a button: it opens the page again, but not before there is a line */
  function offer(one) {
    one.hidden = false;
    one.removeAttribute("disabled");
    one.addEventListener("click", function () {
      var request = new XMLHttpRequest();
      request.open("GET", folder + "player.mjs");
      request.timeout = 20000;
      request.onloadend = function () {
        if (request.status === 200) location.reload();
        else say("図を動かす部品をまだ受けとれませんが");
      };
      request.send();
    });
  }

  /**
   * @param {string} selector
   * @param {(one: HTMLElement) => void} use
   */
  function each(selector, use) {
    var found = document.querySelectorAll(selector);
    for (var at = 0; at < found.length; at += 1) use(/** @type {HTMLElement} */ (found[at]));
  }
})();
