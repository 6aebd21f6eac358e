/** The clinic's chart application: who is signed in, which view is open, and the one connection our guests talk to. @module */
import { createPortal } from './bundle/portal.js';
import { chart } from './chart.js';
import { charts } from './charts.js';
import { el, trouble } from './dom.js';
import { recordAt } from './fhir.js';
import { groups } from './groups.js';
import { intake } from './intake.js';
import { members } from './members.js';
import { mine } from './mine.js';
import { confirmStaff, handOver } from './hand-over.js';
import { createViews } from './views.js';

/** @typedef {import('../../src/portal-types.ts').User} User */
/** @typedef {import('./fhir.js').Person} Person */
/**
 * What every view works with.
 * @typedef {object} Clinic
 * @property {import('../../src/portal-types.ts').Portal} portal of the user signed in
 * @property {ReturnType<typeof recordAt>} record
 * @property {ReturnType<typeof recordAt>} charts the record's own, or those of an EHR that the record is kept beside
 * @property {(person: Person) => Promise<Person>} inRecord whom somebody of the charts is in the record
 * @property {User} user
 * @property {User[]} users
 * @property {string} groupsUrl
 * @property {() => Date} now
 * @property {(view: string, details?: Record<string, unknown>) => void} go
 * @property {(words: string) => void} say politely, to people who listen to the page
 * @property {(on: boolean) => void} handOver while a member holds the screen
 */

const part = (/** @type {string} */ selector) => document.querySelector(selector);
const main = part('#main');

/** `?now=` fixes the present, for tests and pictures; without it the portal minds how wrong this device's clock is. */
function clock() {
  const fixed = new URLSearchParams(location.search).get('now');
  const instant = fixed === null ? Number.NaN : Date.parse(fixed);
  return Number.isNaN(instant) ? {} : { now: () => new Date(instant) };
}

async function start() {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`The settings answered ${response.status}.`);
  /** @type {{ fhirBase: string, ehrBase?: string, patientIdentifier: string, groups: string, users: User[] }} */
  const config = await response.json();
  const news = part('#news');
  const now = clock();

  /** The way to the record, for one user. Nothing is sent before a widget asks. @param {User} user */
  const { fhirBase: base, ehrBase, groups: defined, documents, patientIdentifier } = config;
  const portalFor = (user) =>
    createPortal({
      store: { base },
      // here nobody but the leaders signed in reads the record: a clinic must know that of its own
      notes: { base },
      groups: defined,
      documents,
      patientIdentifier,
      user,
      ...(user.role === 'member' && { patient: user.reference }),
      handOver,
      confirmStaff,
      ...now,
    });

  /** Ids are each server's own: the same one is somebody else there. @param {Person} person */
  async function inRecord(person) {
    if (ehrBase === undefined) return person;
    const { patientInStore } = await import('./bundle/beside.js');
    const of = { ehr: { base: ehrBase }, store: { base }, patientIdentifier, patient: person.reference };
    return { ...person, reference: await patientInStore(of) };
  }

  /** @type {Clinic} */
  const clinic = {
    record: recordAt(base),
    charts: recordAt(ehrBase ?? base),
    inRecord,
    user: config.users[0],
    users: config.users,
    portal: /** @type {any} */ (undefined),
    groupsUrl: config.groups,
    now: now.now ?? (() => new Date()),
    go: (view, details) => views.go(view, details),
    say: (words) => (news.textContent = words),
    handOver(on) {
      document.body.classList.toggle('handed-over', on);
      views.hold(on);
    },
  };

  /** Members see their own group alone, and staff never that page. */
  const whose = () => (clinic.user.role === 'member' ? 'member' : 'staff');

  const views = createViews(
    {
      charts: { title: 'Charts', draw: (...at) => charts(clinic, ...at) },
      chart: { title: 'Chart', nav: 'charts', needs: 'person', draw: (...at) => chart(clinic, ...at) },
      intake: { title: 'Intake desk', draw: (...at) => intake(clinic, ...at) },
      groups: { title: 'Groups', draw: (...at) => groups(clinic, ...at) },
      members: { title: 'Members', draw: (...at) => members(clinic, ...at) },
      mine: { title: 'My group', whose: 'member', draw: (...at) => mine(clinic, ...at) },
    },
    { place: main, links: document.querySelectorAll('nav a'), say: clinic.say, whose },
  );

  /** Another user is another connection: what the one before was allowed to see goes with theirs. @param {User} user */
  function signIn(user) {
    clinic.user = user;
    clinic.portal = portalFor(user);
    part('#portal').portal = clinic.portal;
    part('nav').hidden = user.role === 'member';
  }

  const select = part('#user');
  const label = (/** @type {User} */ { display, role }) => (role === 'member' ? display : `${display}, ${role}`);
  select.replaceChildren(...config.users.map((user, i) => new Option(label(user), String(i))));
  select.addEventListener('change', () => {
    signIn(config.users[Number(select.value)]);
    views.redraw();
    clinic.say(`Signed in as ${clinic.user.display}`);
  });

  for (const link of document.querySelectorAll('nav a')) {
    link.addEventListener('click', (event) => {
      const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
      if (ctrlKey || metaKey || shiftKey) return; // into a new tab or window, as with any link
      event.preventDefault();
      views.go(/** @type {HTMLAnchorElement} */ (link).hash.slice(1));
    });
  }

  signIn(clinic.user);
  views.start();
}

// By hand, because the address is the view's name.
part('.skip').addEventListener('click', (/** @type {Event} */ event) => {
  event.preventDefault();
  main.focus();
});

async function open() {
  try {
    await start();
  } catch {
    const failed = trouble('The clinic’s page did not open. Nothing was changed.', () => void open());
    main.replaceChildren(el('h1', {}, 'Harbor Clinic'), failed);
  }
}

await open();
