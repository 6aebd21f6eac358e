/** Opening the agreement form: who the member is, which words, what is already known of them. Loaded when someone signs. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { memberCode } from '../content/member-code.ts';
import type { MemberDocument } from '../content/document.ts';
import { documentOf, documentsIn } from '../content/library.ts';
import { builtInVersions, versionOn, versionsOf } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import type { DocumentLanguage, GroupSummary, Options, SigningForm, SigningQuery } from '../portal-types.ts';
import { currentMembership } from '../readiness/membership.ts';
import { addDays, birthday, localDate } from '../readiness/time.ts';
import type { Person } from '../readiness/types.ts';
import { groupOf, instantIn, patientOf, requireWritable, roleIn, summaryOf, type PortalContext } from './context.ts';
import { draftOf, stillAnswered } from './drafts.ts';
import { membershipOf, membershipsOfPerson } from './memberships.ts';
import { fullName } from './people.ts';
import { personFromFhir } from './person.ts';
import { readMember } from './read-member.ts';
import { requireSigner } from './signers.ts';

const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();

/** See SigningDesk.openSigning. Says before anything is typed when this server can't keep it. */
export async function openSigning(
  context: PortalContext,
  query: SigningQuery,
  options: Options = {},
): Promise<SigningForm> {
  const group = await groupOf(context, query.group, options);
  const patient = patientOf(context, query.patient);
  await requireSigner(context, group, patient, options);
  await requireWritable(context, options);
  const membership = await membershipOf(context, group, patient, options);
  const [person, read, draft, representatives, alsoIn] = await Promise.all([
    context.client.read('Patient', patient.slice('Patient/'.length), options),
    readMember(context, { group: group.key, patient }, options),
    draftOf(context, { patient, membership: membership.reference }, options),
    representativesOf(context, patient, options),
    otherGroups(context, { group, patient }, options),
  ]);
  const today = localDate(context.now().getTime(), group.timeZone);
  const told = personFromFhir(person);
  const { birthDate, need } = 'foreign' in told ? ({} as Person) : told;
  const offered = await offeredOn(context, group, today);
  const asked = query.language ?? draft?.language ?? need?.language;
  const documents = await chosen(context, offered, { ...query, language: asked, strict: query.language !== undefined });
  const { displayName } = membership.record;
  const { contact } = read.details;
  return {
    signing: query.signing ?? crypto.randomUUID(),
    group: summaryOf(group),
    opened: instantIn(group.timeZone, context.now()),
    patient,
    memberName: fullName(person.name),
    documents,
    video: group.video,
    languages: offered.map(languageOf),
    versions: versionsFor(context, group, documents.rules, today),
    age: birthDate === undefined ? 'unknown' : today < birthday(birthDate, group.ageOfMajority) ? 'minor' : 'adult',
    ...(need && {
      need: {
        ...(need.language !== undefined && { language: need.language }),
        ...(need.interpreter && { interpreter: true }),
      },
    }),
    memberCode: await memberCode(membership.reference),
    // what can't be told is asked again rather than left out
    introduced: read.readiness.criteria.introduction.state === 'met',
    ...(displayName !== undefined && { displayName }),
    ...(contact && { contact }),
    representatives,
    programme: group.programme !== undefined,
    alsoIn,
    // what the teen answered is not for whoever signs for them (domain.md 4.8)
    ...(draft &&
      (context.user.role !== 'guardian' || draft.source === context.user.reference) && {
        draft: draftIn(draft, documents.rules),
      }),
  };
}

/** Another language or version: only answers to the very same sentences go along. */
const draftIn = ({ parts, ...draft }: NonNullable<Awaited<ReturnType<typeof draftOf>>>, rules: MemberDocument) => ({
  ...draft,
  answers: stillAnswered(parts, rules),
});

interface Pair {
  rules: MemberDocument;
  participation: MemberDocument;
}

/** Each language in which both documents are there. */
async function offeredOn({ documents: own }: PortalContext, { documents }: GroupDefinition, day: string) {
  const [rules, participation] = await Promise.all([
    documentsIn(day, 'rules', { urls: documents.rules, own }),
    documentsIn(day, 'participation', { urls: documents.participation, own }),
  ]);
  const pairs = rules.flatMap((document): Pair[] => {
    const other = participation.find((p) => primary(p.language) === primary(document.language));
    return other ? [{ rules: document, participation: other }] : [];
  });
  if (pairs.length === 0)
    throw new PortalError('not-found', 'The group names a document that is not there.', ['documents']);
  return pairs;
}

const isDraft = ({ rules, participation }: Pair) => rules.review === null || participation.review === null;

const languageOf = (pair: Pair): DocumentLanguage => {
  const { language, version, review } = pair.rules;
  return { language, version, review: isDraft(pair) || review === null ? 'draft' : review };
};

/** A language that was asked for has to be there; the member's own is taken where it can be signed. */
async function chosen(
  { documents: own }: PortalContext,
  offered: readonly Pair[],
  { language, version, strict }: { language: string | undefined; version?: string; strict: boolean },
): Promise<Pair> {
  const found = offered.find((p) => language !== undefined && primary(p.rules.language) === primary(language));
  if (strict && !found) throw new PortalError('not-found', 'The group has no form in this language.', ['language']);
  const usable = found && (strict || !isDraft(found)) ? found : offered[0];
  if (usable === undefined) throw new PortalError('not-found', 'There is no form.', ['documents']);
  if (version === undefined || version === usable.rules.version) return usable;
  const rules = await documentOf({ url: usable.rules.url, version }, own);
  if (rules === undefined) throw new PortalError('not-found', 'Nobody has the words of this version.', ['version']);
  return { rules, participation: await besides(rules, usable, own) };
}

/** A paper of older rules holds the consent of their time: of their last day, where it changed meanwhile. */
async function besides(rules: MemberDocument, now: Pair, own: PortalContext['documents']): Promise<MemberDocument> {
  const published = [...builtInVersions, ...own];
  const next = versionsOf([rules.url], published).find((d) => d.effective > rules.effective);
  const then = next && versionOn(addDays(next.effective, -1), versionsOf([now.participation.url], published));
  return (then && (await documentOf(then, own))) ?? now.participation;
}

function versionsFor(context: PortalContext, group: GroupDefinition, { url }: MemberDocument, day: string): string[] {
  const published = [...builtInVersions, ...context.documents].filter((d) => d.effective <= day);
  return versionsOf([url], published)
    .map((d) => d.version)
    .toReversed();
}

/** People on record; where the server keeps none, staff still say who signs. */
async function representativesOf(context: PortalContext, patient: string, options: Options) {
  const { resources } = await context.client.search('RelatedPerson', { patient }, options);
  return resources.flatMap((one) => {
    if (one.resourceType !== 'RelatedPerson' || one.active === false) return [];
    const isTheirs = relative(one.patient.reference ?? '', context.client.base) === patient;
    const name = fullName(one.name);
    // a guardian's own page names no other one
    const isShown = context.user.role !== 'guardian' || context.user.reference === `RelatedPerson/${one.id}`;
    return isTheirs && isShown && name ? [{ reference: `RelatedPerson/${one.id}`, name }] : [];
  });
}

/** Other groups of this user the member is in and has something to sign for, with the same rules: one reading, two signings. */
async function otherGroups(
  context: PortalContext,
  { group, patient }: { group: GroupDefinition; patient: string },
  options: Options,
): Promise<GroupSummary[]> {
  const mine = (await context.groups(options)).filter(
    (other) =>
      other.key !== group.key &&
      // a leader of this group is not told that the member is in another one (G4)
      ['intake', 'member'].includes(roleIn(context, other)) &&
      other.documents.rules.some((url) => group.documents.rules.includes(url)),
  );
  if (mine.length === 0) return [];
  const all = await membershipsOfPerson(context, patient, options);
  const member = mine.filter(({ key, timeZone: zone }) => {
    const { episode } = currentMembership(all, key, { now: context.now().getTime(), zone });
    return episode !== undefined && episode.state !== 'ended';
  });
  // what is signed there already needs no second signature
  const open = await Promise.all(
    member.map(async ({ key }) => {
      const { criteria } = (await readMember(context, { group: key, patient }, options)).readiness;
      return criteria.agreement.state !== 'met' || criteria.participation.state !== 'met';
    }),
  );
  return member.filter((_, i) => open[i]).map(summaryOf);
}
