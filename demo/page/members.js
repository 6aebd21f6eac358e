/** The groups' book: members and sessions of one group, kept by our element; choosing a patient is the clinic's own. @module */
import { choice, el, fill, widget } from './dom.js';
import { birthDay, plain } from './words.js';

/** @typedef {import('./app.js').Clinic} Clinic */
/** @typedef {import('./fhir.js').Person} Person */
/** @typedef {import('../../src/portal-types.ts').GroupSummary} GroupSummary */

/**
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ group?: string }} details what was chosen, kept in memory for the way back
 * @param {AbortSignal} signal
 */
export function members(clinic, place, details, signal) {
  place.append(el('h1', {}, 'Members'));
  if (!['intake', 'leader'].includes(clinic.user.role)) {
    place.append(el('p', { className: 'card' }, 'Members are added by the intake desk and the leaders of a group.'));
    return;
  }
  const body = el('div', {});
  place.append(body);
  void fill(body, {
    signal,
    failed: 'The groups did not load.',
    load: () => clinic.portal.groups({ signal }),
    draw(groups) {
      const at = Math.max(
        0,
        groups.findIndex((g) => g.key === details.group),
      );
      const book = el('div', {});
      const open = (/** @type {GroupSummary} */ group) => {
        details.group = group.key;
        const pickPatient = () => pick(clinic, place, signal);
        book.replaceChildren(widget('group-members', { group: group.key }, { pickPatient }));
      };
      const { row } = choice('Group', groups, { text: (g) => g.name, chosen: at, onchange: open });
      if (groups[at]) open(groups[at]);
      row.classList.add('which');
      return [row, book];
    },
  });
}

/**
 * The clinic's own patient picker. Resolves with nothing when it is closed without a choice.
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>}
 */
export function pick(clinic, place, signal) {
  return new Promise((resolve) => {
    const search = el('input', { id: 'pick', type: 'search', autocomplete: 'off', autofocus: true });
    const list = el('div', { className: 'list' });
    const close = el('button', { type: 'button', className: 'link', onclick: () => dialog.close() }, 'Close');
    const dialog = el(
      'dialog',
      { className: 'card picker', ariaLabel: 'Choose a patient' },
      el('div', { className: 'heading' }, el('label', { htmlFor: 'pick' }, 'Search by name or number'), close),
      search,
      list,
    );
    /** @type {Person | undefined} */
    let chosen;
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(chosen && clinic.inRecord(chosen).then(({ reference }) => reference));
    });
    signal.addEventListener('abort', () => dialog.close());
    place.append(dialog);
    dialog.showModal();
    void fill(list, {
      signal,
      failed: 'The list of patients did not load.',
      load: () => clinic.charts.people(signal),
      draw(people) {
        const rows = el('ul', { className: 'bare' });
        const none = el('p', { className: 'soft waiting' }, 'Nobody by that name or number.');
        const show = () => {
          const words = plain(search.value).split(/\s+/).filter(Boolean);
          const found = people.filter((person) => {
            const text = plain(`${person.given} ${person.family} ${person.number}`);
            return words.every((word) => text.includes(word));
          });
          rows.replaceChildren(...found.map((person) => row(person, choose)));
          none.hidden = found.length > 0;
        };
        const choose = (/** @type {Person} */ person) => {
          chosen = person;
          dialog.close();
        };
        search.addEventListener('input', show);
        show();
        return [rows, none];
      },
    });
  });
}

/** @param {Person} person @param {(person: Person) => void} choose */
const row = (person, choose) =>
  el(
    'li',
    {},
    el(
      'button',
      { type: 'button', className: 'row patient', onclick: () => choose(person) },
      el('span', { className: 'name' }, el('bdi', {}, person.family), ', ', el('bdi', {}, person.given)),
      el('span', { className: 'soft' }, person.born && `born ${birthDay(person.born)}`),
      el('span', { className: 'soft number' }, person.number),
    ),
  );
