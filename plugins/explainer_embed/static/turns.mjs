// One thing at a time: a page may have a dozen figures, and adopting all of them at once would hold
// up the reader's first scroll on a slow phone. Between two of them the browser may do what it likes.

/** @type {(() => void)[]} */
const waiting = [];

/**
 * Do something soon, behind all that waits already, in a task of its own.
 * @param {() => void} task
 */
export function inTurn(task) {
  waiting.push(task);
  if (waiting.length === 1) setTimeout(next);
}

function next() {
  try {
    waiting[0]?.();
  } finally {
    waiting.shift();
    if (waiting.length) setTimeout(next);
  }
}
