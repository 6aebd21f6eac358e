/** One patient's chart: the clinic's own cards, and our guest beside them. @module */
import { el, fill, widget } from './dom.js';
import { birthDay, dayAndTime, initials } from './words.js';

/** @typedef {import('./fhir.js').Person} Person */

/** Who may open the agreement with a member, and see what was signed; the portal has its own rule as well. */
const maySign = ['intake', 'leader'];

/**
 * @param {import('./app.js').Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ person: Person }} details
 * @param {AbortSignal} signal
 */
export function chart(clinic, place, { person }, signal) {
  const upcoming = el('div', {});
  const guests = el('div', { className: 'guests' });
  const answer = el('p', { className: 'said', role: 'status' });
  let there = person;
  const aside = el('aside', { ariaLabel: 'Group therapy' }, guests, answer);
  place.append(
    header(person),
    el(
      'div',
      { className: 'chart' },
      el('div', { className: 'cards' }, card('Upcoming', upcoming), problems(), notes()),
      aside,
    ),
  );

  /** @type {Promise<[Person, import('./fhir.js').Membership[], import('../../src/portal-types.ts').GroupSummary[]]> | undefined} */
  let reading;
  /** Read once for both parts, since the schedule too needs to know which groups this user may know of; a failure is not kept. */
  const memberships = () =>
    (reading ??= read(clinic, person, signal).catch((error) => {
      reading = undefined;
      throw error;
    }));

  void fill(upcoming, {
    signal,
    failed: 'The schedule did not load.',
    load: () => Promise.all([clinic.charts.upcoming(person, clinic.now(), signal), memberships()]),
    draw: ([visits, [, own, groups]]) => [schedule(clinic, visits, own, groups)],
  });

  void fill(guests, {
    signal,
    failed: 'Can’t tell right now whether there is a group.',
    load: memberships,
    draw([member, own, groups]) {
      there = member;
      // Only groups the portal names: of a substance-use group other staff must not learn that it exists.
      const keys = own.filter((m) => !m.over).map((m) => m.group);
      const shown = groups.filter((group) => keys.includes(group.key));
      aside.hidden = shown.length === 0;
      return shown.flatMap((group) => guestsOf(clinic, group, member));
    },
  });

  // Events bubble out of the widget and say nothing about a person: the page knows whose chart is open.
  place.addEventListener(
    'group-agreement-requested',
    ({ detail }) => {
      if (maySign.includes(clinic.user.role)) clinic.go('intake', { group: detail.group, person: there });
      else answer.textContent = 'Ask the intake desk.';
    },
    { signal },
  );
}

/**
 * Who this is in the record, their groups there, and those this user may know of. Somebody of an EHR whom the record has
 * not is in no group.
 * @param {import('./app.js').Clinic} clinic
 * @param {Person} person
 * @param {AbortSignal} signal
 * @returns {Promise<[Person, import('./fhir.js').Membership[], import('../../src/portal-types.ts').GroupSummary[]]>}
 */
async function read(clinic, person, signal) {
  const member = await clinic.inRecord(person).catch((error) => {
    if (error.code === 'not-found' && error.fields.includes('identifier')) return undefined;
    throw error;
  });
  if (member === undefined) return [person, [], []];
  return [
    member,
    ...(await Promise.all([clinic.record.membershipsOf(member, signal), clinic.portal.groups({ signal })])),
  ];
}

/**
 * Our guests for one group: how preparation stands for everybody; what waits for a decision for the group's own leaders;
 * what was signed for them and the intake desk.
 * @param {import('./app.js').Clinic} clinic
 * @param {import('../../src/portal-types.ts').GroupSummary} group
 * @param {Person} person
 */
function guestsOf({ user }, { key: group, leaders }, { reference: patient }) {
  const leads = user.role === 'leader' && leaders.includes(user.display);
  return [
    widget('group-readiness', { group }, { patient }),
    ...(leads ? [widget('group-preparation', { group, mode: 'leader' }, { patient })] : []),
    ...(leads || user.role === 'intake' ? [widget('group-signed', { group }, { patient })] : []),
  ];
}

/** @param {import('./fhir.js').Person} person */
function header(person) {
  const about = person.born ? ` · born ${birthDay(person.born)}` : '';
  return el(
    'div',
    { className: 'card who' },
    el('span', { className: 'avatar', ariaHidden: 'true' }, initials(person.given, person.family)),
    el(
      'div',
      {},
      el('h1', {}, el('bdi', {}, `${person.given} ${person.family}`)),
      el('p', { className: 'soft' }, `Chart of one synthetic patient${about}`),
    ),
  );
}

/** @param {string} title @param {...Node} content */
function card(title, ...content) {
  return el('section', { className: 'card' }, el('h2', {}, title), ...content);
}

/**
 * @param {import('./app.js').Clinic} clinic
 * @param {import('./fhir.js').Visit[]} visits
 * @param {import('./fhir.js').Membership[]} own
 * @param {import('../../src/portal-types.ts').GroupSummary[]} groups
 */
function schedule(clinic, visits, own, groups) {
  const rows = visits.flatMap((visit) => {
    const key = own.find((m) => m.service === visit.service)?.group;
    const group = groups.find((g) => g.key === key);
    // A session of a group this user may not know of: its time and its leader would tell.
    if (visit.service && !group) return [];
    const staff = visit.staff.map((reference) => clinic.users.find((u) => u.reference === reference)?.display ?? '');
    const when = dayAndTime(visit.start, group?.timeZone ?? 'America/New_York');
    return [[when, group?.name ?? 'Visit', staff.filter(Boolean).join(', ')]];
  });
  // The same words whether there is nothing or nothing this user may see.
  if (rows.length === 0) return el('p', { className: 'soft' }, 'Nothing to show.');
  const head = ['When', 'What', 'With'].map((text) => el('th', { scope: 'col' }, text));
  const body = rows.map((cells) => el('tr', {}, ...cells.map((text) => el('td', {}, text))));
  return el('table', { className: 'schedule' }, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...body));
}

/** Fixed words: what a real chart has here is not this demo's subject, and nobody must take it for real. */
function problems() {
  const rows = [
    ['Example problem', 'since last spring'],
    ['Another example problem', 'since last autumn'],
  ].map(([what = '', since = '']) => el('tr', {}, el('td', {}, what), el('td', { className: 'soft' }, since)));
  return card('Problems', el('table', {}, el('tbody', {}, ...rows)));
}

function notes() {
  return card(
    'Notes',
    el(
      'ul',
      {},
      el('li', {}, 'Example note: 30 minutes, individual.'),
      el('li', { className: 'soft' }, 'Every chart of this demo has these same two lines.'),
    ),
  );
}
