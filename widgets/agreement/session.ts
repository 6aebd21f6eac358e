/** Everything the form holds about one member, in one object: letting go of it clears it all. @module */
import type { SigningForm, SigningInput, SigningResult } from '../../src/portal-types.ts';
import type { Answer } from '../../fhir-mappings/codes.ts';
import { begin, stepsOf, type DocumentName, type Step, type Walk } from './steps.ts';

export type IdentityCheck = SigningInput['identityCheck'];

/** Staff: who signs, and how that is known. */
export interface Starting {
  stage: 'starting';
  form: SigningForm;
  identity: IdentityCheck | undefined;
  /** Start was pressed without a choice. */
  unanswered: boolean;
}

/** The member reads, answers and signs. */
export interface Filling {
  stage: 'filling';
  form: SigningForm;
  identity: IdentityCheck;
  steps: readonly Step[];
  walk: Walk;
  /** Exactly as typed. */
  name: string;
  electronic: boolean;
  /** What was missing when "Sign and save" was pressed. */
  missing: 'name' | 'electronic' | undefined;
  /** Sent, and kept as sent: a retry must not differ from what the server may already have. `code` once it failed. */
  sent: { input: SigningInput; code?: string } | undefined;
}

export interface Saved {
  stage: 'saved';
  rules: SigningResult['rules'];
  talk: readonly string[];
}

export type Session = { stage: 'opening' } | { stage: 'unopened'; code: string } | Starting | Filling | Saved;

/** What the screens ask the element to do. */
export interface Acts {
  reopen: () => void;
  close: () => void;
  identify: (identity: IdentityCheck) => void;
  start: () => void;
  answer: (document: DocumentName, clause: string, value: Answer) => void;
  next: (event: MouseEvent) => void;
  back: () => void;
  change: (step: number) => void;
  type: (name: string) => void;
  agreeElectronic: (agreed: boolean) => void;
  sign: () => void;
}

export function starting(form: SigningForm): Starting {
  return { stage: 'starting', form, identity: undefined, unanswered: false };
}

export function filling(form: SigningForm, identity: IdentityCheck): Filling {
  return {
    stage: 'filling',
    form,
    identity,
    steps: stepsOf(form),
    walk: begin(),
    name: '',
    electronic: false,
    missing: undefined,
    sent: undefined,
  };
}

/** What is missing before it can be sent; any name of two characters is a name. */
export function missingToSign({ name, electronic }: Filling): Filling['missing'] {
  if (!electronic) return 'electronic';
  return name.trim().length < 2 ? 'name' : undefined;
}

/** The input of this signing: what was sent before, if it was. */
export function inputOf({ sent, walk, name, identity }: Filling): SigningInput {
  return sent?.input ?? { answers: walk.answers, typedName: name, electronic: true, identityCheck: identity };
}

/** True between sending and the server's answer. */
export function isSaving(session: Session): boolean {
  return session.stage === 'filling' && session.sent !== undefined && session.sent.code === undefined;
}
