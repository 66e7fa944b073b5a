// One thing at a time: a page may have a dozen figures, and adopting all of them at once would hold
// up the reader's first scroll on a slow phone. Between two of them the browser may do what it likes.

/** @type {[task: () => void, pause: number][]} */
const waiting = [];

/**
 * Do something soon, behind all that waits already, in a task of its own.
 * @param {() => void} task
 * @param {number} [pause] milliseconds before it, so that the one before can come on the screen
 */
export function inTurn(task, pause = 0) {
  waiting.push([task, pause]);
  if (waiting.length === 1) setTimeout(next, pause);
}

function next() {
  try {
    waiting[0]?.[0]();
  } finally {
    waiting.shift();
    if (waiting[0]) setTimeout(next, waiting[0][1]);
  }
}
