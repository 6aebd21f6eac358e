/** Reads everything about one member in one batch and hands it to the readiness rule. @module */
import type { FhirResource, QuestionnaireResponse } from 'fhir/r4.js';
import { codeSystem, type Answer } from '../../fhir-mappings/codes.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { isUnchanged, niHash } from '../../fhir-mappings/hash.ts';
import { agreementFromFhir } from '../../fhir-mappings/r4/agreement.ts';
import { attendanceFromFhir } from '../../fhir-mappings/r4/attendance.ts';
import { membershipFromFhir } from '../../fhir-mappings/r4/membership.ts';
import { noteFromFhir } from '../../fhir-mappings/r4/note.ts';
import { preparationFromFhir } from '../../fhir-mappings/r4/preparation.ts';
import { seatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { isForeign, type Foreign } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import type { SearchResult } from '../client/search.ts';
import { builtInVersions, versionsOf } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import { evaluateReadiness } from '../readiness/evaluate.ts';
import type { Gap, Known, MemberFacts, Stored } from '../readiness/types.ts';
import type { MemberPreparation, Options, Role } from '../portal-types.ts';
import { about } from './about.ts';
import { groupOf, instantIn, patientOf, roleIn, summaryOf, type PortalContext } from './context.ts';

const token = (...codes: string[]) => codes.map((code) => `${codeSystem}|${code}`).join(',');

/** See Portal.readiness. Searches: 4 for preparation, 5 with attendance. */
export async function readMember(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options = {},
): Promise<MemberPreparation> {
  const group = await groupOf(context, query.group, options);
  const patient = patientOf(context, query.patient);
  const role = roleIn(context, group);
  const withAttendance = readsAttendance(role);
  const codes = ['commitment-talk', 'talked-about', 'followed-up', ...(withAttendance ? ['session-attendance'] : [])];
  const results = await context.client.searchAll(
    [
      { type: 'EpisodeOfCare', params: { patient, type: token('group-membership') } },
      { type: 'Consent', params: { patient, category: token('group-rules', 'group-participation') } },
      { type: 'QuestionnaireResponse', params: { patient } },
      { type: 'Observation', params: { patient, code: token(...codes) } },
      ...(withAttendance ? [{ type: 'Appointment' as const, params: { patient } }] : []),
    ],
    { ...options, accept: about(new Set([patient]), context.client.base) },
  );
  const asOf = instantIn(group.timeZone, context.now());
  const facts = await factsFrom(context, group, results);
  const readiness = evaluateReadiness(facts, { asOf, timeZone: group.timeZone });
  return {
    group: summaryOf(group),
    readiness: seenBy(role, readiness),
    details: await detailsOf(context, facts, { asOf, role }),
  };
}

/** Intake and guardians get preparation alone; in a Part 2 group so do staff outside it, who never come this far. */
const readsAttendance = (role: Role) => role !== 'intake' && role !== 'guardian';
const readsAnswers = (role: Role) => role === 'leader' || role === 'intake' || role === 'member';

/** Which clause a reason is about is a clause answer: not for staff outside the group (domain.md 4.8). */
function seenBy(role: Role, readiness: MemberPreparation['readiness']): MemberPreparation['readiness'] {
  if (readsAnswers(role)) return readiness;
  return { ...readiness, reasons: readiness.reasons.map(({ clauses: _clauses, ...reason }) => reason) };
}

async function factsFrom(
  context: PortalContext,
  group: GroupDefinition,
  results: readonly SearchResult[],
): Promise<MemberFacts> {
  const [episodes, consents, responses, observations, appointments] = results;
  const base = context.client.base;
  const byReference = new Map(
    (responses?.resources ?? []).map((r) => [`QuestionnaireResponse/${r.id}`, r as QuestionnaireResponse]),
  );
  const cited = (resource: FhirResource) =>
    resource.resourceType === 'Consent'
      ? byReference.get(relative(resource.sourceReference?.reference ?? '', base))
      : undefined;
  const agreements = known(consents, 'Consent', (resource) => agreementFromFhir(resource, cited(resource)));
  const published = [...builtInVersions, ...context.documents];
  return {
    group,
    settings: await niHash(group),
    rules: versionsOf(group.documents.rules, published),
    participation: versionsOf(group.documents.participation, published),
    memberships: known(episodes, 'EpisodeOfCare', membershipFromFhir),
    // an agreement stands on its response: without all responses its answers can't be told
    agreements: {
      ...worse(agreements, responses),
      items: await Promise.all(
        agreements.items.map(async (stored) => ({ ...stored, unchanged: await isUnchanged(stored.record) })),
      ),
    },
    preparations: known(responses, 'QuestionnaireResponse', preparationFromFhir),
    notes: known(observations, 'Observation', noteFromFhir),
    ...(appointments && {
      seats: known(appointments, 'Appointment', seatFromFhir),
      attendance: known(observations, 'Observation', (o) => attendanceFromFhir(o)),
    }),
  };
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
  const answers = rules && readsAnswers(role) ? await phrases(context, rules.document.url, answersOf(rules)) : {};
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
  url: string,
  answers: Record<string, Answer>,
): Promise<{ talk?: string[]; no?: string[] }> {
  const ids = (answer: Answer) => Object.keys(answers).filter((id) => answers[id] === answer);
  if (ids('talk').length + ids('no').length === 0) return {};
  const { builtInDocuments } = await import('../content/library.ts');
  const { parseDocument } = await import('../content/document.ts');
  const document = [...builtInDocuments, ...documents.map(parseDocument)].find((d) => d.url === url);
  const short = new Map(
    [...(document?.rules.flatMap((r) => r.clauses) ?? []), ...(document?.clauses ?? [])].map((c) => [c.id, c.short]),
  );
  const words = (answer: Answer) => ids(answer).map((id) => short.get(id) ?? id);
  return { talk: words('talk'), no: words('no') };
}
