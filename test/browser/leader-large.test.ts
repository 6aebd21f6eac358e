/** Sixty members with a hundred sessions each: list, sheet and grid are whole, and few requests are made. */
import type { Locator, Request } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { textOf } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import { inGroup, leaderClinic } from '../support/leader-clinic.ts';
import { leaderPage } from '../support/leader-page.ts';
import { patientsIn, searchAll, token } from '../support/outside.ts';

const count = 60;
/** Every tenth was away without word the last two times; the coming session is the hundred and first. */
const large = inGroup(
  'large',
  { first: '2024-10-15', count: 101 },
  Array.from({ length: count }, (_, i) => [
    `large-${i}`,
    `Member ${i}`,
    `${'P'.repeat(98)}${i % 10 === 0 ? 'AA' : 'PP'}-`,
  ]),
);
const coming = large.sessions.at(-1)?.start ?? '';
const after = new Date(Date.parse(coming) + 2 * 3_600_000).toISOString();
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ record: await leaderClinic([large]) });
}, 120_000);
afterAll(() => demo.stop());
// eighteen thousand resources, in one process with this test
const leader = leaderPage(() => demo, { all: [large], patience: 60_000 });
const { page } = leader;

/** How many requests the record gets while something is done, the next pages of an answer left out: "batch 3, transaction 60". */
async function asked(work: () => Promise<unknown>): Promise<Record<string, number>> {
  const all: string[] = [];
  const listen = (request: Request) => {
    const path = request.url().slice(demo.fhirBase.length);
    if (!request.url().startsWith(demo.fhirBase) || path.includes('_offset=')) return;
    const sent = /"type":"(batch|transaction)"/.exec(request.postData() ?? '')?.[1];
    all.push(sent ?? path.split('?')[0]?.slice(1) ?? '');
  };
  page().on('request', listen);
  await work();
  page().off('request', listen);
  return Object.fromEntries([...Map.groupBy(all, (one) => one)].map(([one, { length }]) => [one, length]));
}

const everybody = Array.from({ length: count }, (_, i) => `Patient/large-${i}`).toSorted();

test('the list: sixty, each once', async () => {
  const before = new Date(Date.parse(coming) - 600_000).toISOString();
  const requests = await asked(() => leader.roster(before, 'large'));
  expect(await textOf(page().locator('group-roster'))).toContain('60 on the list · 60 expected');
  const names = await page().locator('group-roster .who .name').allInnerTexts();
  expect(new Set(names)).toEqual(new Set(large.people.map(({ name }) => name)));
  expect(names).toHaveLength(count);
  // one batch for each twenty, one for the names
  expect(requests).toEqual({ metadata: 1, HealthcareService: 1, EpisodeOfCare: 1, Appointment: 1, batch: 4 });
});

test('the sheet: one press for all, one exception, sixty charts', async () => {
  const requests = await asked(async () => {
    await leader.sheet(after, 'large', coming);
    await leader.press('Everyone expected was here');
    await leader.mark('Member 59', 'Late');
    await leader.save(count);
  });
  await page().getByText('60 of 60 recorded').first().waitFor();
  const records = await searchAll(demo.fhirBase, 'Observation', {
    code: token('session-attendance'),
    date: `ge${coming.slice(0, 10)}`,
  });
  expect(records.map((o) => patientsIn(o).join()).toSorted()).toEqual(everybody);
  const late = records.filter((o) => o.valueCodeableConcept?.coding?.[0]?.code === 'present-late');
  expect(late.map(patientsIn)).toEqual([['Patient/large-59']]);
  const { transaction, batch = 0, ...reads } = requests;
  expect(transaction).toBe(count);
  // each looks once at what is there before it writes; the rest opens the sheet, with the sessions that wait
  expect(batch).toBeLessThanOrEqual(count + 15);
  expect(Object.values(reads).reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(20);
});

test('the grid: sixty rows, the last twelve of a hundred and one sessions', async () => {
  const requests = await asked(() => leader.show('picture', { at: after, group: 'large' }));
  const grid = page().locator('group-picture');
  const texts = async (of: Locator) => (await of.allInnerTexts()).map((text) => text.trim());
  expect(await texts(grid.locator('tbody th'))).toHaveLength(count);
  const row = (name: string) => texts(grid.getByRole('row', { name: new RegExp(`^${name} `) }).locator('td'));
  const onTime = Array.from({ length: 9 }, () => 'on time');
  expect(await row('Member 50')).toEqual([...onTime, 'absent, no word', 'absent, no word', 'on time']);
  expect(await row('Member 59')).toEqual([...onTime, 'on time', 'on time', 'late']);
  expect((await texts(grid.locator('tfoot td'))).slice(-4)).toEqual(['60 of 60', '54 of 60', '54 of 60', '60 of 60']);
  expect(requests).toEqual({ metadata: 1, EpisodeOfCare: 1, batch: 4 });
  expect(leader.faults()).toEqual([]);
});
