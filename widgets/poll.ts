/** When a list is read again by itself: soon while it changes, rarely while it doesn't, never while nobody looks. @module */

const soonest = 20_000;
const quiet = 120_000;
const failing = 300_000;

export interface Poll {
  /** An answer came: whether it said something new, or none came. */
  heard(what: 'changed' | 'same' | 'failed'): void;
  stop(): void;
}

/**
 * Calls `read` 20 seconds after an answer was heard, so never while one is on its way; half as long again for each answer that says nothing new, up to two minutes; twice as long
 * for each that fails, up to five. Whoever comes back to the page gets an answer at once.
 */
export function startPolling(read: () => void): Poll {
  let wait = soonest;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  const next = (): void => {
    clearTimeout(timer);
    waiting = true;
    if (!document.hidden) timer = setTimeout(ask, wait);
  };
  const ask = (): void => {
    clearTimeout(timer);
    waiting = false;
    read();
  };
  // a timer that ran out while nobody looked was never set
  const looked = (): void => {
    clearTimeout(timer);
    if (!document.hidden && waiting) ask();
  };
  document.addEventListener('visibilitychange', looked);
  return {
    heard(what) {
      if (what === 'changed') wait = soonest;
      else if (what === 'same') wait = Math.min(wait * 1.5, quiet);
      else wait = Math.min(wait * 2, failing);
      next();
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', looked);
    },
  };
}
