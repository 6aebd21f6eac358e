import { readdirSync, readFileSync } from 'node:fs';
import type { Appointment, Consent, FhirResource } from 'fhir/r5.js';
import { describe, expect, test } from 'vitest';
import { guard } from '../../fhir-mappings/guard.ts';
import * as r5 from '../../fhir-mappings/r5/index.ts';
import * as records from './records.ts';

const { labels } = records;
const context = {
  labels,
  authority: 'https://clinic.example',
  signedCopy: 'DocumentReference/signed-copy',
  scheduledEnd: '2026-12-01T19:30:00-05:00',
};
/** An example as published, without the id that a server gives. */
function example(name: string): object {
  const file = readFileSync(new URL(`examples/r5/${name}.json`, import.meta.url), 'utf8');
  const { id: _id, ...rest } = JSON.parse(file) as FhirResource;
  return rest;
}
const words = (parts: readonly { text: string; clauses?: readonly { text: string }[] }[]): string[] =>
  parts.flatMap((p) => [p.text, ...(p.clauses ?? []).map((c) => c.text)]);
const texts = ['Sam', 'Sam Rivera-Test', 'Lee Rivera-Test', ...records.agreements.flatMap(([, , a]) => words(a.parts))];
const setting = { patient: 'Patient/p1', relatedPersons: ['RelatedPerson/rp1'], texts };

const written: Record<string, () => object> = {
  'appointment-s1': () => r5.seatToFhir(records.seat),
  'episodeofcare-m1': () => r5.membershipToFhir(records.membership, context),
  'episodeofcare-m1-on-hold': () => r5.membershipToFhir(records.onHold, context),
  'encounter-e1': () =>
    r5.attendanceToFhir(records.attendances['observation-attendance-late'], context).encounter ?? {},
  'observation-attendance-void': () => r5.attendanceToFhir(records.voided, context).observation,
  'observation-preparation-status': () => r5.snapshotToFhir(records.snapshot, context),
  'provenance-signing': () => r5.signingToFhir(records.signing, context),
  'provenance-signing-interpreted': () => r5.signingToFhir(records.interpretedSigning, context),
  'provenance-signing-paper': () => r5.signingToFhir(records.undatedSigning, context),
  'provenance-signing-guardian-with-assent': () => r5.signingToFhir(records.guardianSigning, context),
  'provenance-change-withdrawal': () => r5.changeToFhir(records.withdrawal, context),
  'documentreference-signed-copy': () => r5.signedCopyToFhir(records.signedCopy, context),
  'documentreference-signed-copy-scan': () => r5.signedCopyToFhir(records.scan, context),
  'documentreference-signed-copy-removed': () => r5.signedCopyToFhir(records.removedCopy, context),
  'relatedperson-rp1': () => r5.relatedPersonToFhir('Patient/p1', 'parent', records.guardianSigning.signing),
  'questionnaireresponse-draft': () => r5.draftToFhir(records.draft, context),
  'questionnaireresponse-preparation': () => r5.preparationToFhir(records.preparation, context),
};
for (const [name, record] of Object.entries(records.attendances))
  written[name] = () => r5.attendanceToFhir(record, context).observation;
for (const [name, record] of Object.entries(records.notes)) written[name] = () => r5.noteToFhir(record, context);
for (const [consent, response, record] of records.agreements) {
  written[consent] = () => r5.agreementToFhir(record, context).consent;
  written[response] = () => r5.agreementToFhir(record, context).response;
}
const group = {
  key: 'tuesday',
  name: 'Tuesday group',
  organization: 'Organization/clinic',
  programme: { system: 'https://fhir-group-therapy.example/fhir/program', code: 'adult-groups' },
};

describe('writes exactly the published R5 example', () => {
  test.each(Object.entries(written))('%s', (name, write) => {
    expect(write()).toEqual(example(name));
    expect(() => guard(write() as never, setting)).not.toThrow();
  });
  test('healthcareservice-g1', () => expect(r5.groupToFhir(group)).toEqual(example('healthcareservice-g1')));
  test('no example is left without its writer', () => {
    const files = readdirSync(new URL('examples/r5/', import.meta.url)).map((file) => file.replace('.json', ''));
    expect(Object.keys(written).concat('healthcareservice-g1').toSorted()).toEqual(files.toSorted());
  });
});

describe('what R5 changed', () => {
  const { consent, response } = r5.agreementToFhir(records.rules, context);

  test('Consent.date is a day; the instant comes back from the response', () => {
    expect(consent.date).toBe('2026-11-20');
    expect(r5.agreementFromFhir(consent, response)).toHaveProperty('signed', '2026-11-20T14:31:07-05:00');
  });
  test('the day is the clinic’s, not UTC’s', () => {
    const late = { ...records.rules, signed: '2026-11-20T22:31:07-05:00' };
    expect(r5.agreementToFhir(late, context).consent.date).toBe('2026-11-20');
  });
  test('a period in provision, where R4 has it, is not in force', () => {
    const { period, ...rest } = consent;
    const old = { ...rest, provision: [{ period }] };
    expect(r5.agreementFromFhir(old, response)).not.toHaveProperty('period');
  });
  test.each([undefined, 'maybe'])('active with the decision %s is never an agreement', (decision) => {
    const { decision: _decision, ...rest } = consent;
    const unclear = decision === undefined ? rest : { ...rest, decision };
    expect(r5.agreementFromFhir(unclear, response)).toEqual({ foreign: 'Consent', why: 'other-status' });
  });
  test('active that denies is a refusal', () => {
    expect(r5.agreementFromFhir({ ...consent, decision: 'deny' }, response)).toHaveProperty('status', 'rejected');
  });
  test.each<Consent['status']>(['not-done', 'unknown'])('%s is never an agreement', (status) => {
    expect(r5.agreementFromFhir({ ...consent, status }, response)).toHaveProperty('foreign');
  });
  test('draft that already permits is not ours', () => {
    expect(r5.agreementFromFhir({ ...consent, status: 'draft' }, response)).toHaveProperty('foreign');
  });
  test('the response is found among the sources, wherever it stands', () => {
    const turned = { ...consent, sourceReference: consent.sourceReference?.toReversed() };
    expect(r5.agreementFromFhir(turned, response)).toEqual(records.rules);
  });
  test('an identifier that the server added does not hide ours', () => {
    const more = { ...response, identifier: [{ system: 'urn:other', value: '1' }, ...(response.identifier ?? [])] };
    expect(r5.agreementFromFhir(consent, more)).toEqual(records.rules);
  });
  test('Attachment.size is a string; one that is no number is unreadable', () => {
    const document = r5.signedCopyToFhir(records.signedCopy, context);
    expect(document.content[0]?.attachment.size).toBe('55');
    const broken = { ...document, content: [{ attachment: { ...document.content[0]?.attachment, size: 'many' } }] };
    expect(() => r5.signedCopyFromFhir(broken, records.signedCopy.response)).toThrow(
      expect.objectContaining({ code: 'unreadable', fields: ['size'] }),
    );
  });
  test('a seat whose subject is not its participant is nobody’s', () => {
    const seat: Appointment = { ...r5.seatToFhir(records.seat), subject: { reference: 'Patient/p2' } };
    expect(r5.seatFromFhir(seat)).toEqual({ foreign: 'Appointment', why: 'not-one-patient' });
  });
  test('video is a class of its own', () => {
    const visit = r5.attendanceToFhir({ ...records.attendances['observation-attendance-late'], video: true }, context);
    expect(visit.encounter?.class?.[0]?.coding?.[0]?.code).toBe('VR');
  });
});
