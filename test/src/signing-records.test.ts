import { expect, test } from 'vitest';
import type { Answer } from '../../fhir-mappings/codes.ts';
import { groups } from '../../demo/seed/clinic.ts';
import { groupParticipationEn } from '../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import { clausesOf } from '../../src/content/library.ts';
import type { MemberDocument } from '../../src/content/document.ts';
import { signingRecords, type SigningFacts } from '../../src/portal/signing-records.ts';

const [group] = groups;
if (group === undefined) throw new Error('no group');

const yes = (document: MemberDocument, video: boolean, other: Record<string, Answer> = {}) =>
  Object.fromEntries(
    clausesOf(document, { video }).map((c): [string, Answer] => [
      c.id,
      other[c.id] ?? (c.kind === 'choice' ? 'yes' : 'read'),
    ]),
  );
const facts = (video: boolean, other: Record<string, Answer> = {}): SigningFacts => ({
  signing: '7f6c2c0e-6f0b-4c56-9a44-2f4f5c1f9b10',
  group: { ...group, video },
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  signer: { reference: 'Patient/p1', name: 'Sam Rivera-Test', role: 'self' },
  mode: 'screen',
  mark: { by: 'typing' },
  documents: { rules: groupRulesEn, participation: groupParticipationEn },
  answers: { rules: yes(groupRulesEn, video, other), participation: yes(groupParticipationEn, video, other) },
  identityCheck: 'two-identifiers',
  signed: '2026-11-20T14:31:07-05:00',
  recorded: '2026-11-20T14:31:07-05:00',
  recorder: 'Practitioner/i1',
  urns: ['urn:uuid:1', 'urn:uuid:2', 'urn:uuid:3', 'urn:uuid:4', 'urn:uuid:5'],
});

const outcomes: [string, boolean, Record<string, Answer>, string, string][] = [
  ['all yes', false, {}, 'active', 'active'],
  ['a talk about one rule', false, { avoid: 'talk' }, 'proposed', 'active'],
  ['a no to one rule', false, { report: 'no' }, 'proposed', 'active'],
  ['a no to taking part', false, { 'take-part': 'no' }, 'active', 'rejected'],
  ['a talk about taking part', false, { 'take-part': 'talk' }, 'active', 'proposed'],
  ['a no to the video clause, which is no rule', true, { video: 'no' }, 'active', 'active'],
];
test.each(outcomes)('%s', async (_name, video, other, rules, participation) => {
  const records = await signingRecords(facts(video, other));
  expect([records.rules.status, records.participation.status]).toEqual([rules, participation]);
  expect(records.rules.period).toEqual(rules === 'active' ? { start: '2026-11-20', end: '2027-11-19' } : undefined);
});

const faults: [string, (f: SigningFacts) => void, string[]][] = [
  ['an answer is missing', (f) => delete f.answers.rules['come'], ['answers.rules.come']],
  ['information is answered with no', (f) => (f.answers.rules['limits'] = 'no'), ['answers.rules.limits']],
  ['a clause nobody showed is answered', (f) => (f.answers.rules['video'] = 'yes'), ['answers.rules.video']],
  ['the name is one letter', (f) => (f.signer.name = 'S'), ['name']],
  [
    'the text is an unreviewed draft',
    (f) => (f.documents.rules = { ...groupRulesEn, review: null }),
    ['documents.rules'],
  ],
];
test.each(faults)('nothing is made when %s', async (_name, spoil, fields) => {
  const spoiled = facts(false);
  spoil(spoiled);
  await expect(signingRecords(spoiled)).rejects.toMatchObject({ code: 'invalid', fields });
});
