import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import { onFile } from '../../fhir-mappings/on-file.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import * as records from './records.ts';

const { labels } = records;
const r4 = await mappingsFor('4.0');
const r5 = await mappingsFor('5.0');
const folder = new URL('foreign/', import.meta.url);
const files = readdirSync(folder).map((file) => file.replace('.json', ''));
const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

const readers = (m: Mappings): Record<string, (value: unknown) => object> => ({
  agreement: (v) => m.agreementFromFhir(v, m.agreementToFhir(records.rules, { labels }).response),
  'agreement, without its response': (v) => m.agreementFromFhir(v, undefined),
  attendance: (v) => m.attendanceFromFhir(v),
  membership: (v) => m.membershipFromFhir(v),
  note: (v) => m.noteFromFhir(v),
  preparation: (v) => m.preparationFromFhir(v),
  draft: (v) => m.draftFromFhir(v),
  seat: (v) => m.seatFromFhir(v),
  signedCopy: (v) => m.signedCopyFromFhir(v, 'QuestionnaireResponse/1'),
  change: (v) => m.changeFromFhir(v, 'Patient/p1'),
  signing: (v) => m.signingFromFhir(v, { patient: 'Patient/p1', name: 'Sam' }),
  snapshot: (v) => m.snapshotFromFhir(v),
});

/** Each with the reader it is meant for and the reason. Encounters have none of their own: see below. */
const reasons: [file: string, m: Mappings, reader: string, why: string][] = [
  ['consent-signed-by-staff', r4, 'agreement', 'other-signer'],
  ['consent-signed-by-staff-role', r4, 'agreement', 'other-signer'],
  ['consent-empty-scope', r4, 'agreement', 'other-scope'],
  ['consent-with-modifier', r4, 'agreement', 'other-scope'],
  ['consent-without-version', r4, 'agreement', 'no-version'],
  ['consent-without-policy', r4, 'agreement', 'no-version'],
  ['consent-own-identifier', r4, 'agreement', 'no-identifier-of-ours'],
  ['consent-optin', r4, 'agreement', 'other-code'],
  ['consent-entered-in-error', r4, 'agreement', 'entered-in-error'],
  ['consent-r5-without-decision', r5, 'agreement', 'other-status'],
  ['consent-r5-of-ehr', r5, 'agreement', 'other-code'],
  ['consent-r5-minimal', r5, 'agreement', 'other-status'],
  ['questionnaireresponse-with-signature', r4, 'preparation', 'no-identifier-of-ours'],
  ['questionnaireresponse-entered-in-error', r4, 'preparation', 'entered-in-error'],
  ['questionnaireresponse-with-signature', r4, 'draft', 'no-identifier-of-ours'],
  ['questionnaireresponse-entered-in-error', r5, 'draft', 'entered-in-error'],
  ['appointment-several-patients', r4, 'seat', 'not-one-patient'],
  ['appointment-several-patients', r5, 'seat', 'not-one-patient'],
  ['appointment-several-patients-with-our-identifier', r4, 'seat', 'not-one-patient'],
  ['appointment-several-patients-with-our-identifier', r5, 'seat', 'not-one-patient'],
  ['appointment-of-ehr', r4, 'seat', 'no-identifier-of-ours'],
  ['appointment-entered-in-error', r4, 'seat', 'entered-in-error'],
  ['observation-other-code', r4, 'attendance', 'other-code'],
  ['observation-attendance-own-identifier', r4, 'attendance', 'no-identifier-of-ours'],
  ['observation-attendance-entered-in-error', r4, 'attendance', 'entered-in-error'],
  ['observation-note-entered-in-error', r4, 'note', 'entered-in-error'],
  ['observation-snapshot-entered-in-error', r4, 'snapshot', 'entered-in-error'],
  ['episodeofcare-of-ehr', r4, 'membership', 'other-code'],
  ['episodeofcare-entered-in-error', r4, 'membership', 'entered-in-error'],
  ['documentreference-scan', r4, 'signedCopy', 'no-identifier-of-ours'],
  ['documentreference-entered-in-error', r4, 'signedCopy', 'entered-in-error'],
  ['provenance-of-ehr', r4, 'signing', 'no-identifier-of-ours'],
  ['provenance-of-ehr', r4, 'change', 'no-identifier-of-ours'],
  ['provenance-of-ehr', r5, 'change', 'no-identifier-of-ours'],
];
test.each(reasons)('%s is foreign, with the reason', (file, m, reader, why) => {
  expect(readers(m)[reader]?.(fixture(file))).toMatchObject({ why });
});

test('every file has its reason', () => {
  const visits = files.filter((file) => file.startsWith('encounter-'));
  expect([...new Set(reasons.map(([file]) => file)), ...visits].toSorted()).toEqual(files.toSorted());
});

test.each(files)('%s is foreign to every reader of R4 and R5, and none throws', (file) => {
  for (const read of [...Object.values(readers(r4)), ...Object.values(readers(r5))]) {
    const result = read(fixture(file));
    expect(isForeign(result) && Object.keys(result)).toEqual(['foreign', 'why']);
  }
});

test.each(files.filter((file) => file.startsWith('encounter-')))(
  '%s tells nothing about a member who was there',
  (file) => {
    const record = records.attendances['observation-attendance-late'];
    for (const m of [r4, r5]) {
      const { observation } = m.attendanceToFhir(record, { labels });
      expect(m.attendanceFromFhir(observation, fixture(file))).toEqual(m.attendanceFromFhir(observation));
    }
  },
);

test.each([
  ['consent-optin', { onFile: true, date: '2025-03-02', status: 'active' }],
  ['consent-r5-of-ehr', { onFile: true, date: '2025-03-02', status: 'active' }],
  ['consent-r5-minimal', { onFile: true, status: 'unknown' }],
  ['consent-signed-by-staff', { onFile: true, date: '2026-11-20', status: 'active' }],
  ['consent-entered-in-error', undefined],
  ['appointment-of-ehr', undefined],
])('%s, as what is on file', (file, shown) => {
  expect(onFile(fixture(file))).toEqual(shown);
});

test.each([
  undefined,
  null,
  7,
  'x',
  [],
  {},
  { resourceType: 'Consent' },
  { resourceType: 'Consent', status: 'Sam Rivera' },
])('nothing is on file in %o', (value) => expect(onFile(value)).toBeUndefined());

test('a year alone is no day', () => {
  expect(onFile({ resourceType: 'Consent', status: 'active', dateTime: '2025' })).toEqual({
    onFile: true,
    status: 'active',
  });
});
