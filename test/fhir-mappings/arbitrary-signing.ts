/** Random agreements, drafts and signings. @module */
import fc from 'fast-check';
import { agreementKinds, answerCodes } from '../../fhir-mappings/codes.ts';
import { signerBases, type Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Draft } from '../../fhir-mappings/records/draft.ts';
import { copyWays, identityChecks, type Signing } from '../../fhir-mappings/records/signing.ts';
import {
  name,
  ref,
  uuid,
  code,
  staff,
  patient,
  episode,
  organization,
  response,
  signer,
  hash,
  base64,
  document,
  instant,
  days,
  some,
  interpreter,
  mode,
} from './arbitrary-parts.ts';

const alone = 'minors-own-consent' as const;
const othersBasis = fc.constantFrom(...signerBases.filter((basis) => basis !== alone));

const clause = fc.record({ id: code, text: name, answer: fc.constantFrom(...answerCodes) });
const partsFrom = (minLength: number) =>
  fc
    .array(
      fc.oneof(clause, fc.record({ id: code, text: name, clauses: fc.array(clause, { minLength: 1, maxLength: 4 }) })),
      { minLength, maxLength: 5 },
    )
    .filter((list) => {
      const ids = list.flatMap((p) => ('clauses' in p ? [p.id, ...p.clauses.map((c) => c.id)] : [p.id]));
      return new Set(ids).size === ids.length;
    });
/** Not a person of the record yet: created in the same transaction. */
const urn = uuid.map((u) => `urn:uuid:${u}`);
const lives = fc.oneof(
  fc.record({ status: fc.constant('active' as const), period: days }),
  fc.record({
    status: fc.constant('active' as const),
    period: days,
    exception: fc.record({ clauses: fc.array(code, { minLength: 1 }), decidedOn: instant, decidedBy: staff }),
  }),
  fc.record({ status: fc.constantFrom('proposed' as const, 'rejected' as const) }),
  some(
    {
      status: fc.constantFrom('inactive' as const, 'entered-in-error' as const),
      ended: fc.record({
        when: instant,
        why: fc.constantFrom('withdrawn' as const, 'replaced' as const, 'guardian-ended' as const),
      }),
    },
    { period: days },
  ),
);
export const agreement = fc
  .tuple(
    some(
      {
        kind: fc.constantFrom(...agreementKinds),
        signing: uuid,
        patient,
        covers: fc.oneof(
          fc.record({ membership: episode }),
          fc.record({ programme: fc.record({ system: fc.webUrl(), value: code }), membership: episode }),
        ),
        document,
        textHash: hash,
        parts: partsFrom(1),
        mode,
        signed: instant,
        author: fc.oneof(staff, signer),
        signedHash: hash,
        response: fc.oneof(response, urn),
      },
      { interpreter, organization, signedUnknown: fc.constant(true as const) },
    ),
    fc.oneof(
      fc.record({ reference: patient, name, role: fc.constantFrom('self' as const, alone) }),
      fc.record({ reference: fc.oneof(ref('RelatedPerson'), urn), name, role: othersBasis }),
    ),
    lives,
  )
  .map(([a, who, life]): Agreement => {
    // nobody who is another member signs or types; whoever is new is the signer, and may type
    const own = (one: string) => (one.startsWith('Patient/') ? a.patient : one);
    const author = who.reference.startsWith('urn:') ? who.reference : own(a.author);
    const paper = a.signedUnknown && { mode: 'paper' as const };
    return { ...a, author, signer: { ...who, reference: own(who.reference) }, ...life, ...paper };
  });

export const draft = fc
  .tuple(
    fc.record({
      id: uuid,
      patient,
      membership: fc.oneof(episode, urn),
      document,
      saved: instant,
      parts: partsFrom(0),
    }),
    fc.option(fc.oneof(signer, urn), { nil: undefined }),
    fc.oneof(staff, ref('RelatedPerson'), fc.constant(undefined)),
  )
  .map(([d, answers, types]): Draft => {
    const source = answers?.startsWith('Patient/') ? d.patient : answers;
    // without a typist of their own whoever answers types
    return { ...d, ...(source && { source }), author: types ?? source ?? d.patient };
  });

const mark = fc.oneof(
  fc.record({
    format: fc.constant('text/plain' as const),
    data: base64,
    by: fc.constantFrom('typing' as const, 'button' as const, 'paper' as const),
  }),
  fc.record({ format: fc.constant('image/png' as const), data: base64, by: fc.constant('drawing' as const) }),
);
export const signing = fc
  .tuple(
    some(
      {
        signing: uuid,
        patient,
        targets: fc.array(fc.oneof(response, ref('Consent'), urn), { minLength: 1, maxLength: 5 }),
        signed: instant,
        recorded: instant,
        documents: fc.array(document, { minLength: 1, maxLength: 3 }),
        identityCheck: fc.constantFrom(...identityChecks),
        mark,
        // the organization is said of its staff: one of them took part
        recorder: staff,
      },
      {
        copyGiven: fc.constantFrom(...copyWays),
        verifier: staff,
        witness: staff,
        interpreter,
        organization,
        replaces: fc.array(ref('Consent'), { minLength: 1, maxLength: 3 }),
      },
    ),
    name,
    fc.option(some({ reference: fc.oneof(ref('RelatedPerson'), urn) }, { basis: othersBasis }), {
      nil: undefined,
    }),
    fc.option(fc.record({ mark }), { nil: undefined }),
    fc.constantFrom({ basis: alone }, {}),
    fc.boolean(),
  )
  .map(([s, shown, guardian, assent, own, undated]): Signing => ({
    ...s,
    signer: { ...(guardian ?? { reference: s.patient, ...own }), name: shown },
    ...(guardian && assent && { assent }),
    ...(undated && { signedUnknown: true, signed: s.recorded, mark: onPaper(s.mark) }),
    ...(undated && guardian && assent && { assent: { mark: onPaper(assent.mark) } }),
  }));
const onPaper = ({ data }: Signing['mark']): Signing['mark'] => ({ format: 'text/plain', data, by: 'paper' });
