/** The member's way through the form, without a screen: what comes next, and what is still open. Pure. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { Clause, MemberDocument } from '../../src/content/document.ts';
import type { SigningForm, SigningInput, SigningSetup } from '../../src/signing-types.ts';

export type DocumentName = keyof SigningForm['documents'];
export type Answers = SigningInput['answers'];

/** A clause as it is shown, below its rule's title or, outside the rules, below none. */
export interface Part {
  title?: string;
  clause: Clause;
}

/** One screen. `clause` shows one part, `consent` the whole second document; the others show none. */
export interface Step {
  kind: 'intro' | 'clause' | 'consent' | 'review' | 'assent' | 'sign';
  document: DocumentName;
  parts: readonly Part[];
}

/** Where the member is and what they said. */
export interface Walk {
  at: number;
  answers: Answers;
  /** The step that was opened with Change: the next one is the review again. */
  changing: boolean;
  /** The clause that Next was pressed without answering. */
  unanswered: string | undefined;
}

/**
 * Screens in the order of the documents: rules with their clauses, clauses of no rule, consent, review, sign. Where
 * somebody signs for a minor, the minor is asked alone before the signature: it is all one signing.
 */
export function stepsOf(
  { documents, video, age }: Pick<SigningForm, 'documents' | 'video' | 'age'>,
  { signer }: Pick<SigningSetup, 'signer'>,
): Step[] {
  const clauses = shownParts(documents.rules, video).map((part): Step => ({
    kind: 'clause',
    document: 'rules',
    parts: [part],
  }));
  return [
    none('intro'),
    ...clauses,
    { kind: 'consent', document: 'participation', parts: shownParts(documents.participation, video) },
    none('review'),
    ...(signer.as === 'representative' && age !== 'adult' ? [none('assent')] : []),
    none('sign'),
  ];
}

const none = (kind: Step['kind']): Step => ({ kind, document: 'rules', parts: [] });

function shownParts(document: MemberDocument, video: boolean): Part[] {
  const inRules = document.rules.flatMap(({ title, clauses }) => clauses.map((clause): Part => ({ title, clause })));
  return [...inRules, ...document.clauses.map((clause): Part => ({ clause }))].filter((p) => video || !p.clause.video);
}

/** Nothing is chosen for the member; what they chose themselves on another day is theirs. */
export function begin(rules: Answers['rules'] = {}): Walk {
  return { at: 0, answers: { rules, participation: {} }, changing: false, unanswered: undefined };
}

/** Answers to a document that go along to another group's form: to the very same words only, and to what is asked there. */
export function carried(
  read: MemberDocument,
  { documents, video }: Pick<SigningForm, 'documents' | 'video'>,
  answers: Answers['rules'] = {},
): Answers['rules'] | undefined {
  const { rules } = documents;
  if (rules.url !== read.url || rules.version !== read.version) return undefined;
  const asked = new Set(shownParts(rules, video).map(({ clause }) => clause.id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}

/** The first screen with something not answered yet; after the last answer, the review. */
export function firstOpen(steps: readonly Step[], { answers }: Walk): number {
  const open = (step: Step) => step.parts.some(({ clause }) => !answers[step.document][clause.id]);
  return steps.findIndex((step) => step.kind === 'review' || open(step));
}

/** "Part 5 of 16": the introduction is not a part. */
export function place(steps: readonly Step[], walk: Walk): { part: number; of: number } | undefined {
  return walk.at === 0 || walk.changing ? undefined : { part: walk.at, of: steps.length - 1 };
}

export function answer(walk: Walk, document: DocumentName, clause: string, value: Answer): Walk {
  const answers = { ...walk.answers, [document]: { ...walk.answers[document], [clause]: value } };
  return { ...walk, answers, unanswered: walk.unanswered === clause ? undefined : walk.unanswered };
}

/** One step on, or back to the review after a change. A question without an answer stays, and is named. */
export function next(steps: readonly Step[], walk: Walk): Walk {
  const step = steps[walk.at];
  if (!step) return walk;
  const unanswered = choices(step).find(({ clause }) => !walk.answers[step.document][clause.id])?.clause.id;
  if (unanswered) return { ...walk, unanswered };
  const at = walk.changing ? steps.findIndex(({ kind }) => kind === 'review') : Math.min(walk.at + 1, steps.length - 1);
  return { ...step.parts.reduce(read(step.document), walk), at, changing: false, unanswered: undefined };
}

/** Going on past information says it was read; there is no "no" to it (domain.md 1.9). */
const read =
  (document: DocumentName) =>
  (walk: Walk, { clause }: Part) =>
    clause.kind === 'information' ? answer(walk, document, clause.id, 'read') : walk;

/** One step back. The member never goes back past the introduction: the screen before it is for staff. */
export function back(walk: Walk): Walk {
  return { ...walk, at: Math.max(walk.at - 1, 0), unanswered: undefined };
}

/** Opens a step again from the review. */
export function change(walk: Walk, at: number): Walk {
  return { ...walk, at, changing: true, unanswered: undefined };
}

/** The parts of a step that are answered yes, no or talk. */
export function choices(step: Step): Part[] {
  return step.parts.filter(({ clause }) => clause.kind === 'choice');
}

/** The parts of a step that are only read. */
export function information(step: Step): Part[] {
  return step.parts.filter(({ clause }) => clause.kind === 'information');
}

/** Phrases of what the leader will talk about with the member: every "no" and every "talk", in order. */
export function toTalkAbout(steps: readonly Step[], answers: Answers): string[] {
  return steps.flatMap((step) =>
    choices(step)
      .filter(({ clause }) => answers[step.document][clause.id] !== 'yes')
      .map(({ clause }) => clause.short),
  );
}
