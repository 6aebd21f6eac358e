/** What staff settle before the member has the form. Pure: nothing is decided for them. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { IdentityCheck, Interpreter, SigningForm, SigningSetup, SignerBasis } from '../../src/signing-types.ts';

/** Ways to sign, as equal buttons. */
export type Start = 'screen' | 'device' | 'spoken' | 'paper';

export interface Desk {
  stage: 'desk';
  form: SigningForm;
  signer: 'member' | 'representative' | 'minor' | undefined;
  basis: SignerBasis | undefined;
  /** `RelatedPerson/…` chosen, `''` for somebody who is not on record; undefined until one of them is told. */
  person: string | undefined;
  identity: IdentityCheck | undefined;
  interprets: boolean;
  interpreterId: string;
  way: Interpreter['way'] | undefined;
  programme: boolean;
  /** Answers of an earlier day are left aside. */
  anew: boolean;
  /** What was missing when a way was pressed. */
  missing: readonly Field[];
  /** The link for another device is being asked for, or why it did not come. */
  sending?: { code?: string };
}
export type Field = 'signer' | 'basis' | 'person' | 'identity' | 'interpreter' | 'way';

/** Nothing chosen, but for what the record or the account says: a member's own page is the member's. */
export function desk(form: SigningForm, before?: Partial<Desk>): Desk {
  return {
    stage: 'desk',
    signer: undefined,
    basis: undefined,
    // nobody is on record: there is nothing to choose
    person: form.representatives.length > 0 ? undefined : '',
    identity: undefined,
    interprets: form.need?.interpreter === true,
    interpreterId: '',
    way: undefined,
    programme: false,
    anew: false,
    missing: [],
    ...before,
    form,
  };
}

/** Answers of an earlier day that are this signer's own, unless they begin anew: nobody signs what somebody else answered. */
export function answersBefore(
  { draft, patient }: SigningForm,
  { signer, anew }: SigningSetup,
): Record<string, Answer> | undefined {
  if (anew) return undefined;
  const source = signer.as === 'representative' ? signer.reference : patient;
  return draft?.source === source ? draft?.answers : undefined;
}

/** The desk as it was when this was settled. */
export function settled(form: SigningForm, { signer, identityCheck, interpreter, covers, anew }: SigningSetup): Desk {
  return desk(form, {
    signer: signer.as,
    ...(signer.as === 'representative' && { basis: signer.basis, person: signer.reference ?? '' }),
    identity: identityCheck,
    interprets: interpreter !== undefined,
    ...(interpreter && { interpreterId: interpreter.id, way: interpreter.way }),
    programme: covers === 'programme',
    anew: anew === true,
  });
}

/** What still has to be chosen; a minor's own consent and a basis are told, never worked out. */
export function missingIn(state: Desk, how: Start): Field[] {
  const { signer, basis, person, identity, interprets, interpreterId, way } = state;
  return [
    ...(signer === undefined ? (['signer'] as const) : []),
    ...(signer === 'representative' && basis === undefined ? (['basis'] as const) : []),
    // a link is for one person's account: somebody the record doesn't know has none
    ...(signer === 'representative' && (person === undefined || (how === 'device' && person === ''))
      ? (['person'] as const)
      : []),
    ...(identity === undefined ? (['identity'] as const) : []),
    // a number has a digit in it: "daughter" is none
    ...(interprets && !/^(?=.*\d)[A-Za-z0-9-]{2,40}$/.test(interpreterId.trim()) ? (['interpreter'] as const) : []),
    ...(interprets && way === undefined ? (['way'] as const) : []),
  ];
}

/** Call only when nothing is missing. `verifiedBy`: who checked the identity, where another device signs. */
export function setupOf(state: Desk, mode: SigningSetup['mode'], verifiedBy?: string): SigningSetup {
  const { signer, basis = 'other', identity = 'known-to-staff', interprets, interpreterId, way } = state;
  return {
    signer:
      signer === 'representative'
        ? { as: 'representative', basis, ...(state.person && { reference: state.person }) }
        : { as: signer ?? 'member' },
    identityCheck: identity,
    mode,
    ...(interprets && way && { interpreter: { id: interpreterId.trim(), way } }),
    ...(state.programme && { covers: 'programme' as const }),
    ...(state.anew && { anew: true as const }),
    ...(verifiedBy !== undefined && { verifiedBy }),
  };
}
