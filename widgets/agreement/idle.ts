/**
 * Notices that nobody is at the screen any more, so that the next person does not see this one's answers (domain 3.2, 5.3):
 * first a warning in words, then the form is cleared. WCAG 2.2.1: any action in those 20 seconds or more keeps it, as
 * often as somebody likes. It sees what is done in its own document, an iframe's only there.
 * @module
 */

/** When, and what then. Times in milliseconds. */
export interface IdleOptions {
  /** Without any action before the warning; 5 minutes unless given, more than 0. */
  after?: number;
  /** From the warning to the clearing; 1 minute unless given, at least 20 seconds. */
  warn?: number;
  /** Nobody did anything: say so, without counting down. */
  onWarn: () => void;
  /** Still nobody: clear. The timer has stopped. */
  onClear: () => void;
  /** Somebody was there after all: take the warning away. `by`: what they did, unless `stay` was called. */
  onActive: (by?: Event) => void;
}

/** A timer that does nothing before `start` and after `stop`. */
export interface Idle {
  /** From now on, for as long as the element is in the document. Starting again starts anew. */
  start(element: HTMLElement): void;
  /** The warning's button; any other action on the page does the same. */
  stay(): void;
  /** For good, or while the answers are being saved. */
  stop(): void;
}

const leastWarning = 20_000;
const actions = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input', 'click'] as const;
const wakings = ['visibilitychange', 'resume'] as const;

/** Makes the timer; nothing runs yet. Throws a RangeError that names the option for times that leave nobody the time. */
export function createIdle({ after = 300_000, warn = 60_000, onWarn, onClear, onActive }: IdleOptions): Idle {
  if (!(after > 0)) throw new RangeError('after');
  if (!(warn >= leastWarning)) throw new RangeError('warn');
  let element: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Instants of the last action, and of the warning since then. */
  let last = 0;
  let warned: number | undefined;
  let pointer = '';

  const clearAt = (): number => Math.max(last + after + warn, warned === undefined ? 0 : warned + leastWarning);

  const stop = (): void => {
    clearTimeout(timer);
    const page = element?.ownerDocument;
    for (const action of actions) page?.removeEventListener(action, act, true);
    for (const waking of wakings) page?.removeEventListener(waking, check);
    page?.defaultView?.removeEventListener('pageshow', check);
    element = undefined;
    warned = undefined;
  };

  /** The clock decides, never the timer: a tablet's timers stand still while it sleeps. */
  const check = (): void => {
    if (!element?.isConnected) {
      stop();
      return;
    }
    const now = Date.now();
    if (now < last) last = now; // the clock was set back
    if (now >= clearAt()) {
      stop();
      onClear();
      return;
    }
    if (warned === undefined && now >= last + after) {
      warned = now;
      onWarn();
      if (!element) return;
    }
    clearTimeout(timer);
    timer = setTimeout(check, (warned === undefined ? last + after : clearAt()) - now);
  };

  const stay = (by?: Event): void => {
    if (!element) return;
    const wasWarned = warned !== undefined;
    last = Date.now();
    warned = undefined;
    if (!wasWarned) return; // the timer runs on and looks again when it ends
    check();
    onActive(by);
  };

  /** The touch that wakes a tablet is not this person's: it clears, and presses nothing. */
  const act = (event: Event): void => {
    if (element?.isConnected && Date.now() >= clearAt()) {
      event.stopImmediatePropagation();
      if (event.cancelable && event.type !== 'wheel') event.preventDefault();
      check();
    } else if (isAction(event)) stay(event);
  };

  /** Not a key that something lies on, nor a mouse that lies still while the page moves under it. */
  const isAction = (event: Event): boolean => {
    if (event instanceof KeyboardEvent) return !event.repeat;
    if (!(event instanceof PointerEvent) || event.type !== 'pointermove') return true;
    const before = pointer;
    pointer = `${event.screenX} ${event.screenY}`;
    return before !== '' && before !== pointer;
  };

  const start = (at: HTMLElement): void => {
    stop();
    element = at;
    last = Date.now();
    const page = at.ownerDocument;
    for (const action of actions) page.addEventListener(action, act, { capture: true, passive: action === 'wheel' });
    for (const waking of wakings) page.addEventListener(waking, check);
    page.defaultView?.addEventListener('pageshow', check);
    check();
  };

  return { start, stay, stop };
}
