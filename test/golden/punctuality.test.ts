/** Cases of domain.md 6 about being on time: what a file's arrival says, what the sheet takes, what the card says. */
import '../support/quiet-lit.ts';
import { expect, test } from 'vitest';
import { groupsOf, parseSyncConfig } from '../../src/sync/config.ts';
import { rowReader } from '../../src/sync/row.ts';
import { pictureOf } from '../../widgets/readiness/picture.ts';
import { pictureWords } from '../../widgets/strings/picture.ts';
import { chicago, group, held } from '../src/readiness/facts.ts';
import { columns, configInput, groups } from '../support/sync-clinic.ts';
import { seen } from './fhir-facts.ts';

/** Outcome and minutes of an arrival in a file, for a session at 18:00 that began then or at another time. */
function arriving(arrival: string, began = ''): unknown[] {
  const withArrival = { columns: { ...columns, arrival: 'Arrival', began: 'Began' }, timeFormat: 'HH:mm:ss' };
  const config = parseSyncConfig(configInput('http://localhost/fhir', withArrival));
  const read = rowReader(config, groupsOf(config, groups), Date.parse('2026-12-31T12:00:00Z'));
  const cells = { patient: 'TEST-0001', group: 'Tue 6pm', date: '11/24/2026', time: '18:00:00' };
  const told = read({ line: 2, cells: { ...cells, status: 'Show', evidence: 'Signed', arrival, began } });
  return 'fact' in told ? [told.fact.outcome, told.fact.minutesLate] : [told];
}

test('edge: arrival exactly 5 min is on time, 5 min 1 s is late', () => {
  expect(arriving('18:05:00')).toEqual(['present', undefined]);
  expect(arriving('18:05:01')).toEqual(['present-late', 6]);
});

test('edge: in a file too an arrival is late after the later of scheduled and actual start', () => {
  expect(arriving('18:08:00', '18:10:00')).toEqual(['present', undefined]);
  expect(arriving('18:15:00', '18:10:00')).toEqual(['present', undefined]);
  expect(arriving('18:15:01', '18:10:00')).toEqual(['present-late', 6]);
  expect(arriving('18:06:00', '17:50:00')).toEqual(['present-late', 6]);
  expect(arriving('18:06:00', '')).toEqual(['present-late', 6]);
});

test('G20 punctuality is said as not recorded', async () => {
  const part2 = group({ substanceUse: true, name: 'Tuesday evening group' });
  const readiness = await seen({ group: part2, ...held('U U Q U Q U') }, chicago('2026-10-14'));
  const summary = { key: 'tuesday', name: part2.name, timeZone: part2.timeZone, leaders: [] };
  const view = pictureOf({ group: summary, readiness, details: {} }, 'en', pictureWords);
  expect(view).toMatchObject({ heading: 'Attended 4 of 6', percent: '67%' });
  const facts = view?.kind === 'counts' ? view.facts.map(({ term, said }) => `${term}: ${said}`) : [];
  expect(facts.slice(0, 2)).toEqual(['On time: arrivals not recorded', 'Told us ahead: 2 more, notice unknown']);
});
