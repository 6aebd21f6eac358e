/** The leader's three decisions; none of them answers for the member (design 3b). Loaded when one is made. @module */
import type { Consent, FhirResource } from 'fhir/r4.js';
import * as z from 'zod/mini';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { exceptionFrom } from '../../fhir-mappings/r4/agreement-extensions.ts';
import { reading } from '../../fhir-mappings/r4/shared.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { parse, uuid } from '../../fhir-mappings/records/primitives.ts';
import { same } from '../../fhir-mappings/same.ts';
import { addDays, addMonths, localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { LeaderDecision, MemberQuery, OpenDocument } from '../preparation-types.ts';
import { changeEntry, replaced } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import { ended } from './holds.ts';
import { memberIn, type MemberIn } from './member-in.ts';
import { changedMembership, writeMembers } from './member-write.ts';
import { sendNote } from './send-note.ts';
import { endings } from './standing.ts';
import { decisionsBehind, documentBehind, type HeldDocument } from './open-decisions.ts';

type Exception = NonNullable<Agreement['exception']>;

const shape = z.strictObject({
  id: uuid,
  decision: z.enum(['exception', 'sign-again', 'not-this-group']),
  document: z.optional(z.string()),
  sessions: z.optional(z.array(z.string()).check(z.minLength(1), z.maxLength(100))),
});

/** See PreparationDesk.decide. */
export async function decide(
  context: PortalContext,
  query: MemberQuery,
  decision: LeaderDecision,
  options: Options = {},
): Promise<void> {
  // an answer for the member, or anything else, is a field it doesn't have
  const { of, ...rest } = decision;
  parse(shape, rest);
  const member = await memberIn(context, query, { ...options, roles: ['leader'] });
  const behind = decisionsBehind(of, member);
  if (decision.decision === 'not-this-group') {
    const waiting = [...behind.documents.values()];
    requireOffered(
      waiting.flatMap(({ decisions }) => decisions),
      decision.decision,
    );
    return leave(context, { ...member, held: behind.member.held }, waiting, options);
  }
  const { patient, membership, group } = member;
  const at = instantIn(group.timeZone, context.now());
  const note = {
    id: decision.id,
    patient,
    membership,
    at,
    by: context.user.reference,
    kind: 'leader-decision' as const,
    decision: decision.decision,
  };
  if ('sessions' in decision) {
    const sessions = decision.sessions.map((key) => behind.sessions.get(key));
    if (sessions.some((start) => start === undefined) || 'document' in decision)
      throw new PortalError('invalid', 'There is no such session here.', ['sessions']);
    return sendNote(context, member, { ...note, sessions: sessions.flatMap((start) => start ?? []) }, options);
  }
  const document = documentBehind(behind, decision.document);
  requireOffered(document.decisions, decision.decision);
  if (decision.decision === 'exception') return except(context, member, { document, id: decision.id, at }, options);
  const clauses = document.clauses.map(({ clause }) => clause);
  return sendNote(context, member, { ...note, clauses, response: document.response }, options);
}

function requireOffered(offered: OpenDocument['decisions'], decision: LeaderDecision['decision']): void {
  if (!offered.includes(decision)) throw new PortalError('invalid', 'This can’t be decided here.', ['decision']);
}

/**
 * Accepts what was not answered yes, all of it at once: the agreement holds from now on, for as long as it would have held
 * from its signing. One update of the version that was opened.
 */
async function except(
  context: PortalContext,
  { mappings, group, patient }: MemberIn,
  { document, id, at }: { document: HeldDocument; id: string; at: string },
  options: Options,
): Promise<void> {
  const { resource, consent, clauses } = document;
  if (resource === undefined || consent === undefined)
    throw new PortalError('invalid', 'This can’t be decided here.', ['decision']);
  const exception = { clauses: clauses.map(({ clause }) => clause), decidedOn: at, decidedBy: context.user.reference };
  const start = localDate(ms(consent.agreement.signed), group.timeZone);
  const period = consent.agreement.period ?? { start, end: addDays(addMonths(start, group.expiryMonths), -1) };
  const next = same<Consent>(mappings.exceptConsent(resource, exception, period));
  // what others wrote there goes back as it came, so the guard looks at our part
  const ours = same<FhirResource>({
    resourceType: 'Consent',
    patient: { reference: patient },
    extension: next.extension?.slice(-1),
  });
  guard(ours, { patient });
  const entry = replaced(next, resource);
  // in force now, it takes the place of what stood before, as a new signing does
  const entries = [entry, ...endings(mappings, document.older, { group, when: at, why: 'replaced' })];
  const record = { patient, recordedBy: context.user.reference, recordedAt: at };
  const change = changeEntry({ mappings, group, record, entries, id });
  await sendUpdates(context, [...entries, change], options);
  await confirmConsents(context, [entry.resource], (now) => isExcepted(now, exception), options);
  context.saved();
}

/** Where an answer was lost it meets its own versions: what is there then is looked at next. */
async function sendUpdates(
  context: PortalContext,
  entries: Parameters<PortalContext['client']['transaction']>[0],
  options: Options,
): Promise<void> {
  try {
    await context.client.transaction(entries, options);
  } catch (error) {
    if (!isPortalError(error) || error.code !== 'conflict') throw error;
  }
}

const confirmConsents = (
  context: PortalContext,
  consents: readonly FhirResource[],
  matches: (now: FhirResource) => boolean,
  options: Options,
) =>
  context.client.confirm(
    consents.map(({ id }) => ({ type: 'Consent' as const, id: id ?? '', matches })),
    options,
  );

/** Active, and by this leader's word about these clauses: not by another's. */
function isExcepted(now: FhirResource, { clauses, decidedBy }: Exception): boolean {
  const { status } = now as { status?: unknown };
  const there = reading(() => exceptionFrom(now as Consent)) as Partial<Exception> | undefined;
  return (
    status === 'active' && there?.decidedBy === decidedBy && JSON.stringify(there.clauses) === JSON.stringify(clauses)
  );
}

/** The membership ends today and what waits is rejected, in one transaction. No reason is kept. */
async function leave(
  context: PortalContext,
  { mappings, group, patient, held }: MemberIn,
  waiting: readonly HeldDocument[],
  options: Options,
): Promise<void> {
  const today = localDate(context.now().getTime(), group.timeZone);
  const record = ended(held.record, today, today);
  const changes = [{ entry: changedMembership(mappings, group, held, record), record }];
  const more = waiting.flatMap(({ resource, consent }) =>
    // one of a programme waits in other groups too
    resource && consent?.agreement.status === 'proposed' && !('programme' in consent.agreement.covers)
      ? [replaced(same<Consent>(mappings.rejectConsent(resource)), resource)]
      : [],
  );
  await writeMembers(context, { mappings, group, patient, changes, more }, options);
  await confirmConsents(
    context,
    more.map(({ resource }) => resource),
    (now) => ('decision' in now ? now.decision === 'deny' : 'status' in now && now.status === 'rejected'),
    options,
  );
}
