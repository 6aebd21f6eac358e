/** One person in one group as resources, by the product's own mappings: preparation, seats and what was recorded. @module */
import type { FhirResource } from 'fhir/r4.js';
import { attendedOutcomes, type Answer } from '../../fhir-mappings/codes.ts';
import { keyedIdentifier, sessionOf, type IdentityKey } from '../../fhir-mappings/identity.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { same } from '../../fhir-mappings/same.ts';
import { seatAfter, type Seat } from '../../fhir-mappings/records/seat.ts';
import { groupParticipationEn } from '../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import { clausesOf } from '../../src/content/library.ts';
import type { MemberDocument } from '../../src/content/document.ts';
import { preparationEn, preparationSections } from '../../src/content/versions.ts';
import type { GroupDefinition } from '../../src/groups.ts';
import { attendanceRecord } from '../../src/portal/attendance-records.ts';
import { instantIn } from '../../src/portal/context.ts';
import { signingRecords } from '../../src/portal/signing-records.ts';
import { ms } from '../../src/readiness/time.ts';
import type { SessionTime } from './calendar.ts';
import { letters, users, type Person } from './clinic.ts';

const day = 24 * 60 * 60_000;
const intake = 'Practitioner/i1';

/** One person in one group, with what has happened there. */
export interface Member {
  person: Pick<Person, 'id' | 'given' | 'family' | 'displayName' | 'prepared' | 'attendance'>;
  /** Of nobody else: ids of notes and signings come from it. */
  index: number;
  /** In the ids of what is theirs here; the person's own id where they are in one group. */
  mark?: string;
  group: GroupDefinition;
  service: string;
  status: 'planned' | 'active';
  /** Sessions from the first day on, one for each letter of `attendance` and those to come. */
  own: readonly SessionTime[];
  now: Date;
  key: IdentityKey;
  mappings: Mappings;
}

/** A resource as the record holds it. */
export const withId = (resource: object, reference: string): FhirResource =>
  same<FhirResource>({ ...resource, id: reference.split('/')[1] ?? '' });
const uuid = (person: number, thing: number) =>
  `00000000-0000-4000-8000-${String(person).padStart(6, '0')}${String(thing).padStart(6, '0')}`;

/** Membership, preparation as of a week before, seats and what was recorded, in an order fit for the record. */
export async function memberResources(member: Member): Promise<FhirResource[]> {
  const { person, mark = person.id, group, service, status, own, key, mappings } = member;
  const labels = labelsFor(group);
  const [first = ''] = own.map((s) => s.start);
  const patient = `Patient/${person.id}`;
  const membership = `EpisodeOfCare/m-${mark}`;
  const start = first.slice(0, 10);
  const episode = mappings.membershipToFhir(
    {
      patient,
      group: group.key,
      service,
      ...(person.displayName !== undefined && { displayName: person.displayName }),
      start,
      status,
      history: [],
      leader: group.leaders[0]?.reference ?? users[0]?.reference ?? '',
      organization: group.organization,
      identity: await keyedIdentifier(key, 'membership', [group.key, start, person.id]),
    },
    { labels },
  );
  const sessions = await Promise.all(own.map((time, i) => sessionResources(member, { time, i, membership })));
  return [
    withId(episode, membership),
    ...(await preparationResources(member, { first, membership })),
    ...sessions.flat(),
  ];
}

async function sessionResources(
  { person, mark = person.id, group, service, key, mappings }: Member,
  { time, i, membership }: { time: SessionTime; i: number; membership: string },
): Promise<FhirResource[]> {
  const patient = `Patient/${person.id}`;
  const identity = await keyedIdentifier(key, 'seat', [group.key, sessionOf(time.start), person.id]);
  const outcome = letters[person.attendance[i] ?? '-'];
  const seat: Seat = {
    patient,
    leaders: group.leaders.map((l) => l.reference),
    service,
    start: time.start,
    end: time.end,
    status: 'booked',
    identity,
  };
  const reference = `Appointment/s-${mark}-${i}`;
  const appointment = withId(mappings.seatToFhir((outcome && seatAfter(seat, outcome)) ?? seat), reference);
  if (outcome === undefined) return [appointment];
  const record = await attendanceRecord(key, {
    group,
    patient,
    membership,
    start: time.start,
    seat: { reference, identity: identity.value },
    mark: { outcome, ...(outcome === 'present-late' && { minutesLate: 12 }) },
    recordedBy: group.leaders[0]?.reference ?? '',
    recordedAt: instantIn(group.timeZone, new Date(ms(time.end) + 10 * 60_000)),
    encounter: `Encounter/e-${mark}-${i}`,
  });
  const { observation, encounter } = mappings.attendanceToFhir(record, { labels: labelsFor(group) });
  const visit = encounter && attendedOutcomes.includes(outcome) ? [withId(encounter, `Encounter/e-${mark}-${i}`)] : [];
  return [appointment, ...visit, withId(observation, `Observation/a-${mark}-${i}`)];
}

async function preparationResources(
  { person, mark = person.id, index, group, now, mappings }: Member,
  { first, membership }: { first: string; membership: string },
): Promise<FhirResource[]> {
  if (person.prepared === 'no') return [];
  const labels = labelsFor(group);
  const patient = `Patient/${person.id}`;
  // a week before the first session, but never in the future: the newcomers' first session is still to come
  const at = (days: number) =>
    instantIn(group.timeZone, new Date(Math.min(ms(first) - days * day, now.getTime() - 60_000)));
  const introduction = withId(
    mappings.preparationToFhir(
      {
        id: uuid(index, 1),
        patient,
        membership,
        document: { url: preparationEn.url, version: preparationEn.version },
        status: 'completed',
        authored: at(9),
        author: intake,
        source: patient,
        mode: 'spoken',
        sections: preparationSections.map((id) => ({ id, marks: ['read'] })),
        questions: 'no-questions',
        ...(person.prepared !== 'introduction-only' && { contact: { way: 'phone', message: true } }),
      },
      { labels },
    ),
    `QuestionnaireResponse/qr-${mark}-preparation`,
  );
  if (person.prepared === 'introduction-only') return [introduction];
  const signing = await signingResources({ person, mark, index, group, signed: at(7), membership, now, mappings });
  const talk = mappings.noteToFhir(
    {
      kind: 'commitment-talk',
      id: uuid(index, 3),
      patient,
      membership,
      at: at(6),
      by: group.leaders[0]?.reference ?? '',
      expectedLength: { value: 26, unit: 'wk' },
    },
    { labels },
  );
  const talked = person.prepared === 'wants-to-talk' ? [] : [withId(talk, `Observation/n-${mark}-commitment`)];
  return [introduction, ...signing, ...talked];
}

type Signing = Pick<Member, 'person' | 'index' | 'group' | 'now' | 'mappings'> &
  Record<'mark' | 'signed' | 'membership', string>;

async function signingResources({
  person,
  mark,
  index,
  group,
  signed,
  membership,
  now,
  mappings,
}: Signing): Promise<FhirResource[]> {
  const labels = labelsFor(group);
  const reference = (type: string, thing: string) => `${type}/${type === 'Consent' ? 'c' : 'qr'}-${mark}-${thing}`;
  const urns = [
    reference('QuestionnaireResponse', 'rules'),
    reference('QuestionnaireResponse', 'participation'),
    reference('Consent', 'rules'),
    reference('Consent', 'participation'),
    `DocumentReference/copy-${mark}`,
  ] as const;
  const records = await signingRecords({
    signing: uuid(index, 2),
    group,
    patient: `Patient/${person.id}`,
    membership,
    signer: { reference: `Patient/${person.id}`, name: `${person.given} ${person.family}`, role: 'self' },
    mode: 'screen',
    mark: { by: 'typing' },
    documents: { rules: groupRulesEn, participation: groupParticipationEn },
    answers: {
      rules: { ...allYes(groupRulesEn, group), ...(person.prepared === 'wants-to-talk' && { avoid: 'talk' as const }) },
      participation: allYes(groupParticipationEn, group),
    },
    identityCheck: 'two-identifiers',
    signed,
    recorded: signed,
    recorder: intake,
    urns,
  });
  const ended = instantIn(group.timeZone, new Date(now.getTime() - 3 * day));
  const rules =
    person.prepared === 'withdrawn' && records.rules.period
      ? {
          ...records.rules,
          status: 'inactive' as const,
          period: { start: records.rules.period.start, end: ended.slice(0, 10) },
          ended: { when: ended, why: 'withdrawn' as const },
        }
      : records.rules;
  const signedCopy = urns[4];
  const r = mappings.agreementToFhir(rules, { labels, signedCopy });
  const p = mappings.agreementToFhir(records.participation, { labels, signedCopy });
  return [
    withId(r.response, urns[0]),
    withId(p.response, urns[1]),
    withId(mappings.signedCopyToFhir(records.copy, { labels }), signedCopy),
    withId(r.consent, urns[2]),
    withId(p.consent, urns[3]),
    withId(mappings.signingToFhir(records.signing, { labels }), `Provenance/sig-${mark}`),
  ];
}

const allYes = (document: MemberDocument, group: GroupDefinition): Record<string, Answer> =>
  Object.fromEntries(clausesOf(document, group).map((c) => [c.id, c.kind === 'choice' ? 'yes' : 'read']));
