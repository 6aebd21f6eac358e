/** The records of a case as resources of either FHIR version, as a server would send them. @module */
import type { FhirResource, Patient } from 'fhir/r4.js';
import type { FhirResource as R5Resource } from 'fhir/r5.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { niHash, signedContent } from '../../fhir-mappings/hash.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { SearchResult } from '../../src/client/search.ts';
import type { MemberRead } from '../../src/portal/facts.ts';
import type { Known, MemberFacts, Person, Stored } from '../../src/readiness/types.ts';
import { facts } from '../src/readiness/facts.ts';

type Resource = FhirResource | R5Resource;
type Labels = ReturnType<typeof labelsFor>;

const authority = 'https://clinic.example';
const keyed = (kind: Parameters<typeof sid.keyed>[0], value: string) => ({ system: sid.keyed(kind, 'k1'), value });
const idOf = (evidence: string) => evidence.split('/').at(-1) ?? '';

/** What a portal reads of the member. */
export async function readOf(all: MemberFacts, m: Mappings): Promise<MemberRead> {
  const labels = labelsFor(all.group);
  const signed = await Promise.all(all.agreements.items.map(async (a) => agreementResources(m, a, labels)));
  const attended = (all.attendance?.items ?? []).map((a) => attendanceResources(m, a, labels));
  const person = all.person.gap ? [] : [patient(all.person.items[0]?.record ?? {})];
  return {
    memberships: found(all.memberships, ({ record, evidence }) =>
      m.membershipToFhir({ ...record, identity: keyed('membership', idOf(evidence)) }, { labels }),
    ),
    consents: { ...found(all.agreements), resources: sent(signed.map((s) => s.consent)) },
    responses: found(
      all.preparations,
      ({ record }) => m.preparationToFhir(record, { labels }),
      signed.map((s) => s.response),
    ),
    observations: found(
      all.notes,
      ({ record }) => m.noteToFhir(record, { labels }),
      attended.map((a) => a.observation),
    ),
    person: { ...found(all.person), resources: sent(person) },
    attendance: {
      seats: found(all.seats, ({ record, evidence }) =>
        m.seatToFhir({ ...record, identity: keyed('seat', idOf(evidence)) }),
      ),
      encounters: {
        ...found(undefined),
        resources: sent([...attended.flatMap((a) => a.encounter ?? []), ...visits(m, all, labels)]),
      },
    },
  };
}

/** What a server sends is JSON and nothing else. Readers take R4's types for the JSON of either version. */
const sent = (resources: readonly Resource[]) => JSON.parse(JSON.stringify(resources)) as FhirResource[];

/** A search for records, each written as its resource with its server id, and what else the search finds. */
function found<T>(
  known: Known<T> | undefined,
  write?: (stored: Stored<T>) => Resource,
  others: readonly Resource[] = [],
): SearchResult {
  const gap = known?.gap === 'contradictory' ? undefined : known?.gap;
  const written = write ? (known?.items ?? []).map((s) => ({ ...write(s), id: idOf(s.evidence) })) : [];
  return { resources: sent([...written, ...others]), complete: !gap, ...(gap && { gap }), dropped: 0 };
}

async function agreementResources(m: Mappings, { record, evidence, unchanged }: Stored<Agreement>, labels: Labels) {
  const signedHash = unchanged === false ? record.signedHash : await niHash(signedContent(record));
  const { consent, response } = m.agreementToFhir({ ...record, signedHash }, { labels, authority });
  return { consent: { ...consent, id: idOf(evidence) }, response: { ...response, id: idOf(record.response) } };
}

function attendanceResources(m: Mappings, { record, evidence }: Stored<Attendance>, labels: Labels) {
  const id = idOf(evidence);
  const identity = { attendance: keyed('attendance', id), encounter: keyed('encounter', id) };
  const { observation, encounter } = m.attendanceToFhir(
    { ...record, identity, encounter: `Encounter/e${id}` },
    { labels },
  );
  return { observation: { ...observation, id }, ...(encounter && { encounter: { ...encounter, id: `e${id}` } }) };
}

/** Encounters without a record of attendance beside them. */
function visits(m: Mappings, all: MemberFacts, labels: Labels): Resource[] {
  return (all.visits?.items ?? []).map(({ record, evidence }) => {
    const [like] = facts().memberships.items;
    const seat = all.seats?.items.find((s) => s.evidence === record.seat)?.record;
    if (!like || !seat) throw new Error('a visit needs its seat');
    const visit: Attendance = {
      patient: like.record.patient,
      ...record,
      start: seat.start,
      outcome: 'present-arrival-unknown',
      leaders: seat.leaders,
      recordedBy: seat.leaders[0] ?? '',
      recordedAt: seat.end,
      status: 'final',
      identity: { attendance: keyed('attendance', idOf(evidence)), encounter: keyed('encounter', idOf(evidence)) },
    };
    const { encounter } = m.attendanceToFhir(visit, { labels });
    if (!encounter) throw new Error('no encounter');
    return { ...encounter, id: idOf(evidence) };
  });
}

function patient({ birthDate, need }: Person): Patient {
  const { language, interpreter } = need ?? {};
  return {
    resourceType: 'Patient',
    id: 'p1',
    ...(birthDate && { birthDate }),
    ...(language && { communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] } }] }),
    ...(interpreter && {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired', valueBoolean: true }],
    }),
  };
}
