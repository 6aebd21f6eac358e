/** The clinic's own reads from its record: plain FHIR R4, without our library. A real chart application has its own. @module */

/** Where a membership says which group it is for: `EpisodeOfCare.type` has a coding of this system with the group's key. */
const groupSystem = 'https://fhir-group-therapy.example/fhir/group';
const idsAtOnce = 50;

/**
 * @typedef {object} Person
 * @property {string} reference `Patient/…`
 * @property {string} given
 * @property {string} family
 * @property {string} born
 * @property {string} number the clinic's own
 */

/** @typedef {{ group: string, service: string, patient: string, over: boolean }} Membership */
/** @typedef {{ start: string, service: string, staff: string[] }} Visit */

/** @param {string} base of the FHIR server, without a slash at the end */
export function recordAt(base) {
  /**
   * Every page of a search. Half a list is never shown as the whole: any page that fails fails the read.
   * @param {string} search
   * @param {AbortSignal} signal
   * @returns {Promise<any[]>}
   */
  async function all(search, signal) {
    const found = [];
    let url = `${base}/${search}`;
    while (url) {
      // one page after the other: only a page knows the next
      // oxlint-disable-next-line no-await-in-loop
      const bundle = await get(url, signal);
      found.push(...(bundle.entry ?? []).filter(isMatch).map((/** @type {any} */ entry) => entry.resource));
      url = nextPage(bundle, base);
    }
    return found;
  }

  return {
    /** Everybody, by family name. @param {AbortSignal} signal @returns {Promise<Person[]>} */
    async people(signal) {
      return (await all('Patient?_count=100&_sort=family', signal)).map(personOf);
    },

    /** Current members of a group, by family name. @param {string} group @param {AbortSignal} signal @returns {Promise<Person[]>} */
    async membersOf(group, signal) {
      const type = encodeURIComponent(`${groupSystem}|${group}`);
      const current = membershipsIn(await all(`EpisodeOfCare?type=${type}&_count=100`, signal)).filter((m) => !m.over);
      const ids = [...new Set(current.map((m) => m.patient.replace(/^.*Patient\//, '')))];
      const reads = [];
      for (let i = 0; i < ids.length; i += idsAtOnce) {
        reads.push(all(`Patient?_id=${ids.slice(i, i + idsAtOnce).join(',')}&_count=100`, signal));
      }
      const people = (await Promise.all(reads)).flat().map(personOf);
      return people.toSorted((a, b) => a.family.localeCompare(b.family) || a.given.localeCompare(b.given));
    },

    /** @param {Person} person @param {AbortSignal} signal */
    async membershipsOf(person, signal) {
      const patient = encodeURIComponent(person.reference);
      return membershipsIn(await all(`EpisodeOfCare?patient=${patient}&_count=100`, signal));
    },

    /** What is scheduled from an instant on, soonest first. @param {Person} person @param {Date} from @param {AbortSignal} signal @returns {Promise<Visit[]>} */
    async upcoming(person, from, signal) {
      const query = new URLSearchParams({ patient: person.reference, date: `ge${from.toISOString()}`, _count: '100' });
      const found = await all(`Appointment?${query}`, signal);
      const visits = found.filter((a) => !['cancelled', 'noshow', 'entered-in-error'].includes(a.status)).map(visitOf);
      return visits.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
    },
  };
}

/** @param {string} url @param {AbortSignal} signal */
async function get(url, signal) {
  const response = await fetch(url, { headers: { accept: 'application/fhir+json' }, cache: 'no-store', signal });
  // Without the address: it holds a patient's id, and messages end up in logs.
  if (!response.ok) throw new Error(`The record answered ${response.status}.`);
  return response.json();
}

/** @param {any} entry */
const isMatch = (entry) => entry.resource !== undefined && entry.search?.mode !== 'outcome';

/** @param {any} bundle @param {string} base @returns {string} empty after the last page */
function nextPage(bundle, base) {
  const link = bundle.link?.find((/** @type {any} */ l) => l.relation === 'next')?.url;
  if (!link) return '';
  const url = new URL(link, `${base}/`).href;
  // A real clinic sends a token along, which is for this server only.
  if (!/^[/?]/.test(url.slice(base.length)) || !url.startsWith(base)) throw new Error('The record points elsewhere.');
  return url;
}

/** @param {any} patient @returns {Person} */
function personOf(patient) {
  const name = patient.name?.find((/** @type {any} */ n) => n.use === 'official') ?? patient.name?.[0] ?? {};
  return {
    reference: `Patient/${patient.id}`,
    given: name.given?.join(' ') ?? '',
    family: name.family ?? name.text ?? 'No name on file',
    born: patient.birthDate ?? '',
    number: patient.identifier?.[0]?.value ?? '',
  };
}

const today = () => new Date().toISOString().slice(0, 10);

/** @param {any[]} episodes @returns {Membership[]} */
function membershipsIn(episodes) {
  return episodes.flatMap((episode) => {
    const codings = (episode.type ?? []).flatMap((/** @type {any} */ type) => type.coding ?? []);
    const group = codings.find((/** @type {any} */ coding) => coding.system === groupSystem)?.code;
    if (!group) return []; // an episode of some other care
    const service = episode.extension?.find((/** @type {any} */ e) => e.valueReference)?.valueReference.reference;
    // an end set ahead: until that day they are members
    const ends = episode.status === 'finished' ? (episode.period?.end ?? '') : undefined;
    const over = ['cancelled', 'entered-in-error'].includes(episode.status) || (ends !== undefined && ends < today());
    return [{ group, service: service ?? '', patient: episode.patient.reference, over }];
  });
}

/** @param {any} appointment @returns {Visit} */
function visitOf(appointment) {
  /** @type {string[]} */
  const actors = appointment.participant.flatMap((/** @type {any} */ p) => p.actor?.reference ?? []);
  return {
    start: appointment.start,
    service: actors.find((reference) => reference.includes('HealthcareService/')) ?? '',
    staff: actors.filter((reference) => reference.includes('Practitioner')),
  };
}
