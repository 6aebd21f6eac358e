/** The list of patients. @module */
import { el, fill } from './dom.js';
import { birthDay, plain } from './words.js';

/**
 * @param {import('./app.js').Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ search?: string }} details kept in memory, so that the way back finds the same list
 * @param {AbortSignal} signal
 */
export function charts(clinic, place, details, signal) {
  const search = el('input', { id: 'search', type: 'search', value: details.search ?? '', autocomplete: 'off' });
  const count = el('p', { className: 'soft count' });
  const list = el('div', { className: 'card list' });
  place.append(
    el(
      'div',
      { className: 'heading' },
      el('h1', {}, 'Charts'),
      el('label', { htmlFor: 'search', className: 'unseen' }, 'Search by name or number'),
      Object.assign(search, { placeholder: 'Search by name or number' }),
    ),
    list,
    count,
  );

  void fill(list, {
    signal,
    failed: 'The list of patients did not load.',
    load: () => clinic.charts.people(signal),
    draw(people) {
      const rows = el('ul', { className: 'bare' });
      const none = el('p', { className: 'soft waiting', hidden: true }, 'Nobody by that name or number.');
      const show = () => {
        const words = plain(search.value).split(/\s+/).filter(Boolean);
        const found = people.filter((person) => {
          const text = plain(`${person.given} ${person.family} ${person.number}`);
          return words.every((word) => text.includes(word));
        });
        rows.replaceChildren(...found.map((person) => row(person, () => clinic.go('chart', { person }))));
        none.hidden = found.length > 0;
        count.textContent = found.length === 1 ? '1 patient' : `${found.length} patients`;
      };
      show();
      clinic.say(count.textContent);
      search.addEventListener(
        'input',
        () => {
          details.search = search.value;
          show();
          clinic.say(count.textContent);
        },
        { signal },
      );
      return [rows, none];
    },
  });
}

/** @param {import('./fhir.js').Person} person @param {() => void} open */
function row(person, open) {
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', className: 'row patient', onclick: open },
      el('span', { className: 'name' }, el('bdi', {}, person.family), ', ', el('bdi', {}, person.given)),
      el('span', { className: 'soft' }, person.born && `born ${birthDay(person.born)}`),
      el('span', { className: 'soft number' }, person.number),
    ),
  );
}
