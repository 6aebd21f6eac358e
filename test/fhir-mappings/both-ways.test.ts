import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import * as any from './arbitrary.ts';
import { notes } from './arbitrary-note.ts';
import { agreement, draft, signing } from './arbitrary-signing.ts';
import * as records from './records.ts';

const { labels } = records;
const r4 = await mappingsFor('4.0');
const r5 = await mappingsFor('5.0');
const versions: [string, Mappings][] = [
  ['R4', r4],
  ['R5', r5],
];
/** As a server would send it: what JSON loses is lost. */
const sent = <T>(resource: T): T => JSON.parse(JSON.stringify(resource)) as T;
const each = <T>(arbitrary: fc.Arbitrary<T>, holds: (record: T) => void) =>
  fc.assert(
    fc.property(arbitrary, (record) => {
      holds(record);
    }),
    { numRuns: 150 },
  );

test('R4B is written and read as R4', async () => {
  expect(await mappingsFor('4.3')).toBe(r4);
  expect(r5).not.toBe(r4);
});

describe.each(versions)('%s reads back every record it wrote', (_version, m) => {
  test('membership', () =>
    each(any.membership, (r) => expect(m.membershipFromFhir(sent(m.membershipToFhir(r, { labels })))).toEqual(r)));
  test('seat', () => each(any.seat, (r) => expect(m.seatFromFhir(sent(m.seatToFhir(r)))).toEqual(r)));
  test('attendance', () =>
    each(any.attendance, (r) => {
      const { observation, encounter } = m.attendanceToFhir(r, { labels });
      expect(m.attendanceFromFhir(sent(observation), encounter && sent(encounter))).toEqual(r);
    }));
  test('agreement', () =>
    each(agreement, (r) => {
      const { consent, response } = m.agreementToFhir(r, {
        labels,
        authority: 'https://clinic.example',
        signedCopy: 'DocumentReference/1',
      });
      expect(m.agreementFromFhir(sent(consent), sent(response))).toEqual(r);
    }));
  test('preparation', () =>
    each(any.preparation, (r) => expect(m.preparationFromFhir(sent(m.preparationToFhir(r, { labels })))).toEqual(r)));
  test('draft', () => each(draft, (r) => expect(m.draftFromFhir(sent(m.draftToFhir(r, { labels })))).toEqual(r)));
  test('signing', () =>
    each(signing, (r) => {
      const { name, basis } = r.signer;
      const way = r.interpreter?.way;
      const signer = { patient: r.patient, name, ...(basis && { basis }), ...(way && { way }) };
      expect(m.signingFromFhir(sent(m.signingToFhir(r, { labels })), signer)).toEqual(r);
    }));
  test('change', () =>
    each(any.change, (r) => expect(m.changeFromFhir(sent(m.changeToFhir(r, { labels })), r.patient)).toEqual(r)));
  test('signed copy', () =>
    each(any.signedCopy, (r) =>
      expect(m.signedCopyFromFhir(sent(m.signedCopyToFhir(r, { labels })), r.response)).toEqual(r),
    ));
  test('snapshot', () =>
    each(any.snapshot, (r) => expect(m.snapshotFromFhir(sent(m.snapshotToFhir(r, { labels })))).toEqual(r)));
  test.each(Object.entries(notes))('note, %s', (_kind, arbitrary) =>
    each(arbitrary, (r) => expect(m.noteFromFhir(sent(m.noteToFhir(r, { labels })))).toEqual(r)),
  );
});

/** Every mapping as a function of one value: each takes anything and may only throw a PortalError. */
const readers = (m: Mappings): Record<string, (value: unknown) => unknown> => ({
  membershipFromFhir: (v) => m.membershipFromFhir(v),
  seatFromFhir: (v) => m.seatFromFhir(v),
  attendanceFromFhir: (v) => m.attendanceFromFhir(v),
  'attendanceFromFhir, as the visit': (v) =>
    m.attendanceFromFhir(
      m.attendanceToFhir(records.attendances['observation-attendance-late'], { labels }).observation,
      v,
    ),
  agreementFromFhir: (v) => m.agreementFromFhir(v, v),
  'agreementFromFhir, as the response': (v) =>
    m.agreementFromFhir(m.agreementToFhir(records.rules, { labels }).consent, v),
  'agreementFromFhir, as the Consent': (v) =>
    m.agreementFromFhir(v, m.agreementToFhir(records.rules, { labels }).response),
  preparationFromFhir: (v) => m.preparationFromFhir(v),
  draftFromFhir: (v) => m.draftFromFhir(v),
  closeSigning: (v) => m.closeSigning(v as object, { witness: 'Practitioner/i1', copyGiven: 'printed' }),
  noteFromFhir: (v) => m.noteFromFhir(v),
  snapshotFromFhir: (v) => m.snapshotFromFhir(v),
  signingFromFhir: (v) => m.signingFromFhir(v, { patient: 'Patient/p1', name: 'Sam' }),
  changeFromFhir: (v) => m.changeFromFhir(v, 'Patient/p1'),
  signedCopyFromFhir: (v) => m.signedCopyFromFhir(v, 'QuestionnaireResponse/1'),
  responseOf: (v) => m.responseOf(v),
  exceptConsent: (v) =>
    m.exceptConsent(
      v as object,
      { clauses: ['report'], decidedOn: '2026-11-24T12:00:00Z', decidedBy: 'Practitioner/l1' },
      { start: '2026-11-24', end: '2027-11-23' },
    ),
  rejectConsent: (v) => m.rejectConsent(v as object),
  reopenConsent: (v) => m.reopenConsent(v as object, { start: '2026-11-24', end: '2027-11-23' }),
  endConsent: (v) => m.endConsent(v as object, { when: '2026-11-24T12:00:00Z', why: 'withdrawn', on: '2026-11-24' }),
});
const writers = (m: Mappings): Record<string, (value: never) => unknown> => ({
  membershipToFhir: (v) => m.membershipToFhir(v, { labels }),
  seatToFhir: (v) => m.seatToFhir(v),
  attendanceToFhir: (v) => m.attendanceToFhir(v, { labels }),
  agreementToFhir: (v) => m.agreementToFhir(v, { labels }),
  preparationToFhir: (v) => m.preparationToFhir(v, { labels }),
  draftToFhir: (v) => m.draftToFhir(v, { labels }),
  'closeSigning, of what': (v) => m.closeSigning(m.signingToFhir(records.signing, { labels }), v),
  noteToFhir: (v) => m.noteToFhir(v, { labels }),
  snapshotToFhir: (v) => m.snapshotToFhir(v, { labels }),
  signingToFhir: (v) => m.signingToFhir(v, { labels }),
  changeToFhir: (v) => m.changeToFhir(v, { labels }),
  signedCopyToFhir: (v) => m.signedCopyToFhir(v, { labels }),
  groupToFhir: (v) => m.groupToFhir(v),
});
function onlyPortalErrors(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!isPortalError(error)) throw error;
  }
}

/** A few that are the same in every run. */
const changes = fc.sample(any.change, { seed: 1, numRuns: 5 });
/** Real resources and records, one element of which is taken away or becomes something else. */
const real = versions.flatMap(([, m]): object[] => [
  m.membershipToFhir(records.onHold, { labels }),
  m.seatToFhir(records.seat),
  ...Object.values(records.attendances).flatMap((r) => Object.values(m.attendanceToFhir(r, { labels })) as object[]),
  ...records.agreements.flatMap(([, , r]) => Object.values(m.agreementToFhir(r, { labels })) as object[]),
  m.preparationToFhir(records.preparation, { labels }),
  ...Object.values(records.notes).map((r) => m.noteToFhir(r, { labels })),
  ...records.otherNotes.map((r) => m.noteToFhir(r, { labels })),
  m.snapshotToFhir(records.snapshot, { labels }),
  m.draftToFhir(records.draft, { labels }),
  m.signingToFhir(records.guardianSigning, { labels }),
  ...changes.map((r) => m.changeToFhir(r, { labels })),
  m.signedCopyToFhir(records.signedCopy, { labels }),
]);
const ours: object[] = [
  records.membership,
  records.seat,
  ...Object.values(records.attendances),
  ...records.agreements.map(([, , r]) => r),
  records.preparation,
  ...Object.values(records.notes),
  records.snapshot,
  records.draft,
  { witness: 'Practitioner/i1', copyGiven: 'printed' },
  records.guardianSigning,
  ...changes,
  records.signedCopy,
];
const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, [], {}, '', 0, 'Patient/p2'));
const mutated = (from: readonly object[]) =>
  fc.tuple(fc.constantFrom(...from), fc.nat(), anything).map(([resource, n, value]) => {
    const copy = structuredClone(resource);
    const places: [Record<string, unknown>, string][] = [];
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key]);
        collect((node as Record<string, unknown>)[key]);
      }
    };
    collect(copy);
    const [parent, key] = places[n % places.length] ?? [{}, ''];
    if (value === undefined) delete parent[key];
    else parent[key] = value;
    return copy;
  });

describe.each(versions)('%s: nothing but a PortalError leaves a mapping', (_version, m) => {
  test.each(Object.entries(readers(m)))('%s', (_name, read) => {
    const property = fc.property(fc.oneof(anything, mutated(real)), (value) => onlyPortalErrors(() => read(value)));
    expect(fc.check(property, { numRuns: 600 })).toMatchObject({ failed: false });
  });
  test.each(Object.entries(writers(m)))('%s', (_name, write) => {
    const property = fc.property(fc.oneof(anything, mutated(ours)), (value) =>
      onlyPortalErrors(() => write(value as never)),
    );
    expect(fc.check(property, { numRuns: 300 })).toMatchObject({ failed: false });
  });
});
