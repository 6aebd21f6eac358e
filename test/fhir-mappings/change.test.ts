import { describe, expect, test } from 'vitest';
import { guard } from '../../fhir-mappings/guard.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import { changeFromFhir, changeToFhir } from '../../fhir-mappings/r4/change.ts';
import { changeReasons, parseChange, type Change } from '../../fhir-mappings/records/change.ts';
import * as records from './records.ts';

const { labels } = records;
const versions: [string, Mappings][] = [
  ['R4', await mappingsFor('4.0')],
  ['R5', await mappingsFor('5.0')],
];

const { withdrawal } = records;
const written = {
  resourceType: 'Provenance',
  meta: {
    security: [
      { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R', display: 'restricted' },
      {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
        code: 'PSY',
        display: 'psychiatry disorder information sensitivity',
      },
    ],
    tag: [
      { system: 'https://fhir-group-therapy.example/fhir/sid/change', code: '5b0f4c3e-2d9a-4a77-8f61-0c9b7a4d2e10' },
    ],
  },
  extension: [
    {
      url: 'https://fhir-group-therapy.example/fhir/StructureDefinition/change-reason',
      valueCode: 'withdrawn',
    },
  ],
  target: [{ reference: 'Consent/agreement' }],
  occurredDateTime: '2027-01-12T09:10:00-05:00',
  recorded: '2027-01-12T09:10:00-05:00',
  activity: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'UPDATE', display: 'revise' }],
  },
  agent: [
    {
      type: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
            code: 'author',
            display: 'Author',
          },
        ],
      },
      who: { reference: 'Patient/p1' },
    },
    {
      type: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
            code: 'enterer',
            display: 'Enterer',
          },
        ],
      },
      who: { reference: 'Practitioner/i1' },
      onBehalfOf: { reference: 'Organization/clinic' },
    },
  ],
};

describe.each(versions)('%s', (_version, m) => {
  test('writes exactly this Provenance', () => {
    expect(m.changeToFhir(withdrawal, { labels })).toEqual(written);
  });

  test('reads it back, for the patient in whose chart it was found', () => {
    expect(m.changeFromFhir(written, 'Patient/p1')).toEqual(withdrawal);
  });

  test('a change without a reason has no extension', () => {
    const { reason: _reason, ...record } = withdrawal;
    const resource = m.changeToFhir(record, { labels });
    expect(resource).not.toHaveProperty('extension');
    expect(m.changeFromFhir(resource, 'Patient/p1')).toEqual(record);
  });

  test('a record that is new is CREATE', () => {
    const record: Change = { ...withdrawal, activity: 'create' };
    const resource = m.changeToFhir(record, { labels });
    expect(resource.activity?.coding?.[0]).toMatchObject({ code: 'CREATE', display: 'create' });
    expect(m.changeFromFhir(resource, 'Patient/p1')).toEqual(record);
  });

  test.each(changeReasons)('the reason %s', (reason) => {
    const resource = m.changeToFhir({ ...withdrawal, reason }, { labels });
    expect(resource.extension).toEqual([{ ...written.extension[0], valueCode: reason }]);
    expect(m.changeFromFhir(resource, 'Patient/p1')).toMatchObject({ reason });
  });

  test('a signing is no change, and a change no signing', () => {
    const other = { foreign: 'Provenance', why: 'no-identifier-of-ours' };
    const signing = m.signingToFhir(records.signing, { labels });
    expect(m.changeFromFhir(signing, 'Patient/p1')).toEqual(other);
    expect(m.signingFromFhir(written, { patient: 'Patient/p1', name: 'Sam Rivera-Test' })).toEqual(other);
  });
});

const leaks: [what: string, change: Change, field: string][] = [
  ['another member who took it back', { ...withdrawal, author: 'Patient/p2' }, 'agent[0].who.reference'],
  ['a guardian nobody read', { ...withdrawal, author: 'RelatedPerson/rp2' }, 'agent[0].who.reference'],
  ['another member’s chart', { ...withdrawal, targets: ['Patient/p2'] }, 'target[0].reference'],
  ['a Group', { ...withdrawal, targets: ['Consent/agreement', 'Group/g1'] }, 'target[1].reference'],
];
test.each(leaks)('the guard refuses %s', (_what, record, field) => {
  expect(() => guard(changeToFhir(record, { labels }), { patient: 'Patient/p1' })).toThrow(
    expect.objectContaining({ code: 'would-reveal', fields: [field] }),
  );
});

test('the guard lets a change pass, of the member themselves and of the guardian who was read', () => {
  const guardian = { ...withdrawal, author: 'RelatedPerson/rp1' };
  const setting = { patient: 'Patient/p1', relatedPersons: ['RelatedPerson/rp1'] };
  for (const record of [withdrawal, guardian]) {
    expect(() => guard(changeToFhir(record, { labels }), setting)).not.toThrow();
  }
});

const invalid: [what: string, value: object, field: string][] = [
  ['nothing that was changed', { ...withdrawal, targets: [] }, 'targets'],
  ['21 things changed at once', { ...withdrawal, targets: Array<string>(21).fill('Consent/c1') }, 'targets'],
  ['a reason in words', { ...withdrawal, reason: 'Sam Rivera-Test said so' }, 'reason'],
  ['a remark', { ...withdrawal, remark: 'Sam Rivera-Test said so' }, 'remark'],
  ['a day without a time', { ...withdrawal, at: '2027-01-12' }, 'at'],
  ['an organization as its author', { ...withdrawal, author: 'Organization/clinic' }, 'author'],
];
test.each(invalid)('%s: invalid, and the field is named', (_what, value, field) => {
  const error = expect.objectContaining({ code: 'invalid', fields: [field], message: 'Some fields are not valid.' });
  expect(() => parseChange(value)).toThrow(error);
  expect(() => changeToFhir(value as Change, { labels })).toThrow(error);
});

const broken: [what: string, resource: object, fields: string[]][] = [
  ['a reason we never write', { ...written, extension: [{ ...written.extension[0], valueCode: 'fired' }] }, ['reason']],
  ['nobody who entered it', { ...written, agent: written.agent.slice(0, 1) }, ['recorder']],
  ['a period instead of a moment', { ...written, occurredDateTime: undefined }, ['at']],
  ['no target', { ...written, target: undefined }, []],
];
test.each(broken)('%s, from a server, is unreadable', (_what, resource, fields) => {
  expect(() => changeFromFhir(resource, 'Patient/p1')).toThrow(
    expect.objectContaining({ code: 'unreadable', fields, message: 'The record cannot be read.' }),
  );
});
