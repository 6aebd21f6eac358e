/** What waits for the leader, with its words. Loaded when a leader looks. @module */
import type { Consent } from 'fhir/r4.js';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { ofType } from '../client/search.ts';
import type { MemberDocument } from '../content/document.ts';
import { documentOf } from '../content/library.ts';
import { withoutAgreement } from '../readiness/session-reasons.ts';
import { ms } from '../readiness/time.ts';
import { notesOfKind, viewOf, type Fact, type View } from '../readiness/view.ts';
import type { Options } from '../portal-types.ts';
import type { ExpectedLength, MemberQuery, OpenDecisions, OpenDocument } from '../preparation-types.ts';
import { summaryOf, type PortalContext } from './context.ts';
import { memberIn, type MemberIn } from './member-in.ts';
import { namesOf } from './people.ts';
import { readFacts } from './read-member.ts';
import { sharedName } from './save-name.ts';
import { waitingIn, type Waiting } from './waiting.ts';
import { tickedIn, worriesHeld } from './worries.ts';

/** What is behind an opened document, with the version of its Consent that was read. */
export interface HeldDocument extends Omit<Waiting, 'older'> {
  resource?: Consent;
  older: Consent[];
}

interface HeldDecisions {
  member: MemberIn;
  documents: ReadonlyMap<string, HeldDocument>;
  /** Starts by key. */
  sessions: ReadonlyMap<string, string>;
}

const opened = new WeakMap<OpenDecisions, HeldDecisions>();

/** What is behind opened decisions about this member. `invalid` (`of`) for those of another member, or another page. */
export function decisionsBehind(of: OpenDecisions, { patient, group }: MemberIn): HeldDecisions {
  const found = opened.get(of);
  if (found === undefined || found.member.patient !== patient || found.member.group.key !== group.key)
    throw new PortalError('invalid', 'This was not opened here.', ['of']);
  return found;
}

/** One of its documents. `invalid` (`document`) for a key it doesn't have. */
export function documentBehind({ documents }: HeldDecisions, key: string): HeldDocument {
  const found = documents.get(key);
  if (found === undefined) throw new PortalError('invalid', 'There is no such document here.', ['document']);
  return found;
}

/** See PreparationDesk.openDecisions. */
export async function openDecisions(
  context: PortalContext,
  query: MemberQuery,
  options: Options = {},
): Promise<OpenDecisions> {
  const member = await memberIn(context, query, { ...options, roles: ['leader'] });
  const { group, patient } = member;
  const { facts, results, asOf } = await readFacts(context, { group: group.key, patient }, options);
  const view = viewOf(facts, ms(asOf), group.timeZone);
  const needed: Fact[] = ['memberships', 'agreements', 'preparations', 'notes'];
  if (needed.some((fact) => view.gaps[fact]))
    throw (
      results.find(({ error }) => error)?.error ??
      new PortalError('unreadable', 'The record did not answer completely.')
    );
  const consents = ofType(results[1]?.resources ?? [], 'Consent');
  const waiting = waitingIn(view).map((one, i) => ({ ...one, key: `document-${i}` }));
  const held = waiting.map((one): [string, HeldDocument] => {
    const resource = consents.find(({ id }) => `Consent/${id}` === one.consent?.evidence);
    const older = consents.filter(({ id }) => one.older.includes(`Consent/${id}`));
    const response = relative(one.response, context.client.base);
    return [one.key, { ...one, response, older, ...(resource && { resource }) }];
  });
  const [names, documents, ticked] = await Promise.all([
    namesOf(context, [patient], options),
    Promise.all(waiting.map((one) => withWords(context, one))),
    worriesHeld(context, member, options),
  ]);
  const name = member.held.record.displayName ?? names.get(patient)?.firstName ?? '';
  const sessions =
    view.sessions &&
    withoutAgreement(view, view.sessions).map(({ since }, i) => ({ key: `session-${i}`, start: since }));
  const decisions: OpenDecisions = {
    group: summaryOf(group),
    name,
    ...(await sharedName(context, member, name, options)),
    ...(context.notes && { worries: tickedIn(ticked) }),
    ...commitmentIn(view),
    documents,
    ...(sessions && { sessions }),
  };
  const starts = new Map((sessions ?? []).map(({ key, start }) => [key, start]));
  opened.set(decisions, { member, documents: new Map(held), sessions: starts });
  return decisions;
}

function commitmentIn(view: View): Pick<OpenDecisions, 'commitment'> {
  const [talk] = notesOfKind(view, 'commitment-talk');
  if (talk === undefined) return {};
  const { at, expectedLength: length } = talk;
  const expectedLength: ExpectedLength | undefined = length && {
    value: length.value,
    unit: length.unit === 'wk' ? 'weeks' : 'sessions',
  };
  return { commitment: { at, ...(expectedLength && { expectedLength }) } };
}

/** The phrases of the version that was signed or read; words nobody has any more are left out. */
async function withWords(
  { documents }: PortalContext,
  { document, version, signed, clauses, decisions, key }: Waiting & { key: string },
): Promise<OpenDocument> {
  const words = await documentOf(version, documents);
  return {
    key,
    document,
    language: words?.language ?? 'en',
    signed,
    clauses: clauses.map((open) => {
      const short = shortOf(words, open.clause);
      return { ...open, ...(short !== undefined && { short }) };
    }),
    decisions,
  };
}

function shortOf(words: MemberDocument | undefined, id: string): string | undefined {
  const section = words?.rules.find((rule) => rule.id === id);
  const all = [...(words?.rules.flatMap((rule) => rule.clauses) ?? []), ...(words?.clauses ?? [])];
  return section?.title ?? all.find((clause) => clause.id === id)?.short;
}
