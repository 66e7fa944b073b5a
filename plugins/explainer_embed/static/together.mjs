// The same page in another tab: it joins a figure's run as one more device, with no server.
//
// The first tab hosts: it holds a Web Lock, keeps the list of settings and actions, and tells the
// list to the others over a BroadcastChannel. A guest sends what its reader does, and computes the
// list by itself. When the host's tab closes, its lock falls to the next guest, who has the list and
// hosts from then on; a host that sleeps is relieved by whoever asked it in vain. What comes over the
// channel is data of this very shape, or it is passed over.
//
// Support: Web Locks: Chrome 69, Firefox 96, Safari 15.4; BroadcastChannel: 54, 38, 15.4. Both only
// on a secure address. Without them the line says so.

/** @import {Action, Story, Wish} from "../types.d.ts" */
/** @import {Asking} from "./asking.mjs" */

import { keyOf } from "./settings.mjs";

/** @typedef {{ key: string, title: string, joins: Action, leaves: Action }} Guest */
/** @typedef {Wish & { tabs: Record<string, string> }} List */

const FORM = 1;
const PATIENCE_MS = 4000;
const MAX_TEXT = 30_000;
const MAX_ACTIONS = 200;

const SAID = {
  none: "このブラウザでは、別のタブを端末にできません。",
  alone: "このページをもうひとつのタブで開くと、そのタブも端末になります。",
  found: "この箱は、別のタブでも開いています。",
  full: "この箱は、別のタブでも開いています。いまは、これ以上の端末は加われません。",
  busy: "加わるところです…",
  /** @param {string} title */
  guest: (title) => `このタブは「${title}」です。ここでしたことは、ほかのタブにも伝わります。`,
  /** @param {string[]} titles */
  host: (titles) => `${titles.join("と")}が加わっています。`,
};

/**
 * Let further tabs join this figure, or join it from here.
 * @param {HTMLElement & { story: Story | null }} figure
 * @param {Asking} asking
 */
export function together(figure, asking) {
  const line = figure.querySelector(".px-together");
  if (!(line instanceof HTMLElement)) return;
  if (!navigator.locks || !("BroadcastChannel" in globalThis)) {
    say(line, "none", SAID.none);
    return;
  }
  new Together(figure, asking, line).begin();
}

/**
 * @param {HTMLElement} line
 * @param {string} phase
 * @param {string} words
 */
function say(line, phase, words) {
  line.dataset.phase = phase;
  const told = line.querySelector("p");
  if (told && told.textContent !== words) told.textContent = words;
}

class Together {
  #me = crypto.randomUUID();
  /** @type {"visitor" | "host" | "guest"} */
  #role = "visitor";
  /** @type {List} */
  #list = { settings: {}, actions: [], tabs: {} };
  /** Tabs that have been let in, and whose joining is being computed. @type {Set<string>} */
  #joining = new Set();
  #left = () => {};
  #waiting = 0;

  /**
   * @param {HTMLElement & { story: Story | null }} figure
   * @param {Asking} asking
   * @param {HTMLElement} line
   */
  constructor(figure, asking, line) {
    this.figure = figure;
    this.asking = asking;
    this.line = line;
    /** @type {Guest[]} */
    this.guests = JSON.parse(line.dataset.guests ?? "[]");
    // Another release has other actions: its tabs are strangers.
    const release = new URL(".", import.meta.url).pathname;
    this.name = `px ${location.pathname} ${figure.id} ${release}`;
    this.channel = new BroadcastChannel(this.name);
  }

  begin() {
    this.channel.addEventListener("message", ({ data }) => this.#hear(data));
    this.figure.addEventListener("explainer-story", () => this.#shown());
    this.line.querySelector("button")?.addEventListener("click", () => this.#ask());
    this.asking.relay = (action) => this.#relay(action);
    navigator.locks.request(this.name, { ifAvailable: true }, (lock) => {
      if (lock) return this.#host();
      this.#send({ type: "who" });
    }).catch(() => this.#relieved());
    this.#tell();
  }

  /** @param {object} message */
  #send(message) {
    this.channel.postMessage({ form: FORM, from: this.#me, ...message });
  }

  // -- the host ------------------------------------------------------------------------------------

  /** Hold the lock, and the list, until this tab ends. @returns {Promise<void>} */
  #host() {
    this.#role = "host";
    const { [this.#me]: _own, ...others } = this.#list.tabs;
    this.#list.tabs = others;
    for (const tab of Object.keys(others)) this.#watch(tab);
    this.#spread();
    this.#tell();
    return new Promise(() => {});
  }

  /** A guest holds a lock of its own: when it can be had, the guest is gone. @param {string} tab */
  #watch(tab) {
    navigator.locks.request(`${this.name} ${tab}`, () => {
      const key = this.#list.tabs[tab];
      if (this.#role !== "host" || !key) return;
      delete this.#list.tabs[tab];
      const guest = this.guests.find((one) => one.key === key);
      if (guest && this.#joined(key)) this.asking.act(guest.leaves);
      this.#spread();
      this.#tell();
    });
  }

  /** @param {string} tab */
  #admit(tab) {
    const taken = Object.values(this.#list.tabs);
    const guest = this.guests.find(({ key }) => !taken.includes(key));
    if (tab in this.#list.tabs) return this.#spread();
    if (!guest) return this.#send({ type: "full", to: tab });
    this.#list.tabs[tab] = guest.key;
    this.#joining.add(tab);
    this.#watch(tab);
    this.asking.act(guest.joins);
    this.#tell();
  }

  /** Tell everybody the list as it is. */
  #spread() {
    const { settings, actions, tabs } = this.#list;
    if (Object.keys(tabs).length) this.#send({ type: "list", settings, actions, tabs });
  }

  // -- a guest -------------------------------------------------------------------------------------

  /** This tab's reader wants to join. */
  #ask() {
    say(this.line, "busy", SAID.busy);
    navigator.locks.request(`${this.name} ${this.#me}`, () => {
      this.#send({ type: "join" });
      this.#expect();
      return new Promise((resolve) => (this.#left = () => resolve(undefined)));
    });
  }

  /** The host has to answer in time; else this tab takes its place. @param {Action} [action] */
  #expect(action) {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      navigator.locks
        .request(this.name, { steal: true }, () => {
          const held = this.#host();
          if (action) this.asking.act(action);
          return held;
        })
        .catch(() => this.#relieved());
    }, PATIENCE_MS);
  }

  /** Another tab hosts now. */
  #relieved() {
    this.#role = "visitor";
    this.#list.tabs = {};
    this.#tell("found");
  }

  /** @param {List} list */
  async #follow(list) {
    clearTimeout(this.#waiting);
    const joined = this.#role === "guest";
    const key = list.tabs[this.#me];
    this.#list = list;
    if (!key || !this.#joined(key)) {
      if (joined) this.#leave();
      return;
    }
    this.#role = "guest";
    this.#tell();
    if (!joined) {
      navigator.locks.request(this.name, () => this.#host()).catch(() => this.#relieved());
    }
    await this.asking.run(list.settings, list.actions).catch(() => {}); // told in the figure
  }

  #leave() {
    this.#role = "visitor";
    this.#list = { settings: {}, actions: [], tabs: {} };
    this.#left();
    this.#tell("found");
  }

  // -- both ----------------------------------------------------------------------------------------

  /**
   * What the reader does here; true if somebody else does it.
   * @param {Action | null} action null takes the last one back
   */
  #relay(action) {
    if (this.#role !== "guest") return false;
    this.#send(action ? { type: "act", action } : { type: "undo" });
    this.#expect(action ?? undefined);
    return true;
  }

  /** The figure shows another run. */
  #shown() {
    const { story } = this.figure;
    if (!story) return;
    this.#mark();
    const same =
      JSON.stringify(story.actions) === JSON.stringify(this.#list.actions) &&
      keyOf(story.settings) === keyOf(this.#list.settings);
    if (same) return;
    if (this.#role === "guest") return this.#leave(); // this reader goes a way of their own
    if (this.#role !== "host") return;
    const { settings, actions } = story;
    this.#list = { settings, actions, tabs: this.#list.tabs };
    this.#spread();
    // Whose joining has been taken back has heard so, and is a guest no more.
    for (const [tab, key] of Object.entries(this.#list.tabs)) {
      if (this.#joined(key)) this.#joining.delete(tab);
      else if (!this.#joining.has(tab)) delete this.#list.tabs[tab];
    }
    this.#tell();
  }

  /** Whether a guest stands in the list. @param {string} key */
  #joined(key) {
    const joins = JSON.stringify(this.guests.find((one) => one.key === key)?.joins);
    return this.#list.actions.some((action) => JSON.stringify(action) === joins);
  }

  /** @param {unknown} data whatever came over the channel */
  #hear(data) {
    const message = understood(data, this.figure);
    if (!message) return;
    const { type, from, to, action, list } = message;
    if (this.#role === "host") {
      // Whoever asks knows at once that somebody is there, however long Python takes.
      this.#send({ type: "here", to: from });
      if (type === "join") this.#admit(from);
      if (type === "act" && action && from in this.#list.tabs) this.asking.act(action);
      if (type === "undo" && from in this.#list.tabs) this.asking.undo();
      return;
    }
    if (type === "here" && to === this.#me) {
      clearTimeout(this.#waiting);
      if (this.line.dataset.phase === "alone") this.#tell("found");
    }
    if (type === "full" && to === this.#me) {
      clearTimeout(this.#waiting);
      this.#left();
      this.#tell("full");
    }
    if (type === "list" && list) this.#follow(list);
  }

  /** @param {"alone" | "found" | "full"} [phase] of a tab that has not joined */
  #tell(phase = "alone") {
    const titles = this.guests
      .filter(({ key }) => Object.values(this.#list.tabs).includes(key))
      .map(({ title }) => title);
    if (this.#role === "host" && titles.length) say(this.line, "host", SAID.host(titles));
    else if (this.#role === "guest") say(this.line, "guest", SAID.guest(this.#title));
    else say(this.line, phase, SAID[phase]);
    this.#mark();
  }

  get #title() {
    const own = this.#list.tabs[this.#me];
    return this.guests.find(({ key }) => key === own)?.title ?? "";
  }

  /** The panel of this very tab is marked, in every run anew. */
  #mark() {
    const own = this.#role === "guest" ? this.#list.tabs[this.#me] : null;
    for (const panel of this.figure.querySelectorAll("[data-panel]")) {
      panel.toggleAttribute("data-own", panel.getAttribute("data-panel") === own);
    }
  }
}

/**
 * Read what came over the channel; null for anything that is not of our shape and size.
 * @param {unknown} data
 * @param {HTMLElement} figure
 * @returns {{ type: string, from: string, to: string, action: Action | null, list: List | null } | null}
 */
export function understood(data, figure) {
  if (!isPlain(data) || data.form !== FORM || (JSON.stringify(data) ?? "").length > MAX_TEXT) {
    return null;
  }
  const { type, from, to = "", action, settings, actions, tabs } = data;
  if (typeof type !== "string" || typeof from !== "string" || typeof to !== "string") return null;
  const asked = isAction(action) ? action : null;
  if (type === "act" && !asked) return null;
  /** @type {List | null} */
  let list = null;
  if (type === "list") {
    const own = JSON.parse(figure.dataset.settings ?? "{}");
    const fits =
      isPlain(settings) &&
      Object.keys(settings).length === Object.keys(own).length &&
      Object.entries(own).every(([name, value]) => typeof settings[name] === typeof value);
    const done = Array.isArray(actions) && actions.length <= MAX_ACTIONS && actions.every(isAction);
    const named = isPlain(tabs) && Object.values(tabs).every((key) => typeof key === "string");
    if (!fits || !done || !named) return null;
    list = /** @type {List} */ ({ settings, actions, tabs });
  }
  return { type, from, to, action: asked, list };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is Action}
 */
function isAction(value) {
  return isPlain(value) && Object.values(value).every((one) => typeof one === "string");
}
