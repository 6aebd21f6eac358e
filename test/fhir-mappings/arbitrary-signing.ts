/** Random agreements and signings. @module */
import fc from 'fast-check';
import { agreementKinds, answerCodes } from '../../fhir-mappings/codes.ts';
import { signerBases, type Agreement } from '../../fhir-mappings/records/agreement.ts';
import { identityChecks, type Signing } from '../../fhir-mappings/records/signing.ts';
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
const parts = fc
  .array(
    fc.oneof(clause, fc.record({ id: code, text: name, clauses: fc.array(clause, { minLength: 1, maxLength: 4 }) })),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .filter((list) => {
    const ids = list.flatMap((p) => ('clauses' in p ? [p.id, ...p.clauses.map((c) => c.id)] : [p.id]));
    return new Set(ids).size === ids.length;
  });
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
        parts,
        mode,
        signed: instant,
        author: fc.oneof(staff, signer),
        signedHash: hash,
        response: fc.oneof(
          response,
          uuid.map((u) => `urn:uuid:${u}`),
        ),
      },
      { interpreter, organization },
    ),
    fc.oneof(
      fc.record({ reference: patient, name, role: fc.constantFrom('self' as const, alone) }),
      fc.record({ reference: ref('RelatedPerson'), name, role: othersBasis }),
    ),
    lives,
  )
  .map(([a, who, life]): Agreement => {
    // nobody who is another member signs or types
    const own = (one: string) => (one.startsWith('Patient/') ? a.patient : one);
    return { ...a, author: own(a.author), signer: { ...who, reference: own(who.reference) }, ...life };
  });

const mark = fc.record({ format: fc.constantFrom('text/plain' as const, 'image/png' as const), data: base64 });
export const signing = fc
  .tuple(
    some(
      {
        signing: uuid,
        patient,
        targets: fc.array(
          fc.oneof(
            response,
            ref('Consent'),
            uuid.map((u) => `urn:uuid:${u}`),
          ),
          { minLength: 1, maxLength: 5 },
        ),
        signed: instant,
        recorded: instant,
        documents: fc.array(document, { minLength: 1, maxLength: 3 }),
        identityCheck: fc.constantFrom(...identityChecks),
        mark,
        // the organization is said of its staff: one of them took part
        recorder: staff,
      },
      {
        copyGiven: fc.constantFrom('printed' as const, 'portal' as const, 'email' as const, 'declined' as const),
        verifier: staff,
        witness: staff,
        interpreter,
        organization,
        replaces: fc.array(ref('Consent'), { minLength: 1, maxLength: 3 }),
      },
    ),
    name,
    fc.option(some({ reference: ref('RelatedPerson') }, { basis: othersBasis }), {
      nil: undefined,
    }),
    fc.option(fc.record({ mark }), { nil: undefined }),
    fc.constantFrom({ basis: alone }, {}),
  )
  .map(([s, shown, guardian, assent, own]): Signing => ({
    ...s,
    signer: { ...(guardian ?? { reference: s.patient, ...own }), name: shown },
    ...(guardian && assent && { assent }),
  }));
