// The form as data: what the reader has set, in the same form as Python writes it.

/** @import {Settings, Value} from "../types.d.ts" */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** @type {Record<string, (field: Field) => Value>} */
const READ = {
  choice: (field) => field.value,
  toggle: (field) => /** @type {HTMLInputElement} */ (field).checked,
  // An empty or half-typed number goes to Python as text, which says in Japanese what is wrong.
  number: (field) => (/^-?\d+$/.test(field.value) ? Number(field.value) : field.value),
  text: (field) => field.value.normalize("NFC"),
};

/** @type {Record<string, (field: Field, value: Value) => void>} */
const WRITE = {
  toggle: (field, value) => {
    /** @type {HTMLInputElement} */ (field).checked = value === true;
  },
};

/**
 * Name a run by its whole settings: the very text that Python's `key_of` writes.
 * @param {Settings} settings
 */
export function keyOf(settings) {
  return JSON.stringify(Object.fromEntries(Object.entries(settings).sort(byName)));
}

/**
 * @param {[string, Value]} one
 * @param {[string, Value]} other
 */
function byName([one], [other]) {
  return one < other ? -1 : 1;
}

/**
 * The kind of a control (choice, toggle, number, text), or null for anything else.
 * @param {EventTarget | null} target
 */
export function controlOf(target) {
  const holder = target instanceof Element ? target.closest("[data-control]") : null;
  return holder instanceof HTMLElement ? holder.dataset.kind ?? null : null;
}

/**
 * What the form's controls say; settings that it does not offer are not in it.
 * @param {HTMLFormElement} form
 * @returns {Settings}
 */
export function readForm(form) {
  return Object.fromEntries(
    fields(form).map(([kind, field]) => [field.name, (READ[kind] ?? READ.text)?.(field) ?? ""]),
  );
}

/**
 * Let the form's controls show these settings.
 * @param {HTMLFormElement} form
 * @param {Settings} settings
 */
export function writeForm(form, settings) {
  for (const [kind, field] of fields(form)) {
    const value = settings[field.name];
    if (value === undefined) continue;
    const write = WRITE[kind];
    if (write) write(field, value);
    else if (field.value !== String(value)) field.value = String(value); // the caret stays
  }
  explainChoices(form);
}

/**
 * Show what the chosen options mean.
 * @param {HTMLFormElement} form
 */
export function explainChoices(form) {
  for (const [, field] of fields(form)) {
    for (const note of field.closest("[data-control]")?.querySelectorAll("[data-for]") ?? []) {
      note.classList.toggle("is-on", note.getAttribute("data-for") === field.value);
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {Array<[string, Field]>}
 */
function fields(form) {
  /** @type {Array<[string, Field]>} */
  const found = [];
  for (const holder of form.querySelectorAll("[data-control]")) {
    const field = /** @type {Field | null} */ (holder.querySelector("input, select, textarea"));
    if (field && holder instanceof HTMLElement) found.push([holder.dataset.kind ?? "text", field]);
  }
  return found;
}

/**
 * Whether a reader who touches this means to try something: a setting, a deed, a value to put in.
 * @param {EventTarget | null} target
 */
export function isHandle(target) {
  if (controlOf(target)) return true;
  return target instanceof Element && target.closest("[data-act], [data-set], [data-knob]") !== null;
}
