/** When a group meets: what a definition may say, the instants that follow, and which sessions there are beside seats. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ehrSeatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { openSessions } from '../../src/schedule/member.ts';
import { occurrencesIn } from '../../src/schedule/occurrences.ts';
import { sessionsFrom } from '../../src/schedule/sessions.ts';
import { attended, chicago, facts, group, known, membership, seat, zone } from './readiness/facts.ts';

const weekly = { rule: 'FREQ=WEEKLY;BYDAY=TU', firstStart: '2026-09-01T18:00', minutes: 90 };
type Schedule = Partial<typeof weekly & { except: string[] }>;

describe('what a definition may say', () => {
  it.each([
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=TU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU',
    'FREQ=DAILY;COUNT=10',
    'FREQ=MONTHLY;BYDAY=1TU,-1TU',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    'FREQ=MONTHLY;BYMONTHDAY=1,15,-1',
    'FREQ=YEARLY;BYMONTH=1,7;BYDAY=+2WE',
    'FREQ=WEEKLY;UNTIL=20261222',
    'FREQ=WEEKLY;UNTIL=20261222T235959Z',
  ])('%s', (rule) => {
    expect(group({ schedule: { ...weekly, rule } }).schedule?.rule).toBe(rule);
  });

  it.each<[string, string, Schedule]>([
    ['nothing', 'rule', { rule: '' }],
    ['words', 'rule', { rule: 'every Tuesday' }],
    ['ten thousand dates', 'rule', { rule: 'FREQ=MINUTELY' }],
    ['hours', 'rule', { rule: 'FREQ=HOURLY;INTERVAL=6' }],
    ['hours of a day', 'rule', { rule: 'FREQ=DAILY;BYHOUR=8,9,10,11,12' }],
    ['minutes of a day', 'rule', { rule: 'FREQ=DAILY;BYMINUTE=0,15,30,45' }],
    ['a whole property', 'rule', { rule: 'RRULE:FREQ=WEEKLY' }],
    ['two lines', 'rule', { rule: 'FREQ=WEEKLY\nRDATE:20261201T180000' }],
    ['no weekday', 'rule', { rule: 'FREQ=WEEKLY;BYDAY=XX' }],
    ['an empty list', 'rule', { rule: 'FREQ=WEEKLY;BYDAY=' }],
    ['no interval', 'rule', { rule: 'FREQ=WEEKLY;INTERVAL=0' }],
    ['a 32nd', 'rule', { rule: 'FREQ=MONTHLY;BYMONTHDAY=32' }],
    ['a 13th month', 'rule', { rule: 'FREQ=YEARLY;BYMONTH=13' }],
    ['a part twice', 'rule', { rule: 'FREQ=WEEKLY;BYDAY=TU;BYDAY=TH' }],
    ['two ends', 'rule', { rule: 'FREQ=WEEKLY;COUNT=3;UNTIL=20261222' }],
    ['a numbered weekday of a week', 'rule', { rule: 'FREQ=WEEKLY;BYDAY=1TU' }],
    ['days of the month by week', 'rule', { rule: 'FREQ=WEEKLY;BYMONTHDAY=1' }],
    ['weekdays of both kinds', 'rule', { rule: 'FREQ=MONTHLY;BYDAY=TU,1TH' }],
    ['numbered weekdays and days of the month', 'rule', { rule: 'FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=1' }],
    ['a position in nothing', 'rule', { rule: 'FREQ=WEEKLY;BYSETPOS=1' }],
    ['a part of no RFC', 'rule', { rule: 'FREQ=WEEKLY;BYMOON=FULL' }],
    ['no date', 'firstStart', { firstStart: '2026-02-30T18:00' }],
    ['no month', 'firstStart', { firstStart: '2026-13-01T18:00' }],
    ['no time', 'firstStart', { firstStart: '2026-09-01T24:00' }],
    ['an instant', 'firstStart', { firstStart: '2026-09-01T18:00:00Z' }],
    ['the year 1', 'firstStart', { firstStart: '0001-09-01T18:00' }],
    ['a session of no length', 'minutes', { minutes: 0 }],
    ['an exception that is no date', 'except[0]', { except: ['2026-09-31'] }],
  ])('refused, naming the field: %s', (_what, field, over) => {
    expect(() => group({ schedule: { ...weekly, ...over } })).toThrowError(
      expect.objectContaining({ code: 'invalid', fields: [`[0].schedule.${field}`] }),
    );
  });
});

/** Starts between two days, as instants. */
async function starts(schedule: Schedule, from: string, until: string, timeZone = 'America/New_York') {
  const definition = { timeZone, schedule: { ...weekly, except: [], ...schedule } };
  const span = { from: Date.parse(from), until: Date.parse(until) };
  return (await occurrencesIn(definition, span)).map(({ start }) => start);
}
const days = async (rule: string, from: string, until: string) =>
  (await starts({ rule }, from, until)).map((start) => start.slice(0, 10));

describe('occurrences', () => {
  it('a group without a schedule has none', async () => {
    expect(await occurrencesIn({ timeZone: zone, schedule: undefined }, { from: 0, until: Infinity })).toEqual([]);
  });

  it('every Tuesday at six, whatever the clock does, and each ends its minutes later', async () => {
    const schedule = { ...weekly, except: [] };
    const span = { from: Date.parse('2026-10-20T00:00Z'), until: Date.parse('2026-11-11T00:00Z') };
    expect(await occurrencesIn({ timeZone: 'America/New_York', schedule }, span)).toEqual([
      { start: '2026-10-20T18:00:00-04:00', end: '2026-10-20T19:30:00-04:00' },
      { start: '2026-10-27T18:00:00-04:00', end: '2026-10-27T19:30:00-04:00' },
      { start: '2026-11-03T18:00:00-05:00', end: '2026-11-03T19:30:00-05:00' },
      { start: '2026-11-10T18:00:00-05:00', end: '2026-11-10T19:30:00-05:00' },
    ]);
  });

  it('a session that runs while the clock changes lasts its minutes', async () => {
    const schedule = { rule: 'FREQ=YEARLY', firstStart: '2026-11-01T00:30', minutes: 120, except: [] };
    const span = { from: Date.parse('2026-10-31T00:00Z'), until: Date.parse('2026-11-03T00:00Z') };
    expect(await occurrencesIn({ timeZone: 'America/New_York', schedule }, span)).toEqual([
      { start: '2026-11-01T00:30:00-04:00', end: '2026-11-01T01:30:00-05:00' },
    ]);
  });

  it('the span is half-open by instant', async () => {
    const [from, until] = ['2026-12-01T18:00:00-05:00', '2026-12-08T18:00:00-05:00'];
    expect(await starts({}, from, until)).toEqual([from]);
    expect(await starts({}, '2026-12-01T18:00:01-05:00', '2026-12-08T18:00:01-05:00')).toEqual([until]);
    expect(await starts({}, from, from)).toEqual([]);
  });

  it('nothing is before the first start', async () => {
    expect(await starts({}, '2020-01-01', '2026-09-09')).toEqual([
      '2026-09-01T18:00:00-04:00',
      '2026-09-08T18:00:00-04:00',
    ]);
  });

  it.each([
    [
      'the clock jumps over it: it moves forward',
      '2026-03-07T02:30',
      2,
      ['2026-03-07T02:30:00-05:00', '2026-03-08T03:30:00-04:00'],
    ],
    [
      'and is itself again the day after',
      '2026-03-08T02:30',
      2,
      ['2026-03-08T03:30:00-04:00', '2026-03-09T02:30:00-04:00'],
    ],
    [
      'the clock shows it twice: the first',
      '2026-11-01T01:30',
      2,
      ['2026-11-01T01:30:00-04:00', '2026-11-02T01:30:00-05:00'],
    ],
  ])('%s', async (_what, firstStart, count, expected) => {
    expect(await starts({ rule: `FREQ=DAILY;COUNT=${count}`, firstStart }, '2026-01-01', '2027-01-01')).toEqual(
      expected,
    );
  });

  it('the day Apia left out falls on the next, and is no second session', async () => {
    const schedule = { rule: 'FREQ=DAILY;COUNT=4', firstStart: '2011-12-28T18:00' };
    expect(await starts(schedule, '2011-12-01', '2012-02-01', 'Pacific/Apia')).toEqual([
      '2011-12-28T18:00:00-10:00',
      '2011-12-29T18:00:00-10:00',
      '2011-12-31T18:00:00+14:00',
    ]);
  });

  it('exceptions are local days', async () => {
    // 18:00 in Honolulu is the next day in UTC
    const schedule = { rule: 'FREQ=WEEKLY', except: ['2026-09-08', '2026-09-16'] };
    expect(await starts(schedule, '2026-09-01', '2026-09-25', 'Pacific/Honolulu')).toEqual([
      '2026-09-01T18:00:00-10:00',
      '2026-09-15T18:00:00-10:00',
      '2026-09-22T18:00:00-10:00',
    ]);
  });

  it.each([
    ['a day, with its evening', 'UNTIL=20260908', 2],
    ['the instant of the last start', 'UNTIL=20260908T160000Z', 2],
    ['a second before it', 'UNTIL=20260908T155959Z', 1],
    ['the local time of the last start', 'UNTIL=20260908T180000', 2],
    ['a minute before it', 'UNTIL=20260908T175900', 1],
    ['a number', 'COUNT=5', 5],
  ])('the end of a rule in Berlin: %s', async (_what, end, count) => {
    const rule = `FREQ=WEEKLY;${end}`;
    expect(await starts({ rule }, '2026-01-01', '2028-01-01', 'Europe/Berlin')).toHaveLength(count);
  });

  it.each([
    ['FREQ=MONTHLY;BYDAY=-1TU', ['2026-09-29', '2026-10-27', '2026-11-24', '2026-12-29']],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', ['2026-09-29', '2026-10-27', '2026-11-30', '2026-12-29']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', ['2026-10-31', '2026-12-31']],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5',
      ['2026-09-01', '2026-09-03', '2026-09-15', '2026-09-17', '2026-09-29'],
    ],
    ['FREQ=DAILY;INTERVAL=30', ['2026-09-01', '2026-10-01', '2026-10-31', '2026-11-30', '2026-12-30']],
  ])('%s', async (rule, expected) => {
    expect(await days(rule, '2026-09-01', '2027-01-01')).toEqual(expected);
  });

  it('a 29 February is in leap years only, a 30 February never', async () => {
    expect(await days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2026-01-01', '2037-01-01')).toEqual([
      '2028-02-29',
      '2032-02-29',
      '2036-02-29',
    ]);
    expect(await days('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', '2037-01-01')).toEqual([]);
  });

  it('what only the library finds is refused when it is looked at', async () => {
    for (const end of ['20269999T000000Z', '20269999', '20261222T256199'])
      await expect(days(`FREQ=WEEKLY;UNTIL=${end}`, '2026-01-01', '2027-01-01')).rejects.toMatchObject({
        code: 'invalid',
        fields: ['schedule.rule'],
      });
  });

  /** The wall clock by Intl, which the product's own way is not. */
  const wall = (instant: string, timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));
  const zones = [
    'America/New_York',
    'America/Phoenix',
    'Europe/Berlin',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Pacific/Apia',
  ];
  test('any weekly group in any zone: one session every n weeks at the same time of the clock, none twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 400 }),
        // from four in the morning on no clock changes, so that the wall clock must be exactly the same
        fc.integer({ min: 4 * 60, max: 24 * 60 - 1 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 120 }),
        async (timeZone, day, minute, interval, count) => {
          const local = new Date(Date.UTC(2025, 0, 1 + day, 0, minute)).toISOString().slice(0, 16);
          const rule = `FREQ=WEEKLY;INTERVAL=${interval};COUNT=${count}`;
          const definition = { timeZone, schedule: { rule, firstStart: local, minutes: 60, except: [] } };
          const [from, until] = [Date.parse('2024-12-01'), Date.parse('2040-01-01')];
          const all = await occurrencesIn(definition, { from, until });
          expect(all.map(({ start }) => wall(start, timeZone))).toEqual(
            Array.from({ length: count }, (_, i) =>
              new Date(Date.parse(`${local}Z`) + i * interval * 7 * 86_400_000)
                .toISOString()
                .slice(0, 16)
                .replace('T', ' '),
            ),
          );
          expect(all.every(({ start, end }) => Date.parse(end) - Date.parse(start) === 3_600_000)).toBe(true);
          // cut anywhere, the two halves are the whole
          const cut = Date.parse(all[Math.floor(count / 2)]?.start ?? '');
          const halves = [
            ...(await occurrencesIn(definition, { from, until: cut })),
            ...(await occurrencesIn(definition, { from: cut, until })),
          ];
          expect(halves).toEqual(all);
        },
      ),
      { numRuns: 100 },
    );
    // hundreds of years of sessions: slow beside other work, never wrong
  }, 30_000);

  test('any hour of the night in any zone: the sessions are as many as the days, and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones.filter((name) => name !== 'Pacific/Apia')),
        fc.integer({ min: 0, max: 4 * 60 }),
        async (timeZone, minute) => {
          const firstStart = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().slice(0, 16);
          const rule = 'FREQ=DAILY;COUNT=365';
          const all = await starts({ rule, firstStart }, '2025-12-01', '2027-02-01', timeZone);
          const instants = all.map((start) => Date.parse(start));
          expect(new Set(instants).size).toBe(365);
          expect(instants).toEqual(instants.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('which sessions there are', () => {
  const occurrences = ['2026-10-06', '2026-10-13', '2026-10-20'].map((date) => ({
    start: chicago(date),
    end: chicago(date, '19:30'),
  }));
  const told = (...seats: { record: Seat }[]) =>
    sessionsFrom(seats, occurrences, zone).map(({ start, movedFrom, seats: own }) =>
      [start.slice(5, 16), own.length, ...(movedFrom === undefined ? [] : [movedFrom.slice(5, 16)])].join(' '),
    );

  it('without seats the schedule says', () => {
    expect(told()).toEqual(['10-06T18:00 0', '10-13T18:00 0', '10-20T18:00 0']);
  });

  it('on a day with a seat the seats say, another time and a cancelled one too', () => {
    const cancelled = { status: 'cancelled' } as const;
    expect(told(seat(chicago('2026-10-06', '17:00')), seat(chicago('2026-10-13'), cancelled))).toEqual([
      '10-06T17:00 1',
      '10-13T18:00 1',
      '10-20T18:00 0',
    ]);
  });

  it('the day is the group’s, not UTC’s', () => {
    // 14 October in UTC
    expect(told(seat('2026-10-14T01:00:00Z'))).toEqual(['10-06T18:00 0', '10-13T20:00 1', '10-20T18:00 0']);
  });

  it('a session that was moved has left its day, and hides none of the day it went to', () => {
    const movedFrom = chicago('2026-10-06');
    expect(told(seat(chicago('2026-10-08'), { movedFrom }))).toEqual([
      '10-08T18:00 1 10-06T18:00',
      '10-13T18:00 0',
      '10-20T18:00 0',
    ]);
    expect(told(seat(chicago('2026-10-13', '10:00'), { movedFrom }))).toEqual([
      '10-13T10:00 1 10-06T18:00',
      '10-13T18:00 0',
      '10-20T18:00 0',
    ]);
  });

  it('seats at one instant are one session, however it is written', () => {
    expect(told(seat(chicago('2026-10-06')), seat('2026-10-06T23:00:00Z'))[0]).toBe('10-06T18:00 2');
  });
});

describe('the schedule in one member’s record', () => {
  const asOf = Date.parse(chicago('2026-10-07'));
  const open = async (over: Partial<Parameters<typeof facts>[0]>, now = asOf) =>
    (await openSessions(facts({ group: group({ schedule: weekly }), ...over }), now)).map(({ start }) =>
      start.slice(5, 16),
    );

  it('from the first day of the membership until six weeks from now', async () => {
    const all = await open({});
    expect(all).toHaveLength(11);
    expect([all[0], all.at(-1)]).toEqual(['09-08T18:00', '11-17T18:00']);
  });

  it('until the end of the membership; without one there is none', async () => {
    const ended = membership({ start: '2026-09-22', end: '2026-10-06', status: 'ended' });
    expect(await open({ memberships: known(ended) })).toEqual(['09-22T18:00', '09-29T18:00', '10-06T18:00']);
    expect(await open({ memberships: known() })).toEqual([]);
  });

  it('not on days with a seat or a record of theirs in this group', async () => {
    const memberships = known(membership({ start: '2026-09-29' }));
    const seats = known(
      seat(chicago('2026-09-29', '17:00')),
      seat(chicago('2026-10-08'), { movedFrom: chicago('2026-10-06') }),
      // not theirs to say: another group's, and one that never was anybody's
      seat(chicago('2026-10-13'), { service: 'HealthcareService/other' }),
      seat(chicago('2026-10-20'), { status: 'proposed' }),
    );
    const attendance = known(
      attended(chicago('2026-10-27', '18:30'), 'present'),
      attended(chicago('2026-11-03'), 'present', { membership: 'EpisodeOfCare/other' }),
      attended(chicago('2026-11-10'), 'present', { status: 'entered-in-error' }),
    );
    expect(await open({ memberships, seats, attendance })).toEqual([
      '10-13T18:00',
      '10-20T18:00',
      '11-03T18:00',
      '11-10T18:00',
      '11-17T18:00',
    ]);
  });

  it('a record of a session that was moved onto another day leaves that day’s own session', async () => {
    const memberships = known(membership({ start: '2026-10-06', end: '2026-10-13' }));
    const [start, movedFrom] = [chicago('2026-10-13', '10:00'), chicago('2026-10-06')];
    const over = {
      memberships,
      seats: known(seat(start, { movedFrom })),
      attendance: known(attended(start, 'present')),
    };
    expect(await open(over)).toEqual(['10-13T18:00']);
  });
});

describe('an EHR’s own Appointment', () => {
  const services = new Set(['HealthcareService/g1']);
  const base = 'https://ehr.example/fhir';
  const actors = (...references: string[]) =>
    references.map((reference) => ({ actor: { reference }, status: 'accepted' }));
  const appointment = {
    resourceType: 'Appointment',
    id: 'e1',
    status: 'booked',
    start: '2026-10-06T18:00:00-05:00',
    end: '2026-10-06T19:30:00-05:00',
    participant: actors('Patient/p1', 'Practitioner/l1', 'HealthcareService/clinic', 'HealthcareService/g1'),
  };
  const seatOf = {
    patient: 'Patient/p1',
    leaders: ['Practitioner/l1'],
    service: 'HealthcareService/g1',
    start: appointment.start,
    end: appointment.end,
    status: 'booked',
    identity: { system: '', value: 'e1' },
  };
  const cancelled = (code: string) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code }],
  });

  it.each<[string, object, object]>([
    ['R4', {}, {}],
    ['R5, with its subject', { subject: { reference: 'Patient/p1' } }, {}],
    [
      'R5, the member as subject alone',
      { subject: { reference: 'Patient/p1' }, participant: actors('HealthcareService/g1') },
      { leaders: [] },
    ],
    [
      'absolute references',
      { participant: actors(`${base}/Patient/p1`, `${base}/HealthcareService/g1`) },
      { leaders: [] },
    ],
    [
      'cancelled, R4',
      { status: 'cancelled', cancelationReason: cancelled('pat-cpp') },
      { status: 'cancelled', cancelledBy: 'member' },
    ],
    [
      'cancelled, R5',
      { status: 'cancelled', cancellationReason: cancelled('prov') },
      { status: 'cancelled', cancelledBy: 'clinic' },
    ],
    ['a reason left behind', { cancellationReason: cancelled('prov') }, {}],
  ])('is a seat of one member: %s', (_what, over, expected) => {
    expect(ehrSeatFromFhir({ ...appointment, ...over }, services, base)).toEqual({ ...seatOf, ...expected });
  });

  it.each<[string, object, string]>([
    ['two members', { participant: actors('Patient/p1', 'Patient/p2', 'HealthcareService/g1') }, 'not-one-patient'],
    ['a subject beside the member', { subject: { reference: 'Patient/p2' } }, 'not-one-patient'],
    ['a list of members', { participant: actors('Group/x', 'Patient/p1', 'HealthcareService/g1') }, 'not-one-patient'],
    ['nobody', { participant: actors('HealthcareService/g1') }, 'not-one-patient'],
    ['no participants', { participant: undefined }, 'not-one-patient'],
    [
      'another server’s member',
      { participant: actors('https://else.example/Patient/p1', 'HealthcareService/g1') },
      'not-one-patient',
    ],
    [
      'a member and somebody on another server',
      { participant: actors('Patient/p1', 'https://else.example/Patient/p2', 'HealthcareService/g1') },
      'not-one-patient',
    ],
    ['another service', { participant: actors('Patient/p1', 'HealthcareService/clinic') }, 'no-identifier-of-ours'],
    ['no times', { start: undefined, end: undefined }, 'no-identifier-of-ours'],
    ['a time without offset', { start: '2026-10-06T18:00:00' }, 'no-identifier-of-ours'],
    ['another type', { resourceType: 'Encounter' }, 'other-type'],
  ])('is none: %s', (_what, over, why) => {
    expect(ehrSeatFromFhir({ ...appointment, ...over }, services, base)).toMatchObject({ why });
  });

  it('of a broken shape is unreadable, and nothing else leaves the reader', () => {
    expect(() => ehrSeatFromFhir({ ...appointment, participant: 'p1' }, services, base)).toThrowError(
      expect.objectContaining({ code: 'unreadable' }),
    );
  });
});
