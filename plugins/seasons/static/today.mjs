// The 候 of the reader's day (in Japan), in the place of the build's: on the front page and on the
// wheel. The page says for which days its own words hold; only after those is the table fetched. If
// that fails, or the table ends before today, the build's words stay, marked with their day.

/**
 * @typedef {{
 *   format: number,
 *   days: [day: string, ko: number][],
 *   until: string,
 *   ko: [name: string, reading: string, meaning: string, sekki: string][],
 *   sekki: Record<string, [name: string, reading: string]>,
 * }} Table
 */

const FORMAT = 1;
const JST = 9 * 60 * 60 * 1000;

/**
 * The day in Japan as an ISO date, whatever the reader's machine takes for its time zone.
 * @param {number} now milliseconds since 1970
 */
export const dayInJapan = (now) => new Date(now + JST).toISOString().slice(0, 10);

/**
 * The row of the 候 that a day lies in; none where the table does not reach.
 * @param {Table} table
 * @param {string} day
 */
export function koOn(table, day) {
  if (table.format !== FORMAT || day > table.until) return undefined;
  const number = table.days.findLast(([start]) => start <= day)?.[1]; // Support: Safari 15.4, Chromium 97
  return number === undefined ? undefined : { number, row: table.ko[number - 1] };
}

/** @param {HTMLElement} place */
async function tell(place) {
  const { from = "", until = "", days = "", seasons = "" } = place.dataset;
  const today = dayInJapan(Date.now());
  if (today < from || today > until) {
    const answer = await fetch(days);
    if (!answer.ok) return;
    /** @type {Table} */
    const table = await answer.json();
    const found = koOn(table, today);
    const sekki = found?.row && table.sekki[found.row[3]];
    if (!found?.row || !sekki) return;
    const [name, reading, meaning, key] = found.row;
    write(place, { name, reading, meaning, sekki: sekki[0], "sekki-reading": sekki[1] });
    const link = place.querySelector("a");
    if (link) link.href = `${seasons}${key}/#ko-${found.number}`;
    mark(key);
  }
  const [, month = "", date = ""] = today.split("-");
  write(place, { day: `${Number(month)}月${Number(date)}日` });
  place.querySelector("[data-part=day]")?.setAttribute("datetime", today);
  place.querySelector("[data-part=built]")?.setAttribute("hidden", "");
  place.dataset.told = today;
}

/**
 * @param {HTMLElement} place
 * @param {Record<string, string>} words
 */
function write(place, words) {
  for (const [part, text] of Object.entries(words)) {
    const element = place.querySelector(`[data-part="${part}"]`);
    if (element) element.textContent = text;
  }
}

/** @param {string} key of the 節気 that the wheel marks */
function mark(key) {
  for (const link of document.querySelectorAll(".wheel [data-sekki]")) {
    if (link.getAttribute("data-sekki") === key) link.setAttribute("aria-current", "date");
    else link.removeAttribute("aria-current");
  }
}

const place = document.querySelector("[data-today-ko]");
if (place instanceof HTMLElement) {
  const again = () => tell(place).catch(() => {}); // offline: the build's words stay
  again();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && place.dataset.told !== dayInJapan(Date.now())) again();
  });
}
