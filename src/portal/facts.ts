/** Resources of one member, as they were read, into the facts readiness is computed from. Pure but for hashing. @module */
import type { FhirResource } from 'fhir/r4.js';
import { base as ours } from '../../fhir-mappings/codes.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { isUnchanged, niHash } from '../../fhir-mappings/hash.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Readers } from '../../fhir-mappings/mappings.ts';
import { ehrSeatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { isForeign, type Foreign } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { ofType, type SearchResult } from '../client/search.ts';
import { builtInHashes, builtInVersions, versionsOf, type PublishedVersion } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Gap, Known, MemberFacts, Stored } from '../readiness/types.ts';
import { personFromFhir, visitFromFhir } from './person.ts';

/** What was read of one member, by what it is for. */
export interface MemberRead {
  memberships: SearchResult | undefined;
  consents: SearchResult | undefined;
  responses: SearchResult | undefined;
  /** Notes, and attendance where it was asked for. */
  observations: SearchResult | undefined;
  person: SearchResult | undefined;
  /** Present when this caller reads attendance. */
  attendance?: { seats: SearchResult | undefined; encounters: SearchResult | undefined };
}

export interface FactsContext {
  /** Of the server, to read absolute references. */
  base: string;
  readers: Readers;
  /** The clinic's own, unchecked. */
  documents: readonly PublishedVersion[];
}

export async function factsFrom(group: GroupDefinition, read: MemberRead, context: FactsContext): Promise<MemberFacts> {
  const { base, readers, documents } = context;
  const { consents, responses, observations } = read;
  const cited = new Map(
    ofType(responses?.resources ?? [], 'QuestionnaireResponse').map((r) => [`QuestionnaireResponse/${r.id}`, r]),
  );
  const responseOf = (consent: FhirResource) => cited.get(relative(readers.responseOf(consent) ?? '', base));
  const agreements = known(consents, 'Consent', (consent) => readers.agreementFromFhir(consent, responseOf(consent)));
  const published = [...builtInVersions, ...documents];
  const memberships = known(read.memberships, 'EpisodeOfCare', readers.membershipFromFhir);
  const services = new Set(memberships.items.flatMap(({ record: m }) => (m.group === group.key ? [m.service] : [])));
  return {
    group,
    settings: await niHash(group),
    rules: versionsOf(group.documents.rules, published),
    participation: versionsOf(group.documents.participation, published),
    pack: versionsOf(group.documents.preparation, published),
    languages: Object.fromEntries(published.flatMap((d) => languageOf(d) ?? [])),
    memberships,
    // an agreement stands on its response: without all responses its answers can't be told
    agreements: {
      ...worse(agreements, responses),
      items: await Promise.all(
        agreements.items.map(async (stored) => ({
          ...stored,
          unchanged: await isUnchanged(stored.record),
          otherWords: await hasOtherWords(stored.record, published),
        })),
      ),
    },
    preparations: known(responses, 'QuestionnaireResponse', readers.preparationFromFhir),
    notes: known(observations, 'Observation', readers.noteFromFhir),
    person: personIn(read.person),
    ...(read.attendance && attendanceIn(observations, read.attendance, { ...context, services })),
  };
}

/** Of each document once: a roster compares them for every member. */
const hashes = new WeakMap<object, string | Promise<string>>(builtInHashes);

/** True when the words of what was signed are not those we know under its version; without them nothing is compared. */
async function hasOtherWords(
  { document: { url, version }, textHash }: Agreement,
  published: readonly PublishedVersion[],
): Promise<boolean> {
  const words = published.find((d) => d.url === url && d.version === version);
  if (!words) return false;
  const hash = hashes.get(words) ?? niHash(words);
  hashes.set(words, hash);
  return !textHash.includes(await hash);
}

/** A clinic's document says its language; the addresses of ours end in it (design 3a). */
function languageOf(document: PublishedVersion & { language?: unknown }): [[string, string]] | undefined {
  const { url, language } = document;
  const code = typeof language === 'string' ? language : url.startsWith(ours) ? url.split('-').at(-1) : undefined;
  return code === undefined ? undefined : [[url, code]];
}

function attendanceIn(
  observations: SearchResult | undefined,
  { seats, encounters }: NonNullable<MemberRead['attendance']>,
  { base, readers, services }: FactsContext & { services: ReadonlySet<string> },
): Pick<MemberFacts, 'seats' | 'attendance' | 'visits'> {
  // with its Encounter a record knows its seat, so that a session that was moved is one session
  const seatOf = new Map(
    ofType(encounters?.resources ?? [], 'Encounter').map((e) => [
      `Encounter/${e.id}`,
      relative(e.appointment?.[0]?.reference ?? '', base),
    ]),
  );
  return {
    seats: known(seats, 'Appointment', (appointment) => {
      const own = readers.seatFromFhir(appointment);
      return isForeign(own) ? ehrSeatFromFhir(appointment, services, base) : own;
    }),
    attendance: known(observations, 'Observation', (observation) => {
      const record = readers.attendanceFromFhir(observation);
      if (isForeign(record)) return record;
      const seat = seatOf.get(relative(record.encounter ?? '', base));
      return seat ? { ...record, seat } : record;
    }),
    visits: known(encounters, 'Encounter', (e) => visitFromFhir(e, base)),
  };
}

/** The person is always there: a search that finds nobody has not seen everything. */
function personIn(result: SearchResult | undefined): MemberFacts['person'] {
  const person = known(result, 'Patient', personFromFhir);
  return person.items[0] || person.gap ? person : { items: [], gap: 'partial' };
}

/** Records of one kind. Another system's resource is left out; ours that can't be read leaves a gap, never a guess. */
function known<T extends object>(
  result: SearchResult | undefined,
  type: FhirResource['resourceType'],
  read: (resource: FhirResource) => T | Foreign,
): Known<T> {
  const items: Stored<T>[] = [];
  let gap: Gap | undefined = result === undefined ? 'failed' : result.gap;
  for (const resource of result?.resources ?? []) {
    if (resource.resourceType !== type) continue;
    try {
      const record = read(resource);
      if (!isForeign(record)) items.push({ record, evidence: `${type}/${resource.id}` });
    } catch (error) {
      if (!isPortalError(error)) throw error;
      gap ??= 'partial';
    }
  }
  return gap === undefined ? { items } : { items, gap };
}

const worse = <T>(facts: Known<T>, other: SearchResult | undefined): Known<T> =>
  facts.gap === undefined && other?.gap !== undefined ? { ...facts, gap: other.gap } : facts;
