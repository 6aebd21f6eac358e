/** The way of the golden cases: records → R4 JSON, as a server would send it → the portal's own reading → readiness. */
import type { Encounter, FhirResource, Patient } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { niHash, signedContent } from '../../fhir-mappings/hash.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import {
  agreementToFhir,
  attendanceToFhir,
  membershipToFhir,
  noteToFhir,
  preparationToFhir,
  seatToFhir,
} from '../../fhir-mappings/r4/index.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { SearchResult } from '../../src/client/search.ts';
import type { PublishedVersion } from '../../src/content/versions.ts';
import { factsFrom, type MemberRead } from '../../src/portal/facts.ts';
import { evaluateReadiness } from '../../src/readiness/evaluate.ts';
import type { Known, MemberFacts, Person, Readiness, Stored } from '../../src/readiness/types.ts';
import { codes, facts, urls, zone } from '../src/readiness/facts.ts';

/** What a case says of a member; the rest is "everything met" (domain.md 6, first lines). */
export type Given = Partial<MemberFacts> & {
  /** Documents beside the three in English. */
  documents?: (PublishedVersion & { language: string })[];
};

const authority = 'https://clinic.example';
const keyed = (kind: Parameters<typeof sid.keyed>[0], value: string) => ({ system: sid.keyed(kind, 'k1'), value });
const idOf = (evidence: string) => evidence.split('/').at(-1) ?? '';

/** The resources of the case, read back by the portal. */
export async function factsOf(given: Given): Promise<MemberFacts> {
  const { documents = [], ...over } = given;
  const all = facts(over);
  const labels = labelsFor(all.group);
  const signed = await Promise.all(all.agreements.items.map(async (a) => agreementResources(a, labels)));
  const attended = (all.attendance?.items ?? []).map((a) => attendanceResources(a, labels));
  const visits = (all.visits?.items ?? []).map(({ record, evidence }): Encounter => {
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
    const { encounter } = attendanceToFhir(visit, { labels });
    if (!encounter) throw new Error('no encounter');
    return { ...encounter, id: idOf(evidence) };
  });
  const read: MemberRead = {
    memberships: found(all.memberships, ({ record, evidence }) => [
      {
        ...membershipToFhir({ ...record, identity: keyed('membership', idOf(evidence)) }, { labels }),
        id: idOf(evidence),
      },
    ]),
    consents: found(all.agreements, (_, i) => [signed[i]?.consent]),
    responses: {
      ...found(all.preparations, ({ record, evidence }) => [
        { ...preparationToFhir(record, { labels }), id: idOf(evidence) },
      ]),
      resources: [
        ...found(all.preparations, ({ record, evidence }) => [
          { ...preparationToFhir(record, { labels }), id: idOf(evidence) },
        ]).resources,
        ...sent(signed.map((s) => s.response)),
      ],
    },
    observations: {
      ...found(all.notes, ({ record, evidence }) => [{ ...noteToFhir(record, { labels }), id: idOf(evidence) }]),
      resources: [
        ...found(all.notes, ({ record, evidence }) => [{ ...noteToFhir(record, { labels }), id: idOf(evidence) }])
          .resources,
        ...sent(attended.map((a) => a.observation)),
      ],
    },
    person: found(all.person, () => []),
    attendance: {
      seats: found(all.seats, ({ record, evidence }) => [
        { ...seatToFhir({ ...record, identity: keyed('seat', idOf(evidence)) }), id: idOf(evidence) },
      ]),
      encounters: {
        ...found<unknown>(undefined, () => []),
        resources: sent([...attended.flatMap((a) => a.encounter ?? []), ...visits]),
      },
    },
  };
  const person: Person = all.person.items[0]?.record ?? {};
  if (read.person && !all.person.gap) read.person.resources.push(patient(person));
  return factsFrom(all.group, read, { base: 'https://fhir.example/r4', documents: [...published(all), ...documents] });
}

/** Readiness from the resources, with the codes of its reasons beside it. */
export async function seen(given: Given, asOf: string, timeZone = zone): Promise<Readiness & { codes: string[] }> {
  const readiness = evaluateReadiness(await factsOf(given), { asOf, timeZone });
  return { ...readiness, codes: codes(readiness) };
}

/** What a server sends is JSON and nothing else. */
const sent = <T extends FhirResource>(resources: readonly T[]) => JSON.parse(JSON.stringify(resources)) as T[];

function found<T>(
  known: Known<T> | undefined,
  write: (stored: Stored<T>, index: number) => (FhirResource | undefined)[],
): SearchResult {
  const gap = known?.gap === 'contradictory' ? undefined : known?.gap;
  const resources = (known?.items ?? []).flatMap((s, i) => write(s, i)).filter((r) => r !== undefined);
  return { resources: sent(resources), complete: !gap, ...(gap && { gap }), dropped: 0 };
}

async function agreementResources(
  { record, evidence, unchanged }: Stored<Agreement>,
  labels: ReturnType<typeof labelsFor>,
) {
  const signedHash = unchanged === false ? record.signedHash : await niHash(signedContent(record));
  const { consent, response } = agreementToFhir({ ...record, signedHash }, { labels, authority });
  return { consent: { ...consent, id: idOf(evidence) }, response: { ...response, id: idOf(record.response) } };
}

function attendanceResources({ record, evidence }: Stored<Attendance>, labels: ReturnType<typeof labelsFor>) {
  const id = idOf(evidence);
  const identity = { attendance: keyed('attendance', id), encounter: keyed('encounter', id) };
  const { observation, encounter } = attendanceToFhir(
    { ...record, identity, encounter: `Encounter/e${id}` },
    { labels },
  );
  return { observation: { ...observation, id }, ...(encounter && { encounter: { ...encounter, id: `e${id}` } }) };
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

function published({ rules, participation, pack }: MemberFacts) {
  const of = (url: string, versions: MemberFacts['rules']) => versions.map((v) => ({ url, ...v, language: 'en' }));
  return [...of(urls.rules, rules), ...of(urls.participation, participation), ...of(urls.preparation, pack)];
}
