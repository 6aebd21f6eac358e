/** Several devices, and one screen that goes from hand to hand: what is on it, what stays, what another one goes on with. @module */
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { people, users } from '../../demo/seed/clinic.ts';
import { kept, launch } from '../support/browser.ts';
import { seededAt } from '../support/demo.ts';
import { searchAll } from '../support/outside.ts';
import { answered, closeClean, openClinic, type Clinic } from '../support/signing-clinic.ts';
import { agentsOf, signedOf } from '../support/signing-story.ts';
import { everythingShown, stringsInMemory, watchPrinting } from '../support/signing-page.ts';

let browser: Browser;
let clinic: Clinic;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  clinic = await openClinic(browser);
});
afterEach(() => closeClean(clinic));

const tomorrow = new Date(seededAt.getTime() + 24 * 3_600_000);
const draftsOf = async (patient: string) => {
  const all = await searchAll(clinic.base, 'QuestionnaireResponse', { patient });
  return all.filter(({ status }) => status === 'in-progress' || status === 'stopped');
};

test('after the hand-over nothing of anybody else is on the screen or in any widget, and no way leads back to it', async () => {
  const { open, as, chart, desk, handOver, page, form, button, takeBack } = clinic;
  // staff have family names too, and theirs may stand on the page
  const others = people.filter(
    ({ id, family }) => id !== 'p3' && !users.some(({ display }) => display.includes(family)),
  );
  expect(others.length).toBeGreaterThan(10);
  await open('Okafor');
  await chart('Rivera-Test');
  await as('Lindqvist');
  await page.getByRole('link', { name: 'Intake desk' }).click();
  await page.locator('group-roster').getByText('Santos-Test').first().waitFor();
  // the look goes into the widgets: here it finds who is on the list
  expect(await everythingShown(page)).toContain('Santos-Test');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await form.getByRole('heading', { name: 'Group rules' }).waitFor();
  const nobodyElse = async () => {
    const shown = await everythingShown(page);
    expect(others.filter(({ family, id }) => shown.includes(family) || shown.includes(`Patient/${id}`))).toEqual([]);
    expect(shown).not.toMatch(/TEST-\d|Signed in as P/);
    expect(await page.getByRole('link', { name: 'Charts' }).isVisible()).toBe(false);
    expect(await page.getByLabel('Signed in as').isVisible()).toBe(false);
  };
  await nobodyElse();
  await page.goBack();
  await form.getByRole('heading', { name: 'Group rules' }).waitFor();
  await nobodyElse();
  await page.goBack();
  await nobodyElse();
  // still the same form, with what was answered
  await button('Next').click();
  await form.getByRole('img', { name: 'Part 1 of' }).waitFor();
  expect(await kept(page)).toBe(0);
  await button('Stop for now').click();
  await button('Stop and keep nothing').click();
  await takeBack();
  await form.getByText('Who signs?').waitFor();
});

test('after the hand-over the tablet’s memory holds no other member’s name', async () => {
  const { open, desk, handOver, page, form } = clinic;
  await open('Lindqvist');
  await page.getByRole('link', { name: 'Intake desk' }).click();
  await page.locator('group-roster').getByText('Santos-Test').first().waitFor();
  expect(await stringsInMemory(page, /Santos-Test|Adeyemi-Test/)).not.toEqual([]);
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await form.getByRole('heading', { name: 'Group rules' }).waitFor();
  expect(await stringsInMemory(page, /(Rivera|Lindgren|Marsh|Feld|Brooks|Santos|Adeyemi|Barros|Petrov)-Test/)).toEqual(
    [],
  );
});

test('on the member’s own device by a link that works once; this screen learns of it and has no box for a witness', async () => {
  const { open, desk, choose, button, form, see, base, page } = clinic;
  await answered(base, 'Patient/p3');
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await choose('The member', 'Two identifiers checked');
  await button('Send to their own device').click();
  await see('Waiting for the signature.');
  const link = (await form.locator('.address').textContent()) ?? '';
  expect(link).not.toMatch(/Patient|p3|tuesday|Okonkwo/i);
  await button('Check now').click();
  await see('Waiting for the signature.');
  const phone = await clinic.device();
  await phone.page.goto(link);
  await phone.form.locator('#heading').waitFor();
  expect(phone.page.url()).not.toContain('#');
  expect(await everythingShown(phone.page)).not.toMatch(/Who signs|Two identifiers|Santos|Rivera/);
  await phone.answer();
  await phone.sign('Dee Okonkwo-Test');
  await phone.see('Your agreement is saved.');
  expect(await phone.button('Staff: take the screen back').count()).toBe(0);
  await phone.button('Done').click();
  await phone.see('You can close this page now.');
  const second = await clinic.device();
  await second.page.goto(link).catch(() => undefined);
  await second.see('This link does not work any more.');
  // nobody has to press anything: the desk looks every few seconds
  await see('Signed and saved.');
  expect(await form.getByText('I saw the person sign').count()).toBe(0);
  await button('Done').click();
  const { last } = await signedOf(base, 'Patient/p3');
  expect(agentsOf(last.signing)).toEqual([
    ['author', 'Patient/p3'],
    ['verifier', 'Practitioner/i1'],
    ['enterer', 'Patient/p3'],
  ]);
  expect(await kept(phone.page)).toBe(0);
  expect(await page.title()).not.toMatch(/Okonkwo|Dee/);
  // a used link answers 404, which the browser itself writes to its console
  const expected = 'console: Failed to load resource: the server responded with a status of 404 (Not Found)';
  expect(second.faults.splice(0)).toEqual([expected]);
});

test('yesterday’s unfinished answers go on on another device, and are stopped once signed', async () => {
  const { open, desk, handOver, answerSome, button, see, takeBack, base } = clinic;
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await answerSome(3);
  await button('Stop for now').click();
  await button('Keep my answers for another day').click();
  await see('Your answers are kept. Nothing is signed.');
  await takeBack();
  const consents = (await searchAll(base, 'Consent', { patient: 'Patient/p3' })).length;
  expect((await draftsOf('Patient/p3')).map(({ status }) => status)).toEqual(['in-progress']);
  const other = await clinic.device();
  await other.open('Lindqvist', tomorrow);
  await other.desk('Okonkwo-Test, Dee');
  await other.see('There are answers from 25 Nov that nobody signed.');
  await other.handOver();
  await other.form.getByRole('img', { name: 'Part 4 of' }).waitFor();
  await other.answer();
  await other.sign('Dee Okonkwo-Test');
  await other.see('Your agreement is saved.');
  await other.takeBack();
  await other.button('Done').click();
  expect((await draftsOf('Patient/p3')).map(({ status }) => status)).toEqual(['stopped']);
  expect(await searchAll(base, 'Consent', { patient: 'Patient/p3' })).toHaveLength(consents + 2);
  const { last } = await signedOf(base, 'Patient/p3');
  expect(last.response.authored).toBe('2026-11-26T10:00:00-05:00');
});

test('handed back half-way: nothing is signed or kept, and the next person meets a blank start', async () => {
  const { open, desk, handOver, answerSome, button, see, takeBack, base, page, form } = clinic;
  const count = async () => [
    (await searchAll(base, 'Consent', {})).length,
    (await searchAll(base, 'QuestionnaireResponse', {})).length,
  ];
  const before = await count();
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await answerSome(2);
  await button('Stop for now').click();
  await see('That is okay. Nothing is signed.');
  await button('Go on').click();
  await form.getByRole('img', { name: 'Part 3 of' }).waitFor();
  await button('Stop for now').click();
  await button('Stop and keep nothing').click();
  await see('Nothing was kept. Nothing is signed.');
  expect(await everythingShown(page)).not.toContain('Okonkwo');
  await takeBack();
  await form.getByText('Who signs?').waitFor();
  expect(await form.getByText('that nobody signed').count()).toBe(0);
  await button('Back to the desk').click();
  await desk('Marsh-Test, Jo');
  expect(await everythingShown(page)).not.toContain('Okonkwo');
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(2); // the language and this group, nothing about who signs
  expect(await count()).toEqual(before);
});

test('last week’s copy is printed again in two clicks, under a neutral name', async () => {
  const { open, chart, page } = clinic;
  await open('Lindqvist', new Date(seededAt.getTime() + 7 * 24 * 3_600_000));
  await watchPrinting(page);
  await chart('Rivera-Test');
  const card = page.locator('group-signed');
  await card.locator('summary').first().click();
  await card
    .getByRole('button', { name: /^Print/ })
    .first()
    .click();
  await expect.poll(() => page.evaluate(() => (globalThis as { printed?: unknown[] }).printed?.length)).toBe(1);
  const [printed] = await page.evaluate(
    () => (globalThis as unknown as { printed: { title: string; page: string; text: string; font: string }[] }).printed,
  );
  expect(printed?.text).toContain('Alex Rivera-Test');
  expect(printed?.text).toContain('Group rules');
  expect([printed?.title, printed?.page]).toEqual(['Signed copy', 'Signed copy']);
  // its own style, under the demo's policy that allows no inline one
  expect(printed?.font).toBe('16px');
  await expect.poll(() => page.title()).toBe('Chart · Harbor Clinic');
});
