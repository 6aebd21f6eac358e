import { expect, it } from 'vitest';
import { addDays, addMonths, dayStart, iso, localDate, ms, offsetAt, weekOf } from '../../../src/readiness/time.ts';

it.each([
  ['an offset', '2026-10-06T18:00:00-05:00', Date.UTC(2026, 9, 6, 23)],
  ['Z', '2026-10-06T23:00:00Z', Date.UTC(2026, 9, 6, 23)],
  ['no seconds', '2026-10-06T18:00-05:00', Date.UTC(2026, 9, 6, 23)],
  ['half a second', '2026-10-06T17:59:59.5-05:00', Date.UTC(2026, 9, 6, 22, 59, 59, 500)],
])('an instant with %s is read', (_, text, expected) => expect(ms(text)).toBe(expected));

it.each(['2026-10-06T18:00:00', '2026-10-06', '', 'soon', '2026-10-06T25:00:00Z'])('%j is no instant', (text) =>
  expect(ms(text)).toBeNaN(),
);

it.each([
  ['New York in winter', '2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z'],
  ['New York, the day clocks go forward at two', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['New York, the day after', '2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['New York, the day clocks go back', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['New York, the day after', '2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['Chicago, the day clocks go forward', '2026-03-08', 'America/Chicago', '2026-03-08T06:00:00.000Z'],
  ['Chicago, the day clocks go back', '2026-11-01', 'America/Chicago', '2026-11-01T05:00:00.000Z'],
  ['Chicago, the day after', '2026-11-02', 'America/Chicago', '2026-11-02T06:00:00.000Z'],
  ['Kolkata, half an hour off', '2026-10-20', 'Asia/Kolkata', '2026-10-19T18:30:00.000Z'],
  ['Apia, thirteen hours ahead', '2026-10-20', 'Pacific/Apia', '2026-10-19T11:00:00.000Z'],
  [
    'Apia, the day that was left out: it starts where the next one does',
    '2011-12-30',
    'Pacific/Apia',
    '2011-12-30T10:00:00.000Z',
  ],
  ['Apia, the day after', '2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['Beirut, no midnight: clocks jump from twelve to one', '2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ['Havana, midnight twice: the earlier one', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['UTC', '2026-10-20', 'UTC', '2026-10-20T00:00:00.000Z'],
])('a local day starts at its midnight: %s', (_, date, zone, expected) =>
  expect(iso(dayStart(date, zone))).toBe(expected),
);

it.each([
  ['2026-11-04T00:00:00Z', 'America/Chicago', '2026-11-03'],
  ['2026-11-04T00:00:00Z', 'Asia/Kolkata', '2026-11-04'],
  ['2026-03-08T05:59:59.999Z', 'America/Chicago', '2026-03-07'],
  ['2026-03-08T06:00:00Z', 'America/Chicago', '2026-03-08'],
  // 1:30 is shown twice that night; both are 1 Nov
  ['2026-11-01T06:30:00Z', 'America/Chicago', '2026-11-01'],
  ['2026-11-01T07:30:00Z', 'America/Chicago', '2026-11-01'],
  ['2026-10-19T11:00:00Z', 'Pacific/Apia', '2026-10-20'],
])('%s in %s is %s', (instant, zone, date) => expect(localDate(ms(instant), zone)).toBe(date));

it('every local day of two years starts on itself and ends where the next one starts', () => {
  for (const zone of ['America/New_York', 'America/Chicago', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe']) {
    for (let date = '2026-01-01'; date < '2028-01-01'; date = addDays(date, 1)) {
      const start = dayStart(date, zone);
      expect([localDate(start, zone), localDate(start - 1, zone)]).toEqual([date, addDays(date, -1)]);
    }
  }
});

it.each([
  ['2028-02-29', 12, '2029-02-28'],
  ['2028-02-29', 48, '2032-02-29'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-11-20', 12, '2027-11-20'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-12-31', 2, '2027-02-28'],
])('%s and %i months is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));

it('days are added across months and years', () => {
  expect([addDays('2026-10-06', 14), addDays('2026-12-31', 1), addDays('2026-03-01', -1)]).toEqual([
    '2026-10-20',
    '2027-01-01',
    '2026-02-28',
  ]);
});

it.each([
  ['E11: two weeks later an hour before the session', '2026-09-22T17:00:00-05:00', 3],
  ['the first day', '2026-09-08T23:59:00-05:00', 1],
  ['the last minute of the first week', '2026-09-14T23:59:00-05:00', 1],
  ['across the end of daylight saving', '2026-11-03T00:30:00-06:00', 9],
])('weeks count from the first day: %s', (_, asOf, week) =>
  expect(weekOf('2026-09-08', asOf, 'America/Chicago')).toBe(week),
);

it('a zone this machine does not know gives no offset', () => expect(offsetAt(0, 'Moon/Base')).toBeNaN());
