import { expect, test } from 'vitest';
import { isPortalError } from '../../../fhir-mappings/errors.ts';
import { documentKinds, parseDocument, parseDocumentFor, type DocumentKind } from '../../../src/content/document.ts';
import { english } from './all.ts';

/** A document as a clinic's JSON file gives it, with some of its places changed; `undefined` takes the place away. */
function file(kind: DocumentKind, changes: Record<string, unknown> = {}): unknown {
  const document: unknown = JSON.parse(JSON.stringify(english[kind]));
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const place = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document) as Record<
      string,
      unknown
    >;
    if (value !== undefined) place[last] = value;
    else if (Array.isArray(place)) place.splice(Number(last), 1);
    else delete place[last];
  }
  return document;
}

function faultsIn(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    // the message holds no value: it could be about a person
    if (isPortalError(error) && error.code === 'invalid' && error.message === 'Some fields are not valid.')
      return error.fields;
    throw error;
  }
  return [];
}

const information = { id: 'fees', short: 'Fees', kind: 'information', text: 'We ask you to pay for each session.' };
const choice = { ...information, kind: 'choice' };

test.each(documentKinds)('the shipped %s pass as a file', (kind) => {
  expect(parseDocumentFor(kind, file(kind))).toEqual(english[kind]);
});

test.each([
  ['no object', 'a text', ['']],
  ['nothing', undefined, ['']],
  ['a version with a bar', file('rules', { version: '2026|1' }), ['version']],
  ['a version with a space', file('rules', { version: '2026 1' }), ['version']],
  ['no address', file('rules', { url: 'group-rules' }), ['url']],
  ['no language tag', file('rules', { language: 'English' }), ['language']],
  ['a day that is none', file('rules', { effective: '2026-02-30' }), ['effective']],
  ['a field nobody knows', file('rules', { reviewer: 'x' }), ['reviewer']],
  ['a clause without text', file('rules', { 'rules.1.clauses.0.text': undefined }), ['rules[1].clauses[0].text']],
  ['an empty text', file('rules', { 'rules.1.clauses.0.text': '' }), ['rules[1].clauses[0].text']],
  ['a clause of another kind', file('rules', { 'rules.1.clauses.0.kind': 'free-text' }), ['rules[1].clauses[0].kind']],
  ['an id that is no linkId of ours', file('rules', { 'clauses.1.id': 'My Pace' }), ['clauses[1].id']],
  ['a rule without clauses', file('rules', { 'rules.2.clauses': [] }), ['rules[2].clauses']],
  ['half a review', file('rules', { review: { name: 'A. Novak-Test' } }), ['review']],
  ['a title that is not NFC', file('rules', { title: 'Reglas de sesio\u0301n' }), ['title']],
  [
    'a clause that is not NFC',
    file('rules', { 'rules.0.clauses.1.text': 'Sesio\u0301n' }),
    ['rules[0].clauses[1].text'],
  ],
  ['a statement that is not NFC', file('rules', { 'statements.help': 'Sesio\u0301n' }), ['statements.help']],
  ['two clauses of one id in one rule', file('rules', { 'rules.1.clauses.2.id': 'come' }), ['rules[1].clauses[2].id']],
  ['two clauses of one id in two rules', file('rules', { 'rules.3.clauses.0.id': 'come' }), ['rules[3].clauses[0].id']],
  ['a clause of no rule with an id from a rule', file('rules', { 'clauses.0.id': 'avoid' }), ['clauses[0].id']],
  ['a clause with the id of a rule', file('rules', { 'clauses.0.id': 'attendance' }), ['clauses[0].id']],
  ['a rule twice', file('rules', { 'rules.4.id': 'attendance' }), ['rules[4].id']],
  [
    'an id three times',
    file('rules', { 'rules.1.clauses.2.id': 'come', 'clauses.1.id': 'come' }),
    ['rules[1].clauses[2].id', 'clauses[1].id'],
  ],
])('a document with a fault is refused with its path: %s', (_name, value, fields) => {
  expect(faultsIn(() => parseDocument(value))).toEqual(fields);
  for (const kind of documentKinds) expect(faultsIn(() => parseDocumentFor(kind, value))).toEqual(fields);
});

test.each([
  ['rules', 'the rule on attendance is missing', { 'rules.1': undefined }, ['rules.attendance']],
  [
    'rules',
    'two rules are missing',
    { 'rules.1': undefined, 'rules.3': undefined },
    ['rules.attendance', 'rules.outside-contact'],
  ],
  [
    'rules',
    'there are no rules',
    { rules: [] },
    ['confidentiality', 'attendance', 'commitment', 'alcohol-drugs', 'outside-contact'].map((r) => `rules.${r}`),
  ],
  ['rules', 'a rule has another name', { 'rules.3.id': 'sobriety' }, ['rules.alcohol-drugs']],
  ['rules', 'nothing in a rule can be answered', { 'rules.3.clauses.0.kind': 'information' }, ['rules[3].clauses']],
  ['participation', 'nothing can be answered', { 'clauses.6.kind': 'information' }, ['clauses']],
  ['participation', 'two clauses are answered', { 'clauses.3.kind': 'choice' }, ['clauses[6].kind']],
  [
    'participation',
    'a clause in a rule is answered too',
    { rules: [{ id: 'more', title: 'More', clauses: [choice] }] },
    ['clauses[6].kind'],
  ],
  ['preparation', 'there are no sections', { rules: [] }, ['rules']],
  ['preparation', 'something is to be answered', { 'rules.3.clauses.1.kind': 'choice' }, ['rules[3].clauses[1].kind']],
  ['preparation', 'a section has the name of another item', { 'rules.2.id': 'contact' }, ['rules[2].id']],
] satisfies [DocumentKind, string, Record<string, unknown>, string[]][])(
  'as %s it is refused when %s',
  (kind, _name, changes, fields) => {
    expect(faultsIn(() => parseDocument(file(kind, changes)))).toEqual([]);
    expect(faultsIn(() => parseDocumentFor(kind, file(kind, changes)))).toEqual(fields);
  },
);

test('a clinic may add rules and clauses, and leave out sections', () => {
  const more = { id: 'money', title: 'Fees', clauses: [choice] };
  expect(faultsIn(() => parseDocumentFor('rules', file('rules', { 'rules.5': more })))).toEqual([]);
  expect(
    faultsIn(() => parseDocumentFor('participation', file('participation', { 'clauses.7': information }))),
  ).toEqual([]);
  expect(faultsIn(() => parseDocumentFor('preparation', file('preparation', { 'rules.2': undefined })))).toEqual([]);
});
