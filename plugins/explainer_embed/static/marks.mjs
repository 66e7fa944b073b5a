// A report's findings beside the fields that they are about: an attribute, and words as text.

/** @import {Problem} from "../types.d.ts" */

/**
 * Mark every field with the gravest finding about it, and clear the marks of the report before.
 * @param {HTMLFormElement} form
 * @param {Problem[]} problems in the order of mending
 */
export function markFields(form, problems) {
  for (const holder of form.querySelectorAll("[data-control]")) {
    const name = holder.getAttribute("data-control");
    const found = problems.find(({ field, severity }) => field === name && severity !== "info");
    const note = holder.querySelector(".px-found");
    const entry = holder.querySelector("input, select, textarea");
    if (found) holder.setAttribute("data-severity", found.severity);
    else holder.removeAttribute("data-severity");
    if (note) note.textContent = found?.message ?? "";
    if (found?.severity === "error") entry?.setAttribute("aria-invalid", "true");
    else entry?.removeAttribute("aria-invalid");
    describe(entry, note, Boolean(found));
  }
  // A closed door says that there is something behind it.
  for (const door of form.querySelectorAll("details")) {
    const error = door.querySelector('[data-severity="error"]');
    const any = error ?? door.querySelector("[data-severity]");
    if (any) door.dataset.severity = error ? "error" : "warn";
    else delete door.dataset.severity;
  }
}

/**
 * @param {Element | null} entry
 * @param {Element | null} note
 * @param {boolean} on
 */
function describe(entry, note, on) {
  if (!entry || !note) return;
  const ids = (entry.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== note.id);
  if (on) ids.push(note.id);
  if (ids.length) entry.setAttribute("aria-describedby", ids.join(" "));
  else entry.removeAttribute("aria-describedby");
}
