import type { Observation } from 'fhir/r4.js';
import type { Browser, Page, Route } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { kept, launch, watchedPage, type Watch } from '../support/browser.ts';
import { afterSession, comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { patientsIn, searchAll, token } from '../support/outside.ts';

let browser: Browser;
let demo: Demo;
let watch: Watch;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  demo = await startDemo({ now: seededAt });
  watch = await watchedPage(browser, [new URL(demo.url).host, new URL(demo.fhirBase).host]);
  ({ page } = watch);
});
afterEach(async () => {
  await page.context().close();
  await demo.stop();
});

const button = (name: string | RegExp, on = page) => on.getByRole('button', { name, exact: typeof name === 'string' });
const row = (name: string, on = page) => on.getByRole('radiogroup', { name: new RegExp(`^${name}`) }).first();
const radio = (name: string, choice: string, on = page) =>
  row(name, on).getByRole('radio', { name: choice, exact: true });
const see = (text: string | RegExp, on = page) =>
  on.locator('group-attendance').getByText(text).first().waitFor({ timeout: 20_000 });

async function openSheet(on = page, now = afterSession): Promise<void> {
  await on.goto(`${demo.url}/?now=${now.toISOString()}`);
  const users = await on.getByLabel('Signed in as').locator('option').allTextContents();
  await on.getByLabel('Signed in as').selectOption({ label: users.find((label) => label.includes('Okafor')) ?? '' });
  await on.getByRole('link', { name: 'Groups', exact: true }).click();
  await button(/1 December/, on).click();
  await see('Tuesday 1 December, 6:00 to 7:30 pm', on);
}

const recorded = async (): Promise<Observation[]> =>
  (await searchAll(demo.fhirBase, 'Observation', { code: token('session-attendance'), date: 'ge2026-11-30' })).filter(
    (o) => o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
  );
const outcomes = async () =>
  Object.fromEntries(
    (await recorded()).map((o) => [patientsIn(o)[0]?.slice(8), o.valueCodeableConcept?.coding?.[0]?.code] as const),
  );
const everyone = (other: Record<string, string> = {}) => ({
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`p${i + 1}`, 'present'])),
  ...other,
});

/** What a person did with hand and keyboard on the page, as the page itself felt it. */
async function counting(): Promise<() => Promise<{ presses: number; keys: number }>> {
  await page.evaluate(() => {
    const counted = { presses: 0, keys: 0 };
    Object.assign(globalThis, { counted });
    addEventListener('pointerdown', () => counted.presses++, true);
    addEventListener('keydown', () => counted.keys++, true);
  });
  return () => page.evaluate(() => (globalThis as unknown as { counted: { presses: number; keys: number } }).counted);
}

/** Somebody called, before the session. */
const sam = { group: 'tuesday', patient: 'Patient/p8' };
async function samCalled(): Promise<void> {
  const desk = portalOn(demo.fhirBase, 'leader', { now: () => new Date('2026-12-01T22:57:00Z') });
  const note = { id: crypto.randomUUID(), kind: 'absence-notice', session: comingStart } as const;
  await desk.addNote(sam, { ...note, channel: 'phone', reached: 'talked' });
}

test('eight members, two exceptions and one who told us: five presses, no key, eight charts; and one press takes all back', async () => {
  await samCalled();
  await openSheet();
  await see('Told us today 5:57 pm, by phone');
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  const count = await counting();
  await button('Everyone expected was here').click();
  await radio('Dee', 'Late').click();
  await radio('Max', 'Away').click();
  await page.getByRole('radio', { name: 'No word', exact: true }).click();
  await button('Save 8 charts').click();
  await see('8 of 8 recorded');
  expect(await count()).toEqual({ presses: 5, keys: 0 });
  const told = { p3: 'present-late', p5: 'absent-without-notice', p8: 'absent-with-notice' };
  expect(await outcomes()).toEqual(everyone(told));
  const before = await recorded();
  expect(before.every((o) => patientsIn(o).length === 1 && !o.effectivePeriod)).toBe(true);
  await button('Undo the save').click();
  await see('8 charts taken back');
  const after = await recorded();
  expect(after).toHaveLength(8);
  expect(new Set(after.map(({ status }) => status))).toEqual(new Set(['entered-in-error']));
  await see('0 of 8 marked');
  expect(watch.faults).toEqual([]);
  expect(await kept(page)).toBe(0);
});

test('the same by keyboard alone', async () => {
  await openSheet();
  const count = await counting();
  await button('Everyone expected was here').focus();
  await page.keyboard.press('Enter');
  await radio('Alex', 'Here').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await button('Save 8 charts').focus();
  await page.keyboard.press('Enter');
  await see('8 of 8 recorded');
  expect((await count()).presses).toBe(0);
  expect(await outcomes()).toEqual(everyone({ p3: 'present-late' }));
});

const isWrite = (route: Route): boolean =>
  route.request().method() === 'POST' && (route.request().postData() ?? '').includes('"transaction"');

test('the server fails for member 5 of 8: seven are filed, one is named, and only that one is tried again', async () => {
  let broken = true;
  const sent: string[] = [];
  await page.route(`${demo.fhirBase}**`, async (route) => {
    const body = route.request().postData() ?? '';
    if (isWrite(route)) sent.push(/Patient\/p\d+/.exec(body)?.[0] ?? '');
    if (broken && isWrite(route) && body.includes('Patient/p5"'))
      await route.fulfill({
        status: 422,
        json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] },
      });
    else await route.continue();
  });
  await openSheet();
  await button('Everyone expected was here').click();
  await button('Save 8 charts').click();
  await see('1 of 8 not saved');
  await see('Max: The record did not accept this.');
  const { p5: _none, ...seven } = everyone() as Record<string, string>;
  expect(await outcomes()).toEqual(seven);
  broken = false;
  sent.length = 0;
  await page.locator('group-attendance').getByRole('button', { name: 'Try again' }).click();
  await see('8 of 8 recorded');
  expect(sent).toEqual(['Patient/p5']);
  expect(await outcomes()).toEqual(everyone());
});

test('a slow server, two seconds for each answer: said to be saving, saved once, nothing marked twice', async () => {
  await openSheet();
  await page.route(`${demo.fhirBase}**`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
  await button('Everyone expected was here').click();
  await button('Save 8 charts').click();
  await see('Saving');
  await button('Saving').click({ force: true });
  await see('8 of 8 recorded');
  expect(await recorded()).toHaveLength(8);
  expect(await outcomes()).toEqual(everyone());
});

test('the session of the account ends in the middle of a save: who is filed is filed, the rest stays marked and goes after signing in', async () => {
  let writes = 0;
  let ended = true;
  await page.route(`${demo.fhirBase}**`, async (route) => {
    if (isWrite(route)) writes += 1;
    if (ended && writes > 3)
      await route.fulfill({
        status: 401,
        json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'expired' }] },
      });
    else await route.continue();
  });
  await openSheet();
  await button('Everyone expected was here').click();
  await radio('Dee', 'Late').click();
  await button('Save 8 charts').click();
  await see(/Your session has ended/);
  ended = false;
  await page.locator('group-attendance').getByRole('button', { name: 'Try again' }).click();
  await see('8 of 8 recorded');
  const all = await recorded();
  expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([8, 8]);
  expect(await outcomes()).toEqual(everyone({ p3: 'present-late' }));
});

test('two leaders save different values: the second sees the first’s beside their own, and chooses', async () => {
  const other = await watchedPage(browser, [new URL(demo.url).host, new URL(demo.fhirBase).host]);
  await openSheet();
  await openSheet(other.page);
  await radio('Ty', 'Late').click();
  await button('Save 1 chart').click();
  await see('1 of 8 recorded');
  await radio('Ty', 'Here', other.page).click();
  await button('Save 1 chart', other.page).click();
  await see(/^A\. Okafor-Test recorded late, /, other.page);
  expect(await outcomes()).toEqual({ p7: 'present-late' });
  await button('Record mine', other.page).click();
  await button('Save 1 chart', other.page).click();
  await see('1 of 8 recorded', other.page);
  expect(await outcomes()).toEqual({ p7: 'present' });
  expect((await recorded()).map(({ status }) => status)).toEqual(['amended']);
  await other.page.context().close();
});

test('the session is deleted while its sheet is open: a clear word, what was marked stays, nobody is recorded', async () => {
  await openSheet();
  await button('Everyone expected was here').click();
  const seats = (await searchAll(demo.fhirBase, 'Appointment', { date: 'ge2026-11-30' })).filter(
    (a) => Date.parse(a.start ?? '') === Date.parse(comingStart),
  );
  for (const { id } of seats) await fetch(`${demo.fhirBase}/Appointment/${id}`, { method: 'DELETE' });
  await button('Save 8 charts').click();
  await see('Not saved');
  expect(await page.getByRole('radio', { name: 'Here', checked: true }).count()).toBe(8);
  expect(await recorded()).toEqual([]);
});
