/** Everything the form holds about one member, in one object: letting go of it clears it all. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { SigningClose, SigningForm, SigningInput, SigningResult, SigningSetup } from '../../src/signing-types.ts';
import type { Desk } from './desk-state.ts';
import type { PaperState } from './paper-state.ts';
import { begin, firstOpen, stepsOf, type Step, type Walk } from './steps.ts';

export type WayToSign = 'typing' | 'drawing' | 'button';
type Assent = NonNullable<SigningInput['assent']>;

/** Where the form is: on this screen in a clinic, on the signer's own device, or with staff who read it aloud. */
export type Place = 'here' | 'own' | 'staff';

/** The introduction, before the first signing: each card is saved as it is left. */
export interface Introducing {
  stage: 'introducing';
  form: SigningForm;
  setup: SigningSetup;
  place: Place;
  /** To go on from afterwards. */
  answers: Record<string, Answer> | undefined;
  sameName?: true;
  /** Nobody has touched the screen for a while. */
  idle?: true;
}

/** Staff print the form, or copy a signed one. */
export interface OnPaper {
  stage: 'paper';
  form: SigningForm;
  setup: SigningSetup;
  screen: 'print' | 'record';
  paper: PaperState;
}

/** The member reads, answers and signs. */
export interface Filling {
  stage: 'filling';
  /** Another member goes by the name just chosen: for staff, afterwards. */
  sameName?: true;
  form: SigningForm;
  setup: SigningSetup;
  place: Place;
  steps: readonly Step[];
  walk: Walk;
  /** Exactly as typed. */
  name: string;
  way: WayToSign;
  /** PNG, base64; `''` while what is drawn is no mark. */
  drawing: string | undefined;
  electronic: boolean;
  /** A minor beside their guardian; absent answer: not asked yet, or not here now. */
  assent: {
    answer: Assent['answer'] | 'later' | undefined;
    name: string;
    /** Answered and left: not shown again. */ sealed?: true;
  };
  /** What was missing when "Sign and save" was pressed. */
  missing: 'name' | 'electronic' | 'mark' | 'mark-small' | 'assent' | 'assent-name' | undefined;
  /**
   * Sent, and kept as sent: a retry must not differ from what the server may already have. `code` once it failed; `unsure`
   * when some sending got no answer, so that the server may have it.
   */
  sent: { input: SigningInput; code?: string; unsure?: true } | undefined;
  /** "Stop for now" is being asked about, or what happens to it. */
  stopping?: { saving?: true; code?: string };
  /** Nobody has touched the screen for a while. */
  idle?: true;
  /** The words changed under the reader: said once, at the top. */
  changed?: true;
  /** Why the other language did not come. */
  trouble?: string;
}

/** Staff send the member's own device; this screen waits. */
export interface Away {
  stage: 'away';
  form: SigningForm;
  setup: SigningSetup;
  link: string;
  copied?: true;
  code?: string;
}

/** The member has stopped: nothing of the form is left here. */
export interface Stopped {
  stage: 'stopped';
  place: Place;
  why: 'kept' | 'dropped' | 'cleared' | 'unsure';
  /** What may be signed: staff look it up. Nothing the member answered. */
  sent?: Pick<Filling, 'form' | 'setup'>;
  language: string;
  confirming?: 'asked' | 'refused';
}

/** The server has it and it was read back. The member's screen still. */
export interface Saved {
  stage: 'saved';
  form: SigningForm;
  setup: SigningSetup;
  place: Place;
  result: Pick<SigningResult, 'rules' | 'participation'>;
  /** Phrases of what the leader will talk about; absent where it was answered elsewhere. */
  talk?: readonly string[];
  /** To sign for another group without reading the same rules again; absent where they were not answered on this screen. */
  answers?: SigningInput['answers']['rules'];
  sameName?: true;
  /** Nobody came for a while: what the leader will talk about is not shown to whoever passes. */
  covered?: true;
  confirming?: 'asked' | 'refused';
}

/** Staff again: who saw it, how the copy was given, what is open and for whom. */
export interface After extends Omit<Saved, 'stage' | 'confirming'> {
  stage: 'after';
  close: SigningClose;
  sending?: { code?: string };
}

export type Session =
  | { stage: 'opening' }
  | { stage: 'unopened'; code: string }
  | { stage: 'ended'; language: string }
  | Desk
  | Introducing
  | OnPaper
  | Filling
  | Away
  | Stopped
  | Saved
  | After;

/** What comes first on the member's side: the introduction, where something of it is not told yet. */
export function begun(
  form: SigningForm,
  setup: SigningSetup,
  { place, answers }: { place: Place; answers: Record<string, Answer> | undefined },
): Introducing | Filling {
  const told = form.introduced && form.contact !== undefined && form.displayName !== undefined;
  return told ? filling(form, setup, { place, answers }) : { stage: 'introducing', form, setup, place, answers };
}

/** Nothing is answered, but what this member answered before and nobody signed. */
export function filling(
  form: SigningForm,
  setup: SigningSetup,
  { place, answers }: { place: Place; answers?: Record<string, Answer> | undefined },
): Filling {
  const steps = stepsOf(form, setup);
  const walk = begin(answers);
  return {
    stage: 'filling',
    form,
    setup,
    place,
    steps,
    walk: { ...walk, at: answers ? firstOpen(steps, walk) : 0 },
    name: '',
    way: 'typing',
    drawing: undefined,
    electronic: false,
    assent: { answer: undefined, name: '' },
    missing: undefined,
    sent: undefined,
  };
}

/** The signer's name is on record for the member alone; anybody else tells theirs. */
export const needsName = ({ setup, way }: Filling): boolean =>
  way === 'typing' || setup.mode === 'spoken' || (setup.signer.as === 'representative' && !signerOnRecord(setup));

const signerOnRecord = ({ signer }: SigningSetup) => signer.as === 'representative' && signer.reference !== undefined;

/** The name the signature stands under, as shown. */
export function shownName({ form, setup }: Pick<Filling, 'form' | 'setup'>): string {
  const { signer } = setup;
  if (signer.as !== 'representative') return form.memberName;
  return form.representatives.find((one) => one.reference === signer.reference)?.name ?? '';
}

/** What is missing before it can be sent for the first time; any name of two characters is a name. */
export function missingToSign(state: Filling): Filling['missing'] {
  if (state.sent) return undefined;
  if (state.setup.mode === 'screen' && !state.electronic) return 'electronic';
  if (needsName(state) && state.name.trim().length < 2) return 'name';
  if (state.setup.mode === 'screen' && state.way === 'drawing' && !state.drawing)
    return state.drawing === '' ? 'mark-small' : 'mark';
  return undefined;
}

/** The input of this signing: what was sent before, if it was. */
export function inputOf(state: Filling): SigningInput {
  const { sent, walk, setup, way, drawing, assent } = state;
  if (sent) return sent.input;
  const name = needsName(state) ? state.name : shownName(state);
  const spoken = setup.mode === 'spoken';
  const answer = assent.answer === 'later' ? undefined : assent.answer;
  return {
    ...setup,
    answers: walk.answers,
    name,
    mark: spoken ? { by: 'typing' } : way === 'drawing' ? { by: way, png: drawing ?? '' } : { by: way },
    ...(!spoken && { electronic: true as const }),
    // only a yes is signed
    ...(answer && { assent: { answer, name: answer === 'yes' ? assent.name : '' } }),
  };
}

/** True between sending and the server's answer. */
export function isSaving(session: Session): boolean {
  return session.stage === 'filling' && session.sent !== undefined && session.sent.code === undefined;
}

/** Answers after which nobody knows whether the server has it: trying again is harmless. */
const unknowing: readonly string[] = ['offline', 'timeout', 'unreadable'];

/**
 * A sending that failed. Once unsure it stays so: a later refusal tells nothing of the sending before. An error that names
 * the signing came after the server had taken it.
 */
export const failedSending = (
  { input, unsure }: NonNullable<Filling['sent']>,
  code: string,
  fields: readonly string[] = [],
): NonNullable<Filling['sent']> => ({
  input,
  code,
  ...((unsure || unknowing.includes(code) || fields.includes('signing')) && { unsure: true }),
});
