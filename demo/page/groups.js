/** The leaders' screen: sessions of a group, who comes to the next one, and one session's attendance. @module */
import { choice, el, fill, widget } from './dom.js';
import { pick } from './members.js';
import { longDayAndTime } from './words.js';

/** @typedef {import('./app.js').Clinic} Clinic */
/** @typedef {import('./fhir.js').Person} Person */
/** @typedef {import('../../src/portal-types.ts').GroupSummary} GroupSummary */
/** @typedef {import('../../src/portal-types.ts').SessionInfo} SessionInfo */
/** @typedef {{ group?: string, start?: string }} Details */

/**
 * @param {Clinic} clinic
 * @param {HTMLElement} place
 * @param {Details} details what was chosen, kept in memory for the way back
 * @param {AbortSignal} signal
 */
export function groups(clinic, place, details, signal) {
  place.append(el('h1', {}, 'Groups'));
  if (clinic.user.role !== 'leader') {
    place.append(el('p', { className: 'card' }, 'Sessions and their lists are for the leaders of a group.'));
    return;
  }
  const body = el('div', {});
  place.append(body);
  void fill(body, {
    signal,
    failed: 'The groups did not load.',
    load: () => ownGroups(clinic, signal),
    draw(own) {
      if (own.length === 0) return [el('p', { className: 'card' }, 'You lead no group here.')];
      const list = el('div', { className: 'card list' });
      const picture = el('section', { ariaLabel: 'Attendance so far', className: 'picture' });
      const sheet = el('section', { ariaLabel: 'Attendance', className: 'sheet', tabIndex: -1 });
      const at = Math.max(
        0,
        own.findIndex((g) => g.key === details.group),
      );
      /** A group chosen later wins over one whose sessions come late. */
      let latest = new AbortController();
      const choose = (/** @type {GroupSummary} */ group) => {
        latest.abort();
        latest = new AbortController();
        if (details.group !== group.key) Object.assign(details, { group: group.key, start: undefined });
        sessions(clinic, { group, list, sheet, picture }, details, AbortSignal.any([signal, latest.signal]));
      };
      const { row } = choice('Group', own, { text: (g) => g.name, chosen: at, onchange: choose });
      if (own[at]) choose(own[at]);
      row.classList.add('which');
      return [row, el('div', { className: 'sessions' }, list, sheet), picture];
    },
  });
}

/**
 * Groups this leader leads, by the clinic's own list: who else is in a group is nobody else's to see.
 * @param {Clinic} clinic
 * @param {AbortSignal} signal
 */
async function ownGroups(clinic, signal) {
  const [known, response] = await Promise.all([clinic.portal.groups({ signal }), fetch(clinic.groupsUrl, { signal })]);
  if (!response.ok) throw new Error(`The groups answered ${response.status}.`);
  /** @type {{ key: string, leaders: { reference: string }[] }[]} */
  const defined = await response.json();
  const leads = (/** @type {string} */ key) =>
    defined.some((g) => g.key === key && g.leaders.some((l) => l.reference === clinic.user.reference));
  return known.filter((group) => leads(group.key));
}

/**
 * @param {Clinic} clinic
 * @param {{ group: GroupSummary, list: HTMLElement, sheet: HTMLElement, picture: HTMLElement }} parts
 * @param {Details} details
 * @param {AbortSignal} signal
 */
function sessions(clinic, { group, list, sheet, picture }, details, signal) {
  picture.replaceChildren();
  const open = () => {
    const { start } = details;
    const isToCome = start === undefined || Date.parse(start) > clinic.now().getTime();
    sheet.replaceChildren(
      ...(isToCome ? [widget('group-roster', { mode: 'leader', group: group.key, ...(start && { start }) })] : []),
      start === undefined
        ? el('p', { className: 'soft hint' }, 'Choose a session to take its attendance.')
        : widget('group-attendance', { group: group.key, start }),
    );
  };
  /** @param {SessionInfo} session */
  const row = (session) => {
    const choose = () => {
      details.start = session.start;
      for (const button of list.querySelectorAll('button')) button.ariaCurrent = null;
      chosen.ariaCurrent = 'true';
      open();
      sheet.focus({ preventScroll: true }); // the keyboard goes on in the sheet
      if (sheet.getBoundingClientRect().top > innerHeight / 2) sheet.scrollIntoView();
    };
    const chosen = el(
      'button',
      { type: 'button', className: 'row session', onclick: choose },
      el('span', { className: 'name' }, longDayAndTime(session.start, group.timeZone)),
      standing(session, clinic.now()),
    );
    if (details.start === session.start) chosen.ariaCurrent = 'true';
    return el('li', {}, chosen);
  };
  const read = {
    signal,
    failed: 'The sessions did not load.',
    load: () => clinic.portal.sessions({ group: group.key }, { signal }).catch(noneYet),
    draw: (/** @type {SessionInfo[]} */ found) => {
      if (found.length === 0) return [el('p', { className: 'soft waiting' }, 'No sessions are scheduled.')];
      if (!picture.firstChild && found.some(({ recorded }) => recorded > 0)) picture.append(gridOf(group));
      return [el('ul', { className: 'bare' }, ...found.map(row))];
    },
  };
  sheet.addEventListener(
    'group-agreement-requested',
    (event) => {
      // the list says for whom by a reference; the clinic knows the person
      const { group: asked, patient } = /** @type {CustomEvent} */ (event).detail;
      const go = (/** @type {Person[]} */ people) => {
        const person = people.find((p) => p.reference === patient);
        if (person && !signal.aborted) clinic.go('intake', { group: asked, person });
      };
      clinic.record.people(signal).then(go, () => clinic.say('The form did not open. Try again.'));
    },
    { signal },
  );
  // beside the sheet, not in its place: what is marked stays, and whoever is added gets a row
  sheet.addEventListener(
    'group-member-requested',
    (event) => {
      if (sheet.querySelector('group-members')) return;
      const { group: asked } = /** @type {CustomEvent} */ (event).detail;
      const members = widget('group-members', { group: asked }, { pickPatient: () => pick(clinic, sheet, signal) });
      sheet.append(members);
      members.scrollIntoView();
    },
    { signal },
  );
  open();
  void fill(list, read);
  // The counts have changed; the sheet itself stays as it is.
  sheet.addEventListener('group-attendance-saved', () => void fill(list, { ...read, keep: true }), { signal });
}

/** Closed until somebody wants it: the screen may be seen by others. @param {GroupSummary} group */
function gridOf({ key }) {
  const grid = el('details', { className: 'grid' }, el('summary', {}, 'Attendance of the group'));
  const show = () => grid.append(widget('group-picture', { group: key }));
  grid.addEventListener('toggle', show, { once: true });
  return grid;
}

/** A group that is not in the record yet has no sessions. @param {{ code?: string }} error @returns {SessionInfo[]} */
function noneYet(error) {
  if (error.code === 'not-found') return [];
  throw error;
}

/** @param {SessionInfo} session @param {Date} now */
function standing({ start, seats, recorded }, now) {
  const all = seats === 1 ? '1 seat' : `${seats} seats`;
  if (Date.parse(start) > now.getTime()) return el('span', { className: 'soft' }, `${all} · to come`);
  if (recorded === 0) return el('span', { className: 'open' }, `${all} · not recorded yet`);
  if (recorded < seats) return el('span', { className: 'open' }, `${recorded} of ${seats} recorded`);
  return el('span', { className: 'soft' }, `${recorded} recorded`);
}
