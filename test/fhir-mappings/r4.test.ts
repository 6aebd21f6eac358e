import { readdirSync, readFileSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { guard } from '../../fhir-mappings/guard.ts';
import { agreementFromFhir } from '../../fhir-mappings/r4/agreement.ts';
import { attendanceFromFhir } from '../../fhir-mappings/r4/attendance.ts';
import { attendanceToFhir } from '../../fhir-mappings/r4/write-attendance.ts';
import { changeToFhir } from '../../fhir-mappings/r4/change.ts';
import { draftFromFhir, draftToFhir } from '../../fhir-mappings/r4/draft.ts';
import { groupToFhir } from '../../fhir-mappings/r4/group.ts';
import { membershipFromFhir } from '../../fhir-mappings/r4/membership.ts';
import { membershipToFhir } from '../../fhir-mappings/r4/write-membership.ts';
import { noteFromFhir, noteToFhir } from '../../fhir-mappings/r4/note.ts';
import { preparationFromFhir } from '../../fhir-mappings/r4/preparation.ts';
import { preparationToFhir } from '../../fhir-mappings/r4/write-preparation.ts';
import { relatedPersonToFhir } from '../../fhir-mappings/r4/related-person.ts';
import { seatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { seatToFhir } from '../../fhir-mappings/r4/write-seat.ts';
import { signedCopyFromFhir, signedCopyToFhir } from '../../fhir-mappings/r4/signed-copy.ts';
import { signingFromFhir, signingToFhir } from '../../fhir-mappings/r4/signing.ts';
import { agreementToFhir } from '../../fhir-mappings/r4/write-agreement.ts';
import { snapshotFromFhir, snapshotToFhir } from '../../fhir-mappings/r4/snapshot.ts';
import { note } from '../../fhir-mappings/records/note.ts';
import * as records from './records.ts';

/** An example as published, without the id that a server gives. */
function example(name: string): FhirResource {
  const resource = JSON.parse(
    readFileSync(new URL(`examples/r4/${name}.json`, import.meta.url), 'utf8'),
  ) as FhirResource;
  const { id: _id, ...rest } = resource;
  return rest;
}
const { labels } = records;
const authority = 'https://clinic.example';
const texts = ['Sam', 'Sam Rivera-Test', 'Lee Rivera-Test', ...records.agreements.flatMap(([, , a]) => words(a.parts))];
function words(parts: readonly { text: string; clauses?: readonly { text: string }[] }[]): string[] {
  return parts.flatMap((p) => [p.text, ...(p.clauses ?? []).map((c) => c.text)]);
}
const setting = { patient: 'Patient/p1', relatedPersons: ['RelatedPerson/rp1'], texts };

describe('writes exactly the published example', () => {
  const written: [string, () => FhirResource][] = [
    ['appointment-s1', () => seatToFhir(records.seat)],
    ['episodeofcare-m1', () => membershipToFhir(records.membership, { labels })],
    ['episodeofcare-m1-on-hold', () => membershipToFhir(records.onHold, { labels })],
    ...Object.entries(records.attendances).map(([name, record]): [string, () => FhirResource] => [
      name,
      () => attendanceToFhir(record, { labels }).observation,
    ]),
    ['observation-attendance-void', () => attendanceToFhir(records.voided, { labels }).observation],
    ...records.agreements.flatMap(([consent, response, record]): [string, () => FhirResource][] => [
      [consent, () => agreementToFhir(record, { labels, authority }).consent],
      [response, () => agreementToFhir(record, { labels }).response],
    ]),
    ['provenance-signing', () => signingToFhir(records.signing, { labels })],
    ['provenance-signing-interpreted', () => signingToFhir(records.interpretedSigning, { labels })],
    ['provenance-signing-paper', () => signingToFhir(records.undatedSigning, { labels })],
    ['provenance-signing-guardian-with-assent', () => signingToFhir(records.guardianSigning, { labels })],
    ['provenance-change-withdrawal', () => changeToFhir(records.withdrawal, { labels })],
    ['documentreference-signed-copy', () => signedCopyToFhir(records.signedCopy, { labels })],
    ['documentreference-signed-copy-scan', () => signedCopyToFhir(records.scan, { labels })],
    ['documentreference-signed-copy-removed', () => signedCopyToFhir(records.removedCopy, { labels })],
    ['observation-preparation-status', () => snapshotToFhir(records.snapshot, { labels })],
    ['relatedperson-rp1', () => relatedPersonToFhir('Patient/p1', 'parent', records.guardianSigning.signing)],
    ['questionnaireresponse-draft', () => draftToFhir(records.draft, { labels })],
    ['questionnaireresponse-preparation', () => preparationToFhir(records.preparation, { labels })],
    ...Object.entries(records.notes).map(([name, record]): [string, () => FhirResource] => [
      name,
      () => noteToFhir(record, { labels }),
    ]),
  ];
  test.each(written)('%s', (name, write) => {
    expect(write()).toEqual(example(name));
    expect(() => guard(write(), setting)).not.toThrow();
  });

  test('encounter-e1, for a late member', () => {
    expect(attendanceToFhir(records.attendances['observation-attendance-late'], { labels }).encounter).toEqual(
      example('encounter-e1'),
    );
  });

  test('healthcareservice-g1', () => {
    const group = {
      key: 'tuesday',
      name: 'Tuesday group',
      organization: 'Organization/clinic',
      programme: { system: 'https://fhir-group-therapy.example/fhir/program', code: 'adult-groups' },
    };
    expect(groupToFhir(group)).toEqual(example('healthcareservice-g1'));
    expect(() => guard(groupToFhir(group), { patient: null, texts: ['Tuesday group'] })).not.toThrow();
  });
});

test('no published example is left without its writer', () => {
  const files = readdirSync(new URL('examples/r4/', import.meta.url)).map((file) => file.replace('.json', ''));
  const text = (file: string | URL) => readFileSync(new URL(file, import.meta.url), 'utf8');
  const source = text(import.meta.url) + text('records.ts') + text('records-signed.ts');
  expect(files.filter((file) => !source.includes(`'${file}'`))).toEqual([]);
});

test('every kind of note has an example', () => {
  const kinds = note.def.options.flatMap((one) => one.shape.kind.def.values);
  expect(new Set(Object.values(records.notes).map(({ kind }) => kind))).toEqual(new Set(kinds));
});

test('observation-attendance-void: read as entered in error, its identity given up, no Encounter', () => {
  expect(attendanceFromFhir(example('observation-attendance-void'))).toMatchObject({
    status: 'entered-in-error',
    identity: { attendance: { system: 'https://fhir-group-therapy.example/fhir/sid/void' } },
  });
});

describe('reads back what it wrote', () => {
  test('a seat', () => expect(seatFromFhir(seatToFhir(records.seat))).toEqual(records.seat));
  test.each([records.membership, records.onHold])('a membership, $status', (record) =>
    expect(membershipFromFhir(membershipToFhir(record, { labels }))).toEqual(record),
  );
  test.each(Object.values(records.attendances))('attendance, $outcome', (record) => {
    const { observation, encounter } = attendanceToFhir(record, { labels });
    expect(attendanceFromFhir(observation, encounter)).toEqual(record);
  });
  test.each(records.agreements)('%s', (_consent, _response, record) => {
    const { consent, response } = agreementToFhir(record, { labels });
    expect(agreementFromFhir(consent, response)).toEqual(record);
  });
  test('an agreement of a whole programme', () => {
    const record = {
      ...records.rules,
      covers: {
        programme: { system: 'https://clinic.example/program', value: 'adult-groups' },
        membership: 'EpisodeOfCare/m1',
      },
    };
    const { consent, response } = agreementToFhir(record, { labels });
    expect(agreementFromFhir(consent, response)).toEqual(record);
  });
  test('a signing', () => {
    const signer = { patient: 'Patient/p1', name: 'Sam Rivera-Test' };
    expect(signingFromFhir(signingToFhir(records.signing, { labels }), signer)).toEqual(records.signing);
  });
  test('a signing by a guardian, with the teen’s assent and an interpreter', () => {
    const record = { ...records.guardianSigning, interpreter: { id: '4711', way: 'video' as const } };
    const provenance = signingToFhir(record, { labels });
    expect(signingFromFhir(provenance, { patient: 'Patient/p1', name: 'Lee Rivera-Test', way: 'video' })).toEqual(
      record,
    );
    expect(() => guard(provenance, setting)).not.toThrow();
  });
  test('a scan, in no language', () =>
    expect(signedCopyFromFhir(signedCopyToFhir(records.scan, { labels }))).toEqual(records.scan));
  test('a signed copy, and one whose content was removed', () => {
    expect(signedCopyFromFhir(signedCopyToFhir(records.signedCopy, { labels }))).toEqual(records.signedCopy);
    expect(signedCopyFromFhir(signedCopyToFhir(records.removedCopy, { labels }))).toEqual(records.removedCopy);
  });
  test('a snapshot', () =>
    expect(snapshotFromFhir(snapshotToFhir(records.snapshot, { labels }))).toEqual(records.snapshot));
  test.each(records.otherNotes)('a note without example, $kind', (record) =>
    expect(noteFromFhir(noteToFhir(record, { labels }))).toEqual(record),
  );
  test('a draft', () => expect(draftFromFhir(draftToFhir(records.draft, { labels }))).toEqual(records.draft));
  test('preparation', () =>
    expect(preparationFromFhir(preparationToFhir(records.preparation, { labels }))).toEqual(records.preparation));
  test.each(Object.values(records.notes))('a note, $kind', (record) =>
    expect(noteFromFhir(noteToFhir(record, { labels }))).toEqual(record),
  );
});

describe('what is not ours, or broken', () => {
  const readers: [string, (value: unknown) => unknown][] = [
    ['seat', seatFromFhir],
    ['membership', membershipFromFhir],
    ['attendance', (value) => attendanceFromFhir(value)],
    ['agreement', (value) => agreementFromFhir(value, value)],
    ['preparation', preparationFromFhir],
    ['draft', draftFromFhir],
    ['note', noteFromFhir],
  ];
  test.each(readers)('%s: any other resource is foreign, with the reason', (_name, read) => {
    for (const value of [null, 7, 'x', [], {}, { resourceType: 'Patient', id: 'p2' }]) {
      expect(read(value)).toHaveProperty('foreign');
    }
  });
  test('a Consent whose modifier or scope we do not know is never counted', () => {
    const { consent, response } = agreementToFhir(records.rules, { labels });
    const modified = { ...consent, modifierExtension: [{ url: 'https://other.example/not', valueBoolean: true }] };
    expect(agreementFromFhir(modified, response)).toEqual({ foreign: 'Consent', why: 'other-scope' });
    expect(agreementFromFhir({ ...consent, scope: {} }, response)).toEqual({ foreign: 'Consent', why: 'other-scope' });
  });
  test('ours with an element broken is unreadable, with the field named and no value', () => {
    const { observation } = attendanceToFhir(records.attendances['observation-attendance-told-us'], { labels });
    const broken = { ...observation, subject: { reference: 'Patient/p 2' } };
    expect(() => attendanceFromFhir(broken)).toThrow(
      expect.objectContaining({ code: 'unreadable', fields: ['patient'], message: 'The record cannot be read.' }),
    );
  });
  test('ours with a list where a string belongs is unreadable, never a TypeError', () => {
    const { consent, response } = agreementToFhir(records.rules, { labels });
    expect(() => agreementFromFhir({ ...consent, category: 7 }, response)).toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    );
  });
  test('a clause with two answers is not an answer', () => {
    const { consent, response } = agreementToFhir(records.participation, { labels });
    const twice = response.item?.map((i) => ({ ...i, answer: [...(i.answer ?? []), ...(i.answer ?? [])] })) ?? [];
    expect(() => agreementFromFhir(consent, { ...response, item: twice })).toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    );
  });
  test('an agreement cannot be read with the response of another signing', () => {
    const { consent } = agreementToFhir(records.rules, { labels });
    const other = agreementToFhir({ ...records.rules, signing: '00000000-0000-4000-8000-00000000aaaa' }, { labels });
    expect(() => agreementFromFhir(consent, other.response)).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });
});

describe('refuses input that cannot be true', () => {
  const late = records.attendances['observation-attendance-late'];
  const cases: [string, () => unknown, string[]][] = [
    [
      'minutes late of somebody absent',
      () => attendanceToFhir({ ...records.attendances['observation-attendance-told-us'], minutesLate: 5 }, { labels }),
      ['minutesLate'],
    ],
    [
      'a start without offset',
      () => attendanceToFhir({ ...late, start: '2026-12-01T18:00:00' }, { labels }),
      ['start'],
    ],
    ['a start in year 1', () => attendanceToFhir({ ...late, start: '0001-12-01T18:00:00Z' }, { labels }), ['start']],
    [
      'leaving before arriving',
      () =>
        attendanceToFhir(
          { ...late, observed: { start: late.observed?.end ?? '', end: late.observed?.start ?? '' } },
          { labels },
        ),
      ['observed.end'],
    ],
    [
      'a membership that ends before it starts',
      () => membershipToFhir({ ...records.membership, end: '2026-11-30' }, { labels }),
      ['end'],
    ],
    ['a seat that ends when it starts', () => seatToFhir({ ...records.seat, end: records.seat.start }), ['end']],
    [
      'a RelatedPerson signing as the member',
      () =>
        agreementToFhir(
          { ...records.rules, signer: { ...records.rules.signer, reference: 'RelatedPerson/x' } },
          { labels },
        ),
      ['signer.role'],
    ],
    ['a field nobody knows', () => seatToFhir({ ...records.seat, comment: 'x' } as never), ['comment']],
  ];
  test.each(cases)('%s', (_name, write, fields) => {
    expect(write).toThrow(expect.objectContaining({ code: 'invalid', fields }));
  });
});
