/** Histories as the portal gives them, for `<group-signed>`: one of each thing that can be. @module */
import type { SignedDocument, SignedForm, SignedHistory } from '../../../src/signed-types.ts';
import { tuesday } from '../../support/fake-portal.ts';

export const ids = {
  now: '00000000-0000-4000-8000-000000000001',
  older: '00000000-0000-4000-8000-000000000002',
  void: '00000000-0000-4000-8000-000000000003',
};

const answers: NonNullable<SignedDocument['answers']> = [
  {
    title: 'Confidentiality',
    clauses: [
      { text: 'Keep what you hear in group private.', answer: 'yes' },
      { text: 'Leaders keep what you say private too.', answer: 'read' },
    ],
  },
  {
    title: 'Contact outside group',
    clauses: [
      { text: 'We ask members not to meet outside of group.', answer: 'talk' },
      { text: 'If it happens, bring it up in group.', answer: 'no' },
    ],
  },
];

export const rules = (over: Partial<SignedDocument> = {}): SignedDocument => ({
  document: 'rules',
  title: 'Group rules',
  version: '2026.1',
  language: 'en',
  state: 'in-force',
  from: '2026-08-25',
  to: '2027-08-24',
  answers,
  ...over,
});
export const consent = (over: Partial<SignedDocument> = {}): SignedDocument => ({
  document: 'participation',
  title: 'Taking part in group',
  version: '2026.1',
  language: 'en',
  state: 'in-force',
  from: '2026-08-25',
  to: '2027-08-24',
  answers: [{ clauses: [{ text: 'I would like to take part in this group.', answer: 'yes' }] }],
  ...over,
});
export const form = (over: Partial<SignedForm> = {}): SignedForm => ({
  signing: ids.now,
  signed: '2026-08-25T14:31:00-04:00',
  documents: [rules(), consent()],
  signer: { name: 'Bo Lindgren-Test', as: 'member' },
  mode: 'screen',
  identityCheck: 'two-identifiers',
  recorder: { name: 'P. Lindqvist-Test', at: '2026-08-25T14:31:00-04:00' },
  copy: 'here',
  ...over,
});

/** In force as its rows say, from their first day to their last. */
export function history(signings: SignedForm[] = [form()], over: Partial<SignedHistory> = {}): SignedHistory {
  const all = signings.flatMap(({ signing, documents }) => documents.map((row) => ({ ...row, signing })));
  const days = [...new Set(all.flatMap(({ from, to }) => (from && to ? [from, next(to)] : [])))].toSorted();
  const on = (day: string) =>
    all
      .filter(({ from, to }) => from && to && from <= day && day <= to)
      .map(({ signing, document }) => ({ signing, document }));
  return {
    group: tuesday,
    asOf: '2026-11-24T15:00:00Z',
    today: '2026-11-24',
    may: ['withdraw', 'void'],
    signings,
    now: {
      inForce: all.filter(({ state }) => state === 'in-force').map(({ signing, document }) => ({ signing, document })),
      missing: [],
    },
    timeline: [
      { from: '0001-01-01', inForce: [], missing: [] },
      ...days.map((from) => ({ from, inForce: on(from), missing: [] })),
    ],
    missing: [],
    ...over,
  };
}
const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const unread = [{ fact: 'agreements', why: 'partial' as const }];
const withdrawn = {
  state: 'withdrawn',
  to: '2026-11-03',
  ended: {
    when: '2026-11-03T14:10:00-05:00',
    why: 'withdrawn',
    by: 'member',
    recorder: 'P. Lindqvist-Test',
    recorded: '2026-11-04T09:00:00-05:00',
  },
} as const satisfies Partial<SignedDocument>;
const replaced = {
  state: 'replaced',
  from: '2025-08-25',
  to: '2026-08-25',
  ended: { when: '2026-08-25T14:31:00-04:00', why: 'replaced' },
} as const satisfies Partial<SignedDocument>;

export const states: Record<string, SignedHistory> = {
  'in force': history(),
  'rules withdrawn': history([form({ documents: [rules(withdrawn), consent()] })]),
  'nothing in force': history([form({ documents: [rules(withdrawn), consent(withdrawn)] })]),
  'never signed': history([]),
  'can’t tell': history([form()], {
    missing: unread,
    now: { inForce: [], missing: unread },
    timeline: [{ from: '0001-01-01', inForce: [], missing: unread }],
  }),
  'names and copies unread': history([form({ recorder: { at: '2026-08-25T14:31:00-04:00' }, copy: 'unknown' })], {
    missing: [
      { fact: 'changes', why: 'failed' },
      { fact: 'copies', why: 'not-authorized' },
    ],
  }),
  'for a teen, through an interpreter, with an exception': history([
    form({
      signer: { name: 'Kim Brooks-Test', as: 'representative', basis: 'parent' },
      assent: true,
      mode: 'spoken',
      interpreter: { id: 'INT-204', way: 'video' },
      witness: { name: 'A. Okafor-Test' },
      recorder: { name: 'P. Lindqvist-Test', at: '2026-09-02T09:00:00-04:00' },
      documents: [
        rules({
          programme: true,
          exception: { on: '2026-08-26T10:00:00-04:00', clauses: ['contact outside group', 'bringing it up'] },
        }),
        consent({ state: 'waiting', from: undefined, to: undefined } as never),
      ],
    }),
  ]),
  'a long life': history([
    form(),
    form({
      signing: ids.void,
      signed: '2026-08-24T10:00:00-04:00',
      documents: (['rules', 'participation'] as const).map((document) => ({
        document,
        version: '2026.1',
        state: 'entered-in-error' as const,
      })),
      signer: undefined,
      copy: 'removed',
      voided: { at: '2026-08-24T11:00:00-04:00', by: 'P. Lindqvist-Test', reason: 'wrong-member' },
    } as never),
    form({ signing: ids.older, signed: '2025-08-25T10:00:00-04:00', documents: [rules(replaced), consent(replaced)] }),
  ]),
  'papers, one without a date': history([
    form({
      mode: 'paper',
      signedUnknown: true,
      signed: '2026-09-09T11:00:00-04:00',
      recorder: { name: 'P. Lindqvist-Test', at: '2026-09-09T11:00:00-04:00' },
      documents: [rules({ from: '2026-09-09' })],
    }),
    form({
      signing: ids.older,
      mode: 'paper',
      signed: '2026-08-25T00:00:00-04:00',
      recorder: { name: 'P. Lindqvist-Test', at: '2026-08-26T09:00:00-04:00' },
      documents: [consent(), rules({ state: 'not-this-group', from: undefined, to: undefined } as never)],
    }),
  ]),
  'other staff': history(
    [
      form({
        copy: 'hidden',
        documents: [rules(), consent()].map(({ answers: _answers, ...rest }) => rest),
      }),
    ],
    { may: [], onFile: { participation: { day: '2025-03-02' } } },
  ),
};
