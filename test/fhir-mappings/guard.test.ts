import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { attendanceToFhir } from '../../fhir-mappings/r4/write-attendance.ts';
import { attendances, labels } from './records.ts';

const { observation, encounter } = attendanceToFhir(attendances['observation-attendance-late'], { labels });
const altered = (more: object): FhirResource => ({ ...observation, ...more });

const leaks: [string, FhirResource, string][] = [
  ['another subject', altered({ subject: { reference: 'Patient/p2' } }), 'subject.reference'],
  [
    'another subject by absolute URL',
    altered({ focus: [{ reference: 'https://ehr.example/fhir/Patient/p2' }] }),
    'focus[0].reference',
  ],
  ['another subject by version', altered({ focus: [{ reference: 'Patient/p2/_history/1' }] }), 'focus[0].reference'],
  [
    'another subject by identifier only',
    altered({ focus: [{ identifier: { system: 'mrn', value: '7' } }] }),
    'focus[0]',
  ],
  ['somebody contained', altered({ contained: [{ resourceType: 'Patient', id: 'p2' }] }), 'contained[0]'],
  ['a person in a uri', altered({ extension: [{ url: 'x', valueUri: 'Patient/p2' }] }), 'extension[0].valueUri'],
  [
    'a RelatedPerson that was not read',
    altered({ performer: [{ reference: 'RelatedPerson/mother' }] }),
    'performer[0].reference',
  ],
  ['a Group', altered({ focus: [{ reference: 'Group/g1' }] }), 'focus[0].reference'],
  ['a note', altered({ note: [{ text: 'sat beside Kim' }] }), 'note[0].text'],
  ['a narrative', altered({ text: { status: 'generated', div: '<div>Kim</div>' } }), 'text.div'],
  [
    'a display on a reference',
    altered({ performer: [{ reference: 'Practitioner/l1', display: 'Kim' }] }),
    'performer[0].display',
  ],
  ['a string extension', altered({ extension: [{ url: 'x', valueString: 'Kim' }] }), 'extension[0].valueString'],
  ['no patient at all', altered({ subject: undefined }), 'patient'],
];
test.each(leaks)('refuses %s', (_name, resource, field) => {
  expect(() => guard(resource, { patient: 'Patient/p1' })).toThrow(
    expect.objectContaining({ code: 'would-reveal', fields: expect.arrayContaining([field]) as string[] }),
  );
});

test('lets the clean resources of one member pass', () => {
  expect(() => guard(observation, { patient: 'Patient/p1' })).not.toThrow();
  expect(() => guard(encounter as FhirResource, { patient: 'Patient/p1' })).not.toThrow();
});

test('the same resource is refused for another patient', () => {
  expect(() => guard(observation, { patient: 'Patient/p2' })).toThrow(
    expect.objectContaining({ code: 'would-reveal' }),
  );
});

test('a definitional write names nobody', () => {
  expect(() => guard(observation, { patient: null })).toThrow(expect.objectContaining({ code: 'would-reveal' }));
});

test.each([
  [{ substanceUse: false, redisclosureAllowed: false }, ['R', 'PSY']],
  [{ substanceUse: true, redisclosureAllowed: false }, ['R', 'PSY', 'SUD', '42CFRPart2', 'NORDSCLCD']],
  [{ substanceUse: true, redisclosureAllowed: true }, ['R', 'PSY', 'SUD', '42CFRPart2']],
])('labels of %o', (setting, codes) => {
  expect(labelsFor(setting).map((l) => l.code)).toEqual(codes);
});
