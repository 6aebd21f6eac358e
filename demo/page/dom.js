/** Building the page safely, and showing what is being read. @module */

/**
 * Makes an element. What you give are properties, never markup: a name such as "<b>" stays text, and what is about
 * a person stays out of attributes.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string)} children strings become text
 * @returns {any} the element
 */
export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/**
 * Makes a widget. Attributes are for what anyone may read (the group's key, a session's start); the patient is a
 * property, so that it is in no markup, no screen recording of the DOM and no error report.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {Record<string, unknown>} [properties]
 */
export function widget(tag, attributes, properties = {}) {
  const element = el(tag, properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/**
 * Shows a read in one part of the page: that it is under way, what came, or that it failed and how to go on.
 * @template T
 * @param {HTMLElement} place emptied first
 * @param {object} read
 * @param {() => Promise<T>} read.load
 * @param {(data: T) => (Node | string)[]} read.draw
 * @param {string} read.failed what didn't work, in words
 * @param {AbortSignal} read.signal aborted when the view is left: a late answer must not be drawn into the next view
 * @param {boolean} [read.keep] leaves what is there until the answer came
 */
export async function fill(place, read) {
  const { load, draw, failed, signal, keep } = read;
  place.ariaBusy = 'true';
  if (!keep) place.replaceChildren(el('p', { className: 'soft waiting' }, 'Loading…'));
  try {
    const data = await load();
    if (!signal.aborted) place.replaceChildren(...draw(data));
  } catch {
    if (signal.aborted) return;
    const again = () => {
      // The pressed button is about to go: without this the focus would fall back to the top of the page.
      place.tabIndex = -1;
      place.focus();
      void fill(place, { ...read, keep: false });
    };
    place.replaceChildren(trouble(failed, again));
  }
  place.ariaBusy = null;
}

/** Calm and complete: what happened, and the one thing to do next. */
export function trouble(/** @type {string} */ words, /** @type {() => void} */ again) {
  return el(
    'div',
    { className: 'trouble', role: 'alert' },
    el('p', {}, words),
    el('button', { type: 'button', onclick: again }, 'Try again'),
  );
}

/**
 * A labelled select whose values are places in a list: references to people are in no attribute.
 * @template T
 * @param {string} label
 * @param {T[]} options
 * @param {object} how
 * @param {(option: T) => string} how.text
 * @param {number} [how.chosen] place of the chosen one
 * @param {string} [how.empty] first line, which chooses nothing
 * @param {(option: T) => void} [how.onchange]
 */
export function choice(label, options, { text, chosen = -1, empty, onchange }) {
  const id = `choose-${label.toLowerCase()}`;
  const select = el('select', { id, autocomplete: 'off' });
  if (empty !== undefined) select.append(new Option(empty, ''));
  select.append(...options.map((option, i) => new Option(text(option), String(i), i === chosen, i === chosen)));
  const picked = () => (select.value === '' ? undefined : options[Number(select.value)]);
  select.addEventListener('change', () => {
    const option = picked();
    if (option !== undefined) onchange?.(option);
  });
  return { row: el('div', { className: 'choice' }, el('label', { htmlFor: id }, label), select), picked, select };
}
