/** Reads everything about one member in one batch and hands it to the readiness rule. @module */
import { codeSystem } from '../../fhir-mappings/codes.ts';
import type { Readers } from '../../fhir-mappings/mappings.ts';
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import { leaderOnlyKinds } from '../../fhir-mappings/records/note.ts';
import { givesSeatBack } from '../../fhir-mappings/records/seat.ts';
import { ofType, type Search, type SearchResult } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import { evaluateReadiness } from '../readiness/evaluate.ts';
import { newestFirst } from '../readiness/records.ts';
import { ignoredSeats } from '../readiness/sessions.ts';
import type { MemberFacts } from '../readiness/types.ts';
import type { MemberPreparation, Options, Role } from '../portal-types.ts';
import { about } from './about.ts';
import { groupOf, instantIn, patientOf, readingOf, roleIn, summaryOf, type PortalContext } from './context.ts';
import { factsFrom } from './facts.ts';
import { fetched } from './methods.ts';
import { othersOnFile } from './others.ts';

const token = (...codes: string[]) => codes.map((code) => `${codeSystem}|${code}`).join(',');

/** Everything of one member, as this user may read it. */
export interface MemberFactsRead {
  group: GroupDefinition;
  patient: string;
  role: Role;
  facts: MemberFacts;
  /** What the server sent, in the order of the searches: memberships, consents, responses, observations first. */
  results: SearchResult[];
  readers: Readers;
  known: boolean;
  /** The present, with the group's offset. */
  asOf: string;
}

/** See Portal.readiness. Searches: 5 for preparation, 7 with attendance. */
export async function readMember(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options = {},
): Promise<MemberPreparation> {
  const { group, role, facts, results, readers, known, asOf } = await readFacts(context, query, options);
  return {
    group: summaryOf(group),
    readiness: seenBy(role, evaluateReadiness(facts, { asOf, timeZone: group.timeZone })),
    ...(!known && { unknownVersion: true as const }),
    details: { ...(await detailsOf(context, facts, { asOf, role })), ...othersOnFile(results[1], readers) },
  };
}

/** Reads what readiness is computed from. A failed read is a gap in the facts, never a rejection. */
export async function readFacts(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options,
): Promise<MemberFactsRead> {
  const group = await groupOf(context, query.group, options);
  const patient = patientOf(context, query.patient);
  const role = roleIn(context, group);
  const { readers, known } = await readingOf(context, options);
  const { base } = context.client;
  const withAttendance = readsAttendance(role);
  const searches = (ids: readonly string[]): Search[] => {
    const of = ids.join(',');
    return [
      { type: 'EpisodeOfCare', params: { patient: of, type: token('group-membership') } },
      { type: 'Consent', params: { patient: of, category: token('group-rules', 'group-participation') } },
      { type: 'QuestionnaireResponse', params: { patient: of } },
      { type: 'Observation', params: { patient: of, code: token(...notesFor(role, context)) } },
      ...(withAttendance ? attendanceOf(of, readers) : []),
      { type: 'Patient', params: { _id: patient.slice('Patient/'.length) } },
    ];
  };
  const ask = async (ids: readonly string[]) => {
    const accept = about(new Set([patient, ...ids]), base);
    const found = await context.client.searchAll(searches(ids), { ...options, accept });
    if (role !== 'leader' || context.notes === undefined || context.notes === context.client) return found;
    const { withLeaderNotes } = await import('./leader-notes.ts');
    return withLeaderNotes(context, found, { at: 3, ids, options });
  };
  const first = await ask([patient]);
  // the record may have been merged with another: all of them are this person's
  const links = ofType(first.at(-1)?.resources ?? [], 'Patient').some((person) => person.link?.length);
  const found = links ? await (await import('./merged.ts')).readMerged(context, patient, { ask, options }) : first;
  // on a server of a version we don't know something is always missing
  const results = known ? found : found.map((result) => ({ ...result, gap: result.gap ?? ('partial' as const) }));
  const [memberships, consents, responses, observations, seats, encounters] = results;
  const read = { memberships, consents, responses, observations, person: results.at(-1) };
  const own = await factsFrom(group, withAttendance ? { ...read, attendance: { seats, encounters } } : read, {
    base,
    readers,
    documents: context.documents,
  });
  const now = context.now();
  const facts = await withSchedule(own, now.getTime());
  const asOf = instantIn(group.timeZone, now);
  return { group, patient, role, facts, results, readers, known, asOf };
}

/** Sessions the group's definition knows of. When they can't be told it is a gap in what is planned, never a guess. */
export async function withSchedule(facts: MemberFacts, now: number): Promise<MemberFacts> {
  const { group, seats } = facts;
  if (group.schedule === undefined || seats === undefined) return facts;
  try {
    const { openSessions } = await import('../schedule/member.ts');
    return { ...facts, schedule: await openSessions(facts, now) };
  } catch {
    return { ...facts, seats: { ...seats, gap: seats.gap ?? 'failed' } };
  }
}

/** Searches of the two that tell of sessions beside the notes. */
export const attendanceOf = (patient: string, { visitOver }: Readers): Search[] => [
  { type: 'Appointment', params: { patient } },
  { type: 'Encounter', params: { patient, status: visitOver } },
];

/** Notes on preparation for everybody; word of absences for those who read attendance; the rest for leaders (domain.md 4.8). */
export const notesFor = (role: Role, context: Pick<PortalContext, 'client' | 'notes'>): string[] => [
  'commitment-talk',
  'talked-about',
  'followed-up',
  'leader-decision',
  'signed-copy-problem',
  ...(readsAttendance(role) ? ['session-attendance', 'absence-notice', 'planned-absence'] : []),
  // where the host says that only leaders read it, and nowhere else (design 4.5a)
  ...(role === 'leader' && context.notes === context.client ? leaderOnlyKinds : []),
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
  const now = Date.parse(asOf);
  const { agreements, preparations, notes } = facts;
  const all = newestFirst(agreements.items, 'signed', now).filter(({ status }) => status !== 'entered-in-error');
  const rules = all.find(({ kind }) => kind === 'group-rules');
  const participation = all.find(({ kind }) => kind === 'group-participation');
  const prepared = newestFirst(preparations.items, 'authored', now).filter(({ status }) => status === 'completed');
  const introduction = prepared.find(({ sections }) => sections.length > 0);
  const contact = prepared.find((p) => p.contact)?.contact;
  const commitment = newestFirst(notes.items, 'at', now).find(({ kind }) => kind === 'commitment-talk');
  const [next] = comingOf(facts, now);
  const answers = rules && readsAnswers(role) ? answersOf(rules) : {};
  const isOpen = Object.values(answers).some((answer) => answer === 'talk' || answer === 'no');
  return {
    ...(rules && { agreementSigned: rules.signed }),
    ...(participation && { participationSigned: participation.signed }),
    ...((rules?.signedUnknown || participation?.signedUnknown) && {
      undated: {
        ...(rules?.signedUnknown && { agreement: true as const }),
        ...(participation?.signedUnknown && { participation: true as const }),
      },
    }),
    ...(introduction && { introduction: { at: introduction.authored, mode: introduction.mode } }),
    ...(contact && { contact }),
    ...(commitment && { commitment: { at: commitment.at } }),
    ...(next !== undefined && { nextSession: next }),
    ...(isOpen && rules && (await (await fetched(import('./phrases.ts'))).phrasesOf(context, rules.document, answers))),
  };
}

/** Starts of the member's sessions to come in this group, the next one first, but for those it is told already that they are off. */
export function comingOf({ group, memberships, seats, attendance, schedule }: MemberFacts, now: number): string[] {
  const services = memberships.items.flatMap(({ record: m }) => (m.group === group.key ? [m.service] : []));
  const off = new Set(
    (attendance?.items ?? [])
      .filter(({ record: a }) => a.status !== 'entered-in-error' && givesSeatBack(a.outcome))
      .map(({ record: a }) => Date.parse(a.start)),
  );
  const planned = (seats?.items ?? [])
    .map(({ record }) => record)
    .filter((s) => services.includes(s.service) && s.status !== 'cancelled' && !ignoredSeats.includes(s.status));
  return [...planned, ...(schedule ?? [])]
    .map(({ start }) => start)
    .filter((start) => Date.parse(start) > now && !off.has(Date.parse(start)))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
}

export { readMember as readiness };
