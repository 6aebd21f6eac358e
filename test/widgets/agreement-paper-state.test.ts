import { expect, test } from 'vitest';
import type { SigningSetup } from '../../src/signing-types.ts';
import {
  beginPaper,
  copyAnswer,
  copyCode,
  dateFault,
  isBeforeVersion,
  isLocked,
  isThisPaper,
  missingIn,
  paperInput,
  readingScan,
  reopenedPaper,
  scanned,
  type PaperState,
} from '../../widgets/agreement/paper-state.ts';
import { paperOf } from './agreement-paper-form.ts';

const form = paperOf();
const scan = { contentType: 'application/pdf', data: 'JVBERi0=', bytes: 6 } as const;
const setup: SigningSetup = { signer: { as: 'member' }, identityCheck: 'two-identifiers', mode: 'screen' };
const begun = beginPaper('2026-11-20');
const copied: PaperState = {
  ...begun,
  code: 'same',
  version: '2026.1',
  answers: { rules: { private: 'yes', avoid: 'talk' }, participation: { 'take-part': 'no' } },
  read: { rules: true, participation: true },
  signedOn: '2026-11-18',
  name: ' Sam Rivera-Test ',
  scan,
};

test('nothing of a paper is assumed: not its code, version, answers, date, name', () => {
  expect(begun).toMatchObject({ code: undefined, version: undefined, signedOn: '', noDate: false, name: '' });
  expect(begun.answers).toEqual({ rules: {}, participation: {} });
  expect(missingIn(begun, form)).toEqual(['code']);
});

test('first whose paper it is, then which version; then everything else at once', () => {
  expect(missingIn({ ...begun, code: 'same' }, form)).toEqual(['version']);
  expect(missingIn({ ...begun, code: 'unreadable', version: '2026.1' }, form)).toEqual([
    'answers.rules.private',
    'answers.rules.avoid',
    'read.rules',
    'answers.participation.take-part',
    'read.participation',
    'signedOn',
    'name',
    'scan',
  ]);
});

test.each([
  ["another's code", { code: 'other' }, 'code'],
  ['a version that is none of ours', { version: { other: true } }, 'version'],
  ['an old version before the form is open in it', { version: '2025.2' }, 'version'],
] as const)('%s stops everything: nothing can be sent', (_what, change, field) => {
  const state: PaperState = { ...copied, ...change };
  expect(isThisPaper(state, form)).toBe(false);
  expect(missingIn(state, form)).toEqual([field]);
  expect(paperInput(state, form, setup)).toBeUndefined();
});

test.each([
  ['a clause without an answer', { answers: { ...copied.answers, rules: { private: 'yes' } } }, 'answers.rules.avoid'],
  [
    'no answer to taking part',
    { answers: { ...copied.answers, participation: {} } },
    'answers.participation.take-part',
  ],
  ['boxes that are not marked as read', { read: { rules: true, participation: false } }, 'read.participation'],
  ['no date, and nobody said that there is none', { signedOn: '' }, 'signedOn'],
  ['a part of a date', { halfDate: true }, 'signedOn'],
  ['a day to come', { signedOn: '2026-11-21' }, 'signedOn'],
  ['no name', { name: ' S ' }, 'name'],
  ['no scan', { scan: undefined }, 'scan'],
] satisfies [string, Partial<PaperState>, string][])('%s is not sent', (_what, change, field) => {
  const state: PaperState = { ...copied, ...change };
  expect(missingIn(state, form)).toEqual([field]);
  expect(paperInput(state, form, setup)).toBeUndefined();
});

test('the answer to the video clause is on the paper only in groups that meet by video', () => {
  expect(missingIn(copied, { ...form, video: true })).toEqual(['answers.rules.video']);
});

test('what is sent is what is on the paper, with who signed as settled before', () => {
  expect(paperInput(copied, form, setup)).toEqual({
    signer: { as: 'member' },
    identityCheck: 'two-identifiers',
    mode: 'paper',
    answers: {
      rules: { private: 'yes', limits: 'read', avoid: 'talk', pace: 'read' },
      participation: { feelings: 'read', stopping: 'read', 'take-part': 'no' },
    },
    name: 'Sam Rivera-Test',
    mark: { by: 'typing' },
    paper: {
      signedOn: '2026-11-18',
      scan: { contentType: 'application/pdf', data: 'JVBERi0=' },
      problems: [],
      code: 'same',
    },
  });
});

test('a paper without a date keeps none, though one was typed before, and says so; problems go along', () => {
  const state: PaperState = { ...copied, noDate: true, missingPage: true, unreadable: true, code: 'unreadable' };
  const paper = paperInput(state, form, setup)?.paper;
  expect(paper).not.toHaveProperty('signedOn');
  expect(paper).toMatchObject({ problems: ['missing-page', 'missing-date', 'unreadable'], code: 'unreadable' });
});

test('today is a day one can have signed on', () => {
  expect(dateFault({ ...copied, signedOn: '2026-11-20' })).toBeUndefined();
});

test('a day before the words were in force is told, not refused', () => {
  const state = { ...copied, signedOn: '2025-11-18' };
  expect(isBeforeVersion(state, form)).toBe(true);
  expect(isBeforeVersion({ ...state, noDate: true }, form)).toBe(false);
  expect(isBeforeVersion(copied, form)).toBe(false);
  expect(missingIn(state, form)).toEqual([]);
});

test('in another version the answers are copied anew; code, date, name and scan stay', () => {
  expect(reopenedPaper({ ...copied, version: '2025.2', tried: true })).toEqual({
    ...copied,
    version: '2025.2',
    answers: { rules: {}, participation: {} },
    read: { rules: false, participation: false },
  });
});

test("of another's paper nothing is kept but that it is another's", () => {
  expect(copyCode({ ...copied, large: true, tried: true }, 'other')).toEqual({ ...begun, large: true, code: 'other' });
  expect(copyCode(copied, 'unreadable')).toEqual({ ...copied, code: 'unreadable' });
});

test('an answer is copied to its own document only', () => {
  expect(copyAnswer(begun, 'participation', 'take-part', 'talk').answers).toEqual({
    rules: {},
    participation: { 'take-part': 'talk' },
  });
});

test('of two files chosen one after the other the last one counts, whichever is read first', () => {
  const [first, second] = [new Blob(['1']), new Blob(['2'])];
  const both = readingScan(readingScan(copied, first), second);
  expect(both.scan).toBeUndefined();
  expect(scanned(both, first, scan)).toBe(both);
  expect(scanned(both, second, scan)).toMatchObject({ scan, reading: undefined });
  expect(scanned(both, second, { refused: 'heic' })).toMatchObject({ refused: 'heic', scan: undefined });
});

test('once sent it goes again as it was, unless the record took nothing of it', () => {
  const input = paperInput(copied, form, setup);
  if (!input) throw new Error('open');
  const sent: PaperState = { ...copied, name: 'Another', sent: { input, code: 'timeout' } };
  expect([isLocked(sent), paperInput(sent, form, setup)]).toEqual([true, input]);
  const refused: PaperState = { ...sent, sent: { input, code: 'invalid' } };
  expect([isLocked(refused), paperInput(refused, form, setup)?.name]).toEqual([false, 'Another']);
});
