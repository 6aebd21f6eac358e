/** Reads everything about one member in one batch and hands it to the readiness rule. @module */
import { codeSystem, type Answer } from '../../fhir-mappings/codes.ts';
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import { leaderOnlyKinds } from '../../fhir-mappings/records/note.ts';
import type { Search } from '../client/search.ts';
import { evaluateReadiness } from '../readiness/evaluate.ts';
import type { MemberFacts, Stored } from '../readiness/types.ts';
import type { MemberPreparation, Options, Role } from '../portal-types.ts';
import { about } from './about.ts';
import { groupOf, instantIn, patientOf, requireReadable, roleIn, summaryOf, type PortalContext } from './context.ts';
import { factsFrom } from './facts.ts';

const token = (...codes: string[]) => codes.map((code) => `${codeSystem}|${code}`).join(',');

/** See Portal.readiness. Searches: 5 for preparation, 7 with attendance. */
export async function readMember(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options = {},
): Promise<MemberPreparation> {
  const group = await groupOf(context, query.group, options);
  const patient = patientOf(context, query.patient);
  const role = roleIn(context, group);
  await requireReadable(context, options);
  const { base } = context.client;
  const withAttendance = readsAttendance(role);
  const results = await context.client.searchAll(
    [
      { type: 'EpisodeOfCare', params: { patient, type: token('group-membership') } },
      { type: 'Consent', params: { patient, category: token('group-rules', 'group-participation') } },
      { type: 'QuestionnaireResponse', params: { patient } },
      { type: 'Observation', params: { patient, code: token(...notesFor(role)) } },
      ...(withAttendance ? attendanceOf(patient) : []),
      { type: 'Patient', params: { _id: patient.slice('Patient/'.length) } },
    ],
    { ...options, accept: about(new Set([patient]), base) },
  );
  const [memberships, consents, responses, observations, seats, encounters] = results;
  const read = { memberships, consents, responses, observations, person: results.at(-1) };
  const facts = await factsFrom(group, withAttendance ? { ...read, attendance: { seats, encounters } } : read, {
    base,
    documents: context.documents,
  });
  const asOf = instantIn(group.timeZone, context.now());
  const readiness = evaluateReadiness(facts, { asOf, timeZone: group.timeZone });
  return {
    group: summaryOf(group),
    readiness: seenBy(role, readiness),
    details: await detailsOf(context, facts, { asOf, role }),
  };
}

const attendanceOf = (patient: string): Search[] => [
  { type: 'Appointment', params: { patient } },
  { type: 'Encounter', params: { patient, status: 'finished' } },
];

/** Notes on preparation for everybody; word of absences for those who read attendance; the rest for leaders (domain.md 4.8). */
const notesFor = (role: Role): string[] => [
  'commitment-talk',
  'talked-about',
  'followed-up',
  'leader-decision',
  'signed-copy-problem',
  ...(readsAttendance(role) ? ['session-attendance', 'absence-notice', 'planned-absence'] : []),
  ...(role === 'leader' ? leaderOnlyKinds : []),
];

/** Intake and guardians get preparation alone; in a Part 2 group so do staff outside it, who never come this far. */
const readsAttendance = (role: Role) => role !== 'intake' && role !== 'guardian';
const readsAnswers = (role: Role) => role === 'leader' || role === 'intake' || role === 'member';

/** Which clause a reason is about is a clause answer: not for staff outside the group (domain.md 4.8). */
function seenBy(role: Role, readiness: MemberPreparation['readiness']): MemberPreparation['readiness'] {
  if (readsAnswers(role)) return readiness;
  return { ...readiness, reasons: readiness.reasons.map(({ clauses: _clauses, ...reason }) => reason) };
}

/** The facts under each row; what is in force is the readiness rule's to say. */
async function detailsOf(
  context: PortalContext,
  facts: MemberFacts,
  { asOf, role }: { asOf: string; role: Role },
): Promise<MemberPreparation['details']> {
  const newest = <T>(items: readonly Stored<T>[], when: (record: T) => string): T | undefined =>
    items
      .map((stored) => stored.record)
      .filter((record) => Date.parse(when(record)) <= Date.parse(asOf))
      .toSorted((a, b) => Date.parse(when(a)) - Date.parse(when(b)))
      .at(-1);
  const signed = (kind: string) =>
    newest(
      facts.agreements.items.filter(({ record }) => record.kind === kind && record.status !== 'entered-in-error'),
      (a) => a.signed,
    );
  const rules = signed('group-rules');
  const participation = signed('group-participation');
  const prepared = facts.preparations.items.filter(({ record }) => record.status === 'completed');
  const introduction = newest(
    prepared.filter(({ record }) => record.sections.length > 0),
    (p) => p.authored,
  );
  const contact = newest(
    prepared.filter(({ record }) => record.contact),
    (p) => p.authored,
  )?.contact;
  const commitment = newest(
    facts.notes.items.filter(({ record }) => record.kind === 'commitment-talk'),
    (n) => n.at,
  );
  const next = (facts.seats?.items ?? [])
    .map(({ record }) => record)
    .filter(
      (s) => s.status !== 'cancelled' && s.status !== 'entered-in-error' && Date.parse(s.start) > Date.parse(asOf),
    )
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
  const answers = rules && readsAnswers(role) ? await phrases(context, rules.document, answersOf(rules)) : {};
  return {
    ...(rules && { agreementSigned: rules.signed }),
    ...(participation && { participationSigned: participation.signed }),
    ...(introduction && { introduction: { at: introduction.authored, mode: introduction.mode } }),
    ...(contact && { contact }),
    ...(commitment && { commitment: { at: commitment.at } }),
    ...(next && { nextSession: next.start }),
    ...answers,
  };
}

/** Short phrases of the clauses answered talk or no; the documents' words are loaded only when there are any. */
async function phrases(
  { documents }: PortalContext,
  version: { url: string; version: string },
  answers: Record<string, Answer>,
): Promise<{ talk?: string[]; no?: string[] }> {
  const ids = (answer: Answer) => Object.keys(answers).filter((id) => answers[id] === answer);
  if (ids('talk').length + ids('no').length === 0) return {};
  const { documentOf } = await import('../content/library.ts');
  const document = await documentOf(version, documents);
  const short = new Map(
    [...(document?.rules.flatMap((r) => r.clauses) ?? []), ...(document?.clauses ?? [])].map((c) => [c.id, c.short]),
  );
  const words = (answer: Answer) => ids(answer).map((id) => short.get(id) ?? id);
  return { talk: words('talk'), no: words('no') };
}
