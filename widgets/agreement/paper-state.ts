/** What staff copied from a signed paper, without a screen: what is open, what may be sent. Nothing is assumed. Pure. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import { clausesOf } from '../../src/content/shown.ts';
import type { PaperForm, SigningForm, SigningInput, SigningSetup } from '../../src/signing-types.ts';
import type { Scan, ScanRefusal } from './scan.ts';

export type PaperDocument = keyof SigningForm['documents'];
/** The documents in the order of the paper. */
export const paperDocuments: readonly PaperDocument[] = ['rules', 'participation'];

/** Everything about one paper, in one object: letting go of it clears it all. */
export interface PaperState {
  /** Local day of the group, `YYYY-MM-DD`: nobody signed after it. */
  today: string;
  /** The form is printed in 18 points in the place of 12. */
  large: boolean;
  /** What the paper says of itself; undefined until staff looked. `other`: a version that cannot be recorded. */
  code: PaperForm['code'] | undefined;
  version: string | { other: true } | undefined;
  answers: Record<PaperDocument, Record<string, Answer>>;
  /** Every "I read this" of the document is marked on the paper. */
  read: Record<PaperDocument, boolean>;
  /** `YYYY-MM-DD` or empty; never today by itself. */
  signedOn: string;
  /** The date field holds a part of a date. */
  halfDate: boolean;
  /** The paper has no date: it stays unknown. */
  noDate: boolean;
  /** The signer's name exactly as it is written. */
  name: string;
  scan: Scan | undefined;
  refused: ScanRefusal | undefined;
  /** The file that is being read in. */
  reading: Blob | undefined;
  missingPage: boolean;
  unreadable: boolean;
  /** Save was pressed: what is open says so. */
  tried: boolean;
  /** Sent, and kept as sent: a retry must not differ from what the server may already have. `code` once it failed. */
  sent: { input: SigningInput; code?: string } | undefined;
}

/** Nothing is known of a paper before somebody looked at it. */
export const beginPaper = (today: string): PaperState => ({
  today,
  large: false,
  code: undefined,
  version: undefined,
  answers: { rules: {}, participation: {} },
  read: { rules: false, participation: false },
  signedOn: '',
  halfDate: false,
  noDate: false,
  name: '',
  scan: undefined,
  refused: undefined,
  reading: undefined,
  missingPage: false,
  unreadable: false,
  tried: false,
  sent: undefined,
});

/** Whose paper it is. Of somebody else's nothing is kept, not even what was copied before that was seen. */
export const copyCode = (state: PaperState, code: NonNullable<PaperState['code']>): PaperState =>
  code === 'other' ? { ...beginPaper(state.today), large: state.large, code } : { ...state, code };

/** What is marked at one clause. */
export function copyAnswer(
  state: PaperState,
  document: PaperDocument,
  clause: string,
  value: 'yes' | 'no' | 'talk',
): PaperState {
  return { ...state, answers: { ...state.answers, [document]: { ...state.answers[document], [clause]: value } } };
}

/** The form was opened again in the version of the paper: other words, so the answers are copied anew. The rest stays. */
export function reopenedPaper(state: PaperState): PaperState {
  const { answers, read, tried } = beginPaper(state.today);
  return { ...state, answers, read, tried };
}

/** A file was chosen. Until it is read in there is no scan, whatever was there before. */
export const readingScan = (state: PaperState, file: Blob): PaperState => ({
  ...state,
  reading: file,
  scan: undefined,
  refused: undefined,
});

/** What became of a chosen file; of one that is not the last chosen, nothing. */
export function scanned(state: PaperState, file: Blob, result: Scan | { refused: ScanRefusal }): PaperState {
  if (state.reading !== file) return state;
  const done = { ...state, reading: undefined };
  return 'refused' in result ? { ...done, refused: result.refused } : { ...done, scan: result };
}

/** The paper is this member's as far as can be told, in the version that is open: only then there is more to ask. */
export const isThisPaper = ({ code, version }: PaperState, form: SigningForm): boolean =>
  (code === 'same' || code === 'unreadable') && version === form.documents.rules.version;

/** True while a paper stands as it was sent: until the record said that it took nothing of it. */
export const isLocked = ({ sent }: PaperState): boolean => sent !== undefined && sent.code !== 'invalid';

/** True between sending and the server's answer. */
export const isSending = ({ sent }: PaperState): boolean => sent !== undefined && sent.code === undefined;

/** What is open: a question by its name, a clause as `answers.rules.come`, the boxes that are only read as `read.rules`. */
export type PaperField =
  | 'code'
  | 'version'
  | `answers.${PaperDocument}.${string}`
  | `read.${PaperDocument}`
  | 'signedOn'
  | 'name'
  | 'scan';

/** Everything that keeps the paper from being recorded, in the order of the screen; empty when it can be sent. */
export function missingIn(state: PaperState, form: SigningForm): PaperField[] {
  if (state.code === undefined || state.code === 'other') return ['code'];
  if (state.version !== form.documents.rules.version) return ['version'];
  return [
    ...paperDocuments.flatMap((document) => missingAnswers(state, form, document)),
    ...(dateFault(state) ? (['signedOn'] as const) : []),
    ...(state.name.trim().length < 2 ? (['name'] as const) : []),
    ...(state.scan ? [] : (['scan'] as const)),
  ];
}

function missingAnswers({ answers, read }: PaperState, form: SigningForm, document: PaperDocument): PaperField[] {
  const clauses = clausesOf(form.documents[document], form);
  const open = clauses.filter(({ id, kind }) => kind === 'choice' && !answers[document][id]);
  const unread = clauses.some(({ kind }) => kind === 'information') && !read[document];
  return [
    ...open.map(({ id }): PaperField => `answers.${document}.${id}`),
    ...(unread ? [`read.${document}` as const] : []),
  ];
}

/** What is wrong with the date: none given and not said that there is none, a part of one, a day that is not over yet. */
export function dateFault({ signedOn, halfDate, noDate, today }: PaperState): 'open' | 'half' | 'future' | undefined {
  if (noDate) return undefined;
  if (halfDate) return 'half';
  if (!signedOn) return 'open';
  return signedOn > today ? 'future' : undefined;
}

/** A day before these words were in force: more often a slip of the pen or the wrong version than the truth. */
export const isBeforeVersion = ({ signedOn, noDate }: PaperState, form: SigningForm): boolean =>
  !noDate && signedOn !== '' && signedOn < form.documents.rules.effective;

/** What to send: as sent before, if it was; undefined while something is open. */
export function paperInput(state: PaperState, form: SigningForm, setup: SigningSetup): SigningInput | undefined {
  if (state.sent && isLocked(state)) return state.sent.input;
  const { scan, code, signedOn, noDate, missingPage, unreadable } = state;
  if (!scan || !code || missingIn(state, form).length > 0) return undefined;
  const problems: PaperForm['problems'] = [
    ...(missingPage ? (['missing-page'] as const) : []),
    ...(noDate ? (['missing-date'] as const) : []),
    ...(unreadable ? (['unreadable'] as const) : []),
  ];
  return {
    ...setup,
    mode: 'paper',
    answers: { rules: answersOn(state, form, 'rules'), participation: answersOn(state, form, 'participation') },
    name: state.name.trim(),
    // the mark itself is on the scan: what is typed here is the name that stands below it
    mark: { by: 'typing' },
    paper: {
      ...(noDate ? {} : { signedOn }),
      scan: { contentType: scan.contentType, data: scan.data },
      problems,
      code,
    },
  };
}

function answersOn({ answers }: PaperState, form: SigningForm, document: PaperDocument): Record<string, Answer> {
  const clauses = clausesOf(form.documents[document], form);
  return Object.fromEntries(
    clauses.flatMap(({ id, kind }): [string, Answer][] => {
      const answer = kind === 'information' ? 'read' : answers[document][id];
      return answer ? [[id, answer]] : [];
    }),
  );
}
