/** The intake desk: staff choose who is signing, then the member has the screen. @module */
import { choice, el, fill, widget } from './dom.js';

/** @typedef {import('./app.js').Clinic} Clinic */
/** @typedef {import('./fhir.js').Person} Person */
/** @typedef {import('../../src/portal-types.ts').GroupSummary} GroupSummary */

/**
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ group?: string, person?: Person, introduction?: true }} details with both: the form for that person, or the introduction alone
 * @param {AbortSignal} signal
 */
export function intake(clinic, place, { group, person, introduction }, signal) {
  if (!['intake', 'leader'].includes(clinic.user.role)) {
    place.append(
      el('h1', {}, 'Intake desk'),
      el('p', { className: 'card' }, 'Agreements are signed at the intake desk. Ask a colleague there.'),
    );
  } else if (group !== undefined && person !== undefined && introduction) {
    introducing(clinic, place, { group, person });
  } else if (group !== undefined && person !== undefined) {
    signing(clinic, place, { group, person }, signal);
  } else {
    choosing(clinic, place, group, signal);
  }
}

/**
 * Staff settle who signs and how; while the member holds the screen nothing else of the clinic is on it: no list of
 * names, no way into a chart. It comes back through `confirmStaff` (app.js).
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ group: string, person: Person }} who
 * @param {AbortSignal} signal
 */
function signing(clinic, place, { group, person }, signal) {
  const back = el(
    'button',
    { type: 'button', className: 'link', onclick: () => clinic.go('intake', { group }) },
    'Back to the desk',
  );
  place.append(
    el(
      'div',
      { className: 'calm' },
      el('div', { className: 'heading' }, el('h1', {}, 'Group agreement'), back),
      widget('group-agreement', { group }, { patient: person.reference }),
    ),
  );
  const handOver = (/** @type {boolean} */ on) => () => {
    clinic.handOver(on);
    back.hidden = on;
  };
  signal.addEventListener('abort', handOver(false));
  place.addEventListener('group-screen-handed-over', handOver(true), { signal });
  place.addEventListener('group-screen-returned', handOver(false), { signal });
  place.addEventListener('group-agreement-closed', () => clinic.go('intake', { group }), { signal });
}

/**
 * The introduction alone, gone through together or read on paper.
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ group: string, person: Person }} who
 */
function introducing(clinic, place, { group, person }) {
  const back = () => clinic.go('intake', { group });
  place.append(
    el(
      'div',
      { className: 'calm' },
      el(
        'div',
        { className: 'heading' },
        el('h1', {}, 'Introduction'),
        el('button', { type: 'button', className: 'link', onclick: back }, 'Back to the desk'),
      ),
      widget('group-preparation', { group, mode: 'staff' }, { patient: person.reference }),
    ),
  );
}

/**
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {string | undefined} group
 * @param {AbortSignal} signal
 */
function choosing(clinic, place, group, signal) {
  const form = el('div', { className: 'card choosing' });
  place.append(
    el('h1', {}, 'Intake desk'),
    widget('group-roster', { mode: 'intake' }),
    el('p', { className: 'soft' }, 'Or choose who is here to sign. The form then opens for this one person.'),
    form,
  );
  place.addEventListener(
    'group-agreement-requested',
    (event) => {
      // the list says for whom by a reference; the clinic knows the person
      const { group: asked, patient } = event.detail;
      const open = (/** @type {Person[]} */ people) => {
        const person = people.find((p) => p.reference === patient);
        if (person && !signal.aborted) clinic.go('intake', { group: asked, person });
      };
      clinic.record.people(signal).then(open, () => clinic.say('The form did not open. Try again.'));
    },
    { signal },
  );
  void fill(form, {
    signal,
    failed: 'The groups did not load.',
    load: () => clinic.portal.groups({ signal }),
    draw(groups) {
      const members = el('div', { className: 'members' });
      const first = Math.max(
        0,
        groups.findIndex((g) => g.key === group),
      );
      /** A group chosen later wins over one whose members come late. */
      let latest = new AbortController();
      const choose = (/** @type {GroupSummary} */ chosen) => {
        latest.abort();
        latest = new AbortController();
        void memberChoice(clinic, members, chosen, AbortSignal.any([signal, latest.signal]));
      };
      const { row } = choice('Group', groups, { text: (g) => g.name, chosen: first, onchange: choose });
      if (groups[first]) choose(groups[first]);
      return [el('fieldset', {}, el('legend', {}, 'Who is signing?'), row, members)];
    },
  });
}

/**
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {GroupSummary} group
 * @param {AbortSignal} signal
 */
function memberChoice(clinic, place, group, signal) {
  return fill(place, {
    signal,
    failed: 'The members did not load.',
    load: () => clinic.record.membersOf(group.key, signal),
    draw(people) {
      if (people.length === 0) return [el('p', { className: 'soft' }, 'Nobody is in this group yet.')];
      const text = (/** @type {Person} */ person) => `${person.family}, ${person.given}`;
      const { row, picked, select } = choice('Member', people, { text, empty: 'Choose a member' });
      const open = (/** @type {object} */ more) => () => {
        const person = picked();
        if (person) clinic.go('intake', { group: group.key, person, ...more });
        else select.focus();
      };
      // A button, and not the choice itself: with the arrow keys one passes other people's names.
      return [
        row,
        el(
          'div',
          { className: 'acts' },
          el('button', { type: 'button', className: 'main', onclick: open({}) }, 'Open the form'),
          el('button', { type: 'button', onclick: open({ introduction: true }) }, 'Introduction alone'),
        ),
      ];
    },
  });
}
