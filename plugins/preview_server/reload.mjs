// Reloads the page after a build, and shows what went wrong. Only ever served by the preview.

const news = new EventSource("/_preview/events");
let shown = null;

news.addEventListener("message", (event) => {
  const { build, fault } = JSON.parse(event.data);
  if (fault) {
    show(fault);
    return;
  }
  if (shown === null) shown = build;
  if (build !== shown) location.reload();
  document.querySelector(".preview-fault")?.remove();
});

/** @param {string} fault */
function show(fault) {
  if (shown === null) shown = -1;
  let panel = document.querySelector(".preview-fault");
  if (!panel) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = "/_preview/preview.css";
    document.head.append(sheet);
    panel = document.createElement("section");
    panel.className = "preview-fault";
    panel.setAttribute("role", "alert");
    panel.append(document.createElement("h2"), document.createElement("pre"));
    document.body.append(panel);
  }
  const [title, text] = panel.children;
  title.textContent = "つくりなおせませんでした。直して保存すると、ひとりでに消えます。";
  text.textContent = fault;
}
