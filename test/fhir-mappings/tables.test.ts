/** fhir.md 1.6 (life of a Consent) and 2.2 (outcomes), row by row, in both versions. */
import { describe, expect, test } from 'vitest';
import { attendedOutcomes, recordedOutcomes, type RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import * as records from './records.ts';

const { labels } = records;
const r4 = await mappingsFor('4.0');
const r5 = await mappingsFor('5.0');

const { period, ...signed } = records.rules;
const ended = (why: 'withdrawn' | 'replaced' | 'guardian-ended') => ({
  status: 'inactive' as const,
  period: { start: '2026-11-20', end: '2027-01-12' },
  ended: { when: '2027-01-12T09:10:00-05:00', why },
});
const exception = { clauses: ['avoid'], decidedOn: '2026-11-24T10:05:00-05:00', decidedBy: 'Practitioner/l1' };
type Life = Pick<Agreement, 'status' | 'period' | 'exception' | 'ended'>;
const inForce = period === undefined ? {} : { period };

const lives: [event: string, life: Life, r4Status: string, r5Status: string, decision: string | undefined][] = [
  ['every answerable clause yes', { status: 'active', ...inForce }, 'active', 'active', 'permit'],
  ['some clauses no or talk', { status: 'proposed' }, 'proposed', 'draft', undefined],
  ['the leader accepted them', { status: 'active', ...inForce, exception }, 'active', 'active', 'permit'],
  ['refused as a whole', { status: 'rejected' }, 'rejected', 'active', 'deny'],
  ['withdrawn', ended('withdrawn'), 'inactive', 'inactive', 'permit'],
  ['a new version was signed', ended('replaced'), 'inactive', 'inactive', 'permit'],
  ['the guardian’s time ended', ended('guardian-ended'), 'inactive', 'inactive', 'permit'],
  [
    'withdrawn while it waited',
    { status: 'inactive', ended: ended('withdrawn').ended },
    'inactive',
    'inactive',
    undefined,
  ],
  ['expired: computed, never stored', { status: 'active', ...inForce }, 'active', 'active', 'permit'],
  ['recorded in error', { status: 'entered-in-error', ...inForce }, 'entered-in-error', 'entered-in-error', 'permit'],
];
describe('life of an agreement', () => {
  test.each(lives)('%s', (_event, life, r4Status, r5Status, decision) => {
    const record = JSON.parse(JSON.stringify({ ...signed, ...life })) as Agreement;
    const old = r4.agreementToFhir(record, { labels });
    expect(old.consent.status).toBe(r4Status);
    expect(old.consent).not.toHaveProperty('policyRule');
    expect(old.consent.provision).toEqual(record.period && { period: record.period });
    const now = r5.agreementToFhir(record, { labels });
    expect(now.consent).toMatchObject({ status: r5Status });
    expect([now.consent].map((c) => ('decision' in c ? c.decision : undefined))).toEqual([decision]);
    expect([now.consent].map((c) => ('period' in c ? c.period : undefined))).toEqual([record.period]);
    for (const [m, { consent, response }] of [
      [r4, old],
      [r5, now],
    ] as const) {
      expect(m.agreementFromFhir(consent, response)).toEqual(record);
    }
  });
  test('the leader’s decision makes of what waited what would have been written; what others added stays', () => {
    const as = (life: Life): Agreement => ({ ...signed, ...life });
    for (const m of [r4, r5]) {
      const { consent, response } = m.agreementToFhir(as({ status: 'proposed' }), { labels });
      const waiting = { ...consent, language: 'en' };
      const read = (decided: object) => {
        expect(decided).toMatchObject({ language: 'en' });
        return m.agreementFromFhir(decided, response);
      };
      expect(read(m.exceptConsent(waiting, exception, period))).toEqual(
        as({ status: 'active', ...inForce, exception }),
      );
      expect(read(m.rejectConsent(waiting))).toEqual(as({ status: 'rejected' }));
      // an end that is taken back leaves what was there before
      const end = { when: '2026-11-24T14:10:00-05:00', why: 'replaced', on: '2026-11-24' } as const;
      const closed = (life: Life) =>
        m.endConsent({ ...m.agreementToFhir(as(life), { labels }).consent, language: 'en' }, end);
      expect(read(m.reopenConsent(closed({ status: 'active', ...inForce }), period))).toEqual(
        as({ status: 'active', ...inForce }),
      );
      expect(read(m.reopenConsent(closed({ status: 'proposed' }), period))).toEqual(as({ status: 'proposed' }));
      // a clause that decides nothing, accepted in one that is in force: its period stays
      const standing = {
        ...m.agreementToFhir(as({ status: 'active', ...inForce }), { labels }).consent,
        language: 'en',
      };
      const excepted = m.exceptConsent(standing, exception, undefined);
      expect(read(excepted)).toEqual(as({ status: 'active', ...inForce, exception }));
      const other = { ...exception, clauses: ['report'] };
      expect(read(m.exceptConsent(excepted, other, undefined))).toEqual(
        as({ status: 'active', ...inForce, exception: other }),
      );
    }
  });
  test('a draft is a response alone: no record writes a Consent for it', () => {
    expect(() => r4.agreementToFhir({ ...signed, status: 'draft' as never }, { labels })).toThrow(
      expect.objectContaining({ code: 'invalid', fields: ['status'] }),
    );
  });
});

const late = records.attendances['observation-attendance-late'];
const { observed: _observed, minutesLate: _minutes, ...visit } = late;
const outcomes: Record<RecordedOutcome, boolean> = {
  present: true,
  'present-late': true,
  'present-arrival-unknown': true,
  'absent-with-notice': false,
  'absent-without-notice': false,
  'absent-notice-unknown': false,
  'turned-away': false,
  'session-cancelled': false,
  'excused-by-clinic': false,
};
describe('outcomes', () => {
  test('all nine are here, and those who took part are who has a visit', () => {
    expect(Object.keys(outcomes)).toEqual([...recordedOutcomes]);
    expect(attendedOutcomes).toEqual(recordedOutcomes.filter((o) => outcomes[o]));
  });
  test.each(Object.entries(outcomes))('%s: an Encounter: %s', (outcome, attended) => {
    const record: Attendance = { ...visit, outcome: outcome as RecordedOutcome };
    for (const [m, done] of [
      [r4, 'finished'],
      [r5, 'completed'],
    ] as const) {
      const { observation, encounter } = m.attendanceToFhir(record, { labels });
      expect(encounter?.status).toBe(attended ? done : undefined);
      // a visit that was not observed has no times: the schedule is no observation
      expect(encounter && ('period' in encounter || 'actualPeriod' in encounter)).toBe(attended ? false : undefined);
      expect(observation.encounter?.reference).toBe(attended ? 'Encounter/e1' : undefined);
      expect(observation.valueCodeableConcept?.coding?.map((c) => c.code)).toEqual([outcome]);
      expect(observation).toHaveProperty('effectiveDateTime', record.start);
      expect(observation.component?.[0]).toHaveProperty('valueDateTime', record.start);
    }
  });
  test('left early is a departure beside the outcome', () => {
    const { observation } = r5.attendanceToFhir(records.attendances['observation-attendance-left-early'], { labels });
    expect(observation.valueCodeableConcept?.coding?.[0]?.code).toBe('present');
    expect(observation.component?.map((c) => c.code.coding?.[0]?.code)).toEqual(['scheduled-start', 'departure']);
  });
  test('asked to leave is a note: the visit knows nothing of it', () => {
    expect(() => r4.attendanceToFhir({ ...late, departure: 'asked-to-leave' as never }, { labels })).toThrow(
      expect.objectContaining({ code: 'invalid', fields: ['departure'] }),
    );
  });
  test('a no-show seat has no reason, which R4 app-4 would refuse', () => {
    expect(r4.seatToFhir({ ...records.seat, status: 'noshow' })).not.toHaveProperty('cancelationReason');
  });
});

const long = 'x'.repeat(5_000_000);
const absurd: [what: string, write: () => unknown, fields: string[]][] = [
  ['year 0001', () => r4.membershipToFhir({ ...records.membership, start: '0001-01-01' }, { labels }), ['start']],
  ['year 0001 of a session', () => r4.seatToFhir({ ...records.seat, start: '0001-01-01T18:00:00Z' }), ['start']],
  ['31 February', () => r4.membershipToFhir({ ...records.membership, start: '2026-02-31' }, { labels }), ['start']],
  [
    'an instant on 31 February',
    () => r4.seatToFhir({ ...records.seat, start: '2026-02-31T18:00:00-05:00' }),
    ['start'],
  ],
  ['a seat that ends first', () => r5.seatToFhir({ ...records.seat, end: records.seat.start }), ['end']],
  [
    'a membership that ends first',
    () => r4.membershipToFhir({ ...records.membership, end: '2026-11-30' }, { labels }),
    ['end'],
  ],
  [
    'an absence that ends first',
    () =>
      r4.noteToFhir(
        { ...records.notes['observation-planned-absence'], away: { start: '2027-01-05', end: '2026-12-22' } },
        { labels },
      ),
    ['away.end'],
  ],
  [
    'a 5 MB remark on a note, which has none',
    () => r4.noteToFhir({ ...records.notes['observation-notice'], remark: long } as never, { labels }),
    ['remark'],
  ],
  [
    '5 MB for one clause',
    () => r5.agreementToFhir({ ...records.rules, parts: [{ id: 'a', text: long, answer: 'yes' }] }, { labels }),
    ['parts[0].text'],
  ],
  [
    'a clause twice',
    () =>
      r5.agreementToFhir(
        { ...records.rules, parts: [1, 2].map(() => ({ id: 'a', text: 'A', answer: 'yes' as const })) },
        { labels },
      ),
    ['parts'],
  ],
  [
    'a clause with the id of its rule',
    () =>
      r4.agreementToFhir(
        {
          ...records.rules,
          parts: [{ id: 'a', text: 'A', clauses: [{ id: 'a', text: 'A', answer: 'yes' }] }],
        },
        { labels },
      ),
    ['parts'],
  ],
  [
    'a section twice',
    () =>
      r4.preparationToFhir(
        { ...records.preparation, sections: [1, 2].map(() => ({ id: 'helps', marks: ['read'] })) },
        { labels },
      ),
    ['sections'],
  ],
  [
    'a section called like a question',
    () => r4.preparationToFhir({ ...records.preparation, sections: [{ id: 'contact', marks: ['read'] }] }, { labels }),
    ['sections[0].id'],
  ],
  ['times observed, but none', () => r4.attendanceToFhir({ ...late, observed: {} }, { labels }), ['observed']],
  [
    'a member who assents to what they sign themselves',
    () => r4.signingToFhir({ ...records.signing, assent: { mark: records.signing.mark } }, { labels }),
    ['assent'],
  ],
  ['a copy cut short', () => r5.signedCopyToFhir({ ...records.signedCopy, size: 56 }, { labels }), ['size']],
  ['a copy of 6 GB', () => r5.signedCopyToFhir({ ...records.signedCopy, size: 6e9 }, { labels }), ['size']],
];
test.each(absurd)('%s is invalid, and the field is named', (_what, write, fields) => {
  expect(write).toThrow(expect.objectContaining({ code: 'invalid', fields, message: 'Some fields are not valid.' }));
});

const membership = r4.membershipToFhir(records.membership, { labels });
const unreadable: [what: string, read: () => unknown, fields: string[]][] = [
  ['year 0001', () => r4.membershipFromFhir({ ...membership, period: { start: '0001-01-01' } }), ['start']],
  [
    'a period that ends first',
    () => r4.membershipFromFhir({ ...membership, period: { start: '2026-12-01', end: '2026-11-30' } }),
    ['end'],
  ],
  [
    'a 5 MB name',
    () =>
      r5.membershipFromFhir({
        ...membership,
        extension: [
          ...(membership.extension ?? []).slice(0, 1),
          { url: membership.extension?.[1]?.url, valueString: long },
        ],
      }),
    ['displayName'],
  ],
];
test.each(unreadable)('%s, from a server, is unreadable, and the field is named', (_what, read, fields) => {
  expect(read).toThrow(expect.objectContaining({ code: 'unreadable', fields, message: 'The record cannot be read.' }));
});

test.each([
  ['parent', 'GUARD'],
  ['court-order', 'GUARD'],
  ['health-care-proxy', 'HPOWATT'],
  ['other', undefined],
] as const)('who signs by %s is called %s, and nothing else', (basis, role) => {
  const record = { ...records.guardianSigning, signer: { ...records.guardianSigning.signer, basis } };
  const provenance = r4.signingToFhir(record, { labels });
  expect(provenance.agent[0]?.role?.[0]?.coding?.[0]?.code).toBe(role);
  expect(provenance.agent[0]?.onBehalfOf).toEqual({ reference: 'Patient/p1' });
  expect(r4.relatedPersonToFhir('Patient/p1', basis).relationship?.[0]?.coding?.[0]?.code).toBe(role);
});

test('a minor who signs alone signs as the member, on behalf of nobody', () => {
  const record = { ...records.signing, signer: { ...records.signing.signer, basis: 'minors-own-consent' as const } };
  expect(r4.signingToFhir(record, { labels })).toEqual(r4.signingToFhir(records.signing, { labels }));
});
