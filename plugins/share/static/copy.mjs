// The button that copies a page's address: there only where it can work, and it says what it did.

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const address = button.dataset.copy ?? "";
  const told = /** @type {HTMLElement} */ (button.nextElementSibling);
  try {
    // Support: navigator.clipboard: Chrome 66, Firefox 63, Safari 13.1, on https and localhost only.
    await navigator.clipboard.writeText(address);
    told.textContent = "コピーしました";
  } catch {
    // Some browsers inside of apps have none: the address itself, to be copied by hand.
    told.textContent = address;
    getSelection()?.selectAllChildren(told);
  }
}
