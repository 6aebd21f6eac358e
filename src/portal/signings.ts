/** The history of one member's signed documents in one group. Loaded when somebody opens it. @module */
import { answersOf, type Agreement } from '../../fhir-mappings/records/agreement.ts';
import { ms, localDate } from '../readiness/time.ts';
import { newestFirst } from '../readiness/records.ts';
import { standingsOf, timelineOf, type Standing } from '../readiness/signed-states.ts';
import type { MemberFacts } from '../readiness/types.ts';
import { viewOf } from '../readiness/view.ts';
import type { Options, Role } from '../portal-types.ts';
import type { InForceAnswer, SignedDocument, SignedForm, SignedHistory } from '../signed-types.ts';
import { groupOf, instantIn, patientOf, roleIn, summaryOf, type PortalContext } from './context.ts';
import { requireGuardian } from './guardian.ts';
import { changesIn, staffNames, type Told } from './signed-people.ts';
import { isAbout, readBeside, readSigned, type Beside, type SignedRead } from './signed-read.ts';
import { wordsOf, type Words } from './signed-words.ts';
import { isVoid } from './voided.ts';
import { keeps } from './record-store.ts';

const documentOf = ({ kind }: Agreement) => (kind === 'group-rules' ? ('rules' as const) : ('participation' as const));
/** Who may see what was answered (domain.md 4.8). */
const readsAnswers = (role: Role) => role === 'leader' || role === 'intake' || role === 'member';

/** See SignedPortal.signings. Three requests where the server takes batches. */
export async function signings(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options = {},
): Promise<SignedHistory> {
  const group = await groupOf(context, query.group, options);
  const role = roleIn(context, group);
  const patient = patientOf(context, query.patient);
  await requireGuardian(context, group, patient, options);
  const read = await readSigned(context, { group, patient }, options);
  const { facts } = read;
  const now = context.now().getTime();
  const standings = standingsOf(facts, now, group.timeZone).filter(({ agreement }) => isAbout(agreement, facts));
  const evidence = [...standings.map(({ agreement }) => agreement.evidence), ...read.voids.map((one) => one.evidence)];
  const beside = await readBeside(context, { patient, consents: evidence, copies: role !== 'staff' }, options);
  const told = await changesIn(context, { patient, read, beside }, options);
  const [names, isKept] = await Promise.all([staffNames(context, { group, told }, options), keeps(context, options)]);
  const records = [...standings.map(({ agreement }) => agreement), ...read.voids.map(({ record }) => record)];
  const words = await wordsOf(context, records);
  const of = { context, facts, role, told, names, words, beside };
  const today = localDate(now, group.timeZone);
  const missing = [...read.missing, ...beside.missing, ...told.missing];
  return {
    group: summaryOf(group),
    asOf: instantIn(group.timeZone, context.now()),
    today,
    may:
      role === 'staff' || !isKept ? [] : role === 'leader' || role === 'intake' ? ['withdraw', 'void'] : ['withdraw'],
    signings: [...livingForms(standings, of), ...voidForms(read, of)].toSorted((a, b) => ms(b.signed) - ms(a.signed)),
    now: nowOf(facts, now, group.timeZone, read),
    timeline: timelineOf(facts, today, group.timeZone),
    missing,
    ...(read.onFile && { onFile: read.onFile }),
  };
}

interface Of {
  context: PortalContext;
  facts: MemberFacts;
  role: Role;
  told: Told;
  names: ReadonlyMap<string, string>;
  words: Words;
  beside: Beside;
}

/** In force at this very moment; a day has more than one. */
function nowOf(facts: MemberFacts, now: number, zone: string, read: SignedRead): InForceAnswer {
  const { documents, gaps } = viewOf(facts, now, zone);
  const both = Object.values(documents);
  const doubt = both.find((one) => one.doubt)?.doubt;
  const missing = (['memberships', 'agreements', 'notes', 'person'] as const).flatMap((fact) => {
    const why =
      gaps[fact] ?? read.missing.find((one) => one.fact === fact)?.why ?? (fact === 'agreements' ? doubt : undefined);
    return why ? [{ fact, why }] : [];
  });
  return {
    inForce: both.flatMap(({ by }) =>
      by.map(({ agreement }) => ({ signing: agreement.signing, document: documentOf(agreement) })),
    ),
    missing,
  };
}

/** Documents of one signing together, the rules first. */
const bySigning = <T>(items: readonly T[], agreementOf: (item: T) => Agreement): T[][] => [
  ...Map.groupBy(
    items.toSorted((a, b) => documentOf(agreementOf(b)).localeCompare(documentOf(agreementOf(a)))),
    (item) => agreementOf(item).signing,
  ).values(),
];

function livingForms(standings: readonly Standing[], of: Of): SignedForm[] {
  return bySigning(standings, ({ agreement }) => agreement).flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { agreement } = first;
    const { signer, interpreter } = agreement;
    const signing = of.told.signings.get(agreement.signing);
    const nameOf = (reference: string | undefined) => named(of, reference);
    return [
      {
        signing: agreement.signing,
        signed: agreement.signed,
        ...(agreement.signedUnknown && { signedUnknown: true as const }),
        documents: all.map((standing) => documentRow(standing, of)),
        signer: {
          name: signer.name,
          as:
            signer.role === 'self'
              ? ('member' as const)
              : signer.role === 'minors-own-consent'
                ? ('minor' as const)
                : ('representative' as const),
          ...(signer.role !== 'self' && signer.role !== 'minors-own-consent' && { basis: signer.role }),
        },
        mode: agreement.mode,
        ...(interpreter && { interpreter }),
        ...(signing && {
          identityCheck: signing.identityCheck,
          ...(signing.assent && { assent: true as const }),
          ...(signing.witness !== undefined && { witness: nameOf(signing.witness) }),
          recorder: { ...nameOf(signing.recorder), at: signing.recorded },
        }),
        copy: copyOf(agreement.signing, signer.reference, of),
      },
    ];
  });
}

/** `{ name }` of staff, or nothing. */
const named = ({ names }: Pick<Of, 'names'>, reference: string | undefined): { name?: string } => {
  const name = names.get(reference ?? '');
  return name === undefined ? {} : { name };
};

function documentRow({ agreement, state, from, to, exception }: Standing, of: Of): SignedDocument {
  const { ended, evidence } = agreement;
  const change = of.told.endings.get(evidence);
  const shows = readsAnswers(of.role);
  const { name } = named(of, change?.recorder);
  const { title, language, phrases } = of.words(agreement);
  const programme = 'programme' in agreement.covers;
  return {
    ...headOf(agreement, { title, language }),
    ...(programme && { programme }),
    state,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(ended && {
      ended: {
        when: ended.when,
        why: ended.why,
        ...(change &&
          ended.why === 'withdrawn' && {
            by: sideOf(change.author),
            ...(name !== undefined && { recorder: name }),
            recorded: change.at,
          }),
      },
    }),
    ...(exception && {
      exception: { on: exception.on, ...(shows && { clauses: exception.clauses.map((id) => phrases.get(id) ?? id) }) },
    }),
    ...(shows && { answers: partsOf(agreement) }),
  };
}

const sideOf = (reference: string) =>
  reference.startsWith('Patient/')
    ? ('member' as const)
    : reference.startsWith('RelatedPerson/')
      ? ('representative' as const)
      : ('staff' as const);

const headOf = (
  agreement: Agreement,
  { title, language }: { title: string | undefined; language: string | undefined },
): Pick<SignedDocument, 'document' | 'version' | 'title' | 'language'> => ({
  document: documentOf(agreement),
  version: agreement.document.version,
  ...(title !== undefined && { title }),
  ...(language !== undefined && { language }),
});

function partsOf(agreement: Agreement): NonNullable<SignedDocument['answers']> {
  const answers = answersOf(agreement);
  const clause = ({ id, text }: { id: string; text: string }) => ({ text, answer: answers[id] ?? ('read' as const) });
  return agreement.parts.map((part) =>
    'clauses' in part ? { title: part.text, clauses: part.clauses.map(clause) } : { clauses: [clause(part)] },
  );
}

/** Staff open no copies, a guardian those they signed themselves. */
function copyOf(signing: string, signer: string | undefined, { context, role, beside, told }: Of): SignedForm['copy'] {
  if (role === 'staff' || (role === 'guardian' && signer !== context.user.reference)) return 'hidden';
  const copy = beside.copies?.get(signing);
  if (copy === undefined) return beside.missing.some(({ fact }) => fact === 'copies') ? 'unknown' : 'none';
  if (!isVoid(copy)) return 'here';
  // put right, it is still what was signed; on the wrong chart its content is gone
  const reasons = new Set([...told.voidings.values()].map((one) => (one.signing === signing ? one.reason : undefined)));
  return reasons.has('wrong-member') ? 'removed' : reasons.has('correction') ? 'here' : 'unknown';
}

/** Entered in error: that it was here, and no word of what it said. It may be somebody else's. */
function voidForms({ voids }: SignedRead, of: Of): SignedForm[] {
  const all = newestFirst(voids, 'signed');
  return bySigning(all, (one) => one).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const change = group.flatMap(({ evidence }) => of.told.voidings.get(evidence) ?? [])[0];
    const { name: by } = named(of, change?.recorder);
    return [
      {
        signing: first.signing,
        signed: first.signed,
        documents: group.map((one) => ({ ...headOf(one, of.words(one)), state: 'entered-in-error' as const })),
        copy: copyOf(first.signing, undefined, of),
        voided: {
          ...(change && { at: change.at, reason: change.reason }),
          ...(by !== undefined && { by }),
        },
      },
    ];
  });
}
