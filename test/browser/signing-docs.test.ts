import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { kept, launch, watchedPage } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import { searchAll } from '../support/outside.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/signing.md', import.meta.url)), 'utf8');
const [clinic = '', own = '', afterwards = ''] = [...text.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html]) => html);
const policy = /```\n(default-src[^\n]*)\n```/.exec(text)?.[1] ?? '';

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launch(), startDemo()]);
});
afterAll(() => Promise.all([browser.close(), demo.stop()]));

/** Pages of the documentation, as pasted, on the demo's own origin. */
async function served(html: string, headers: Record<string, string> = {}): Promise<{ page: Page; faults: string[] }> {
  const { page, faults } = await watchedPage(browser, [new URL(demo.url).host]);
  const answer = (body: string) => ({ contentType: 'text/html', body, headers });
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.route('**/intake.html', (route) => route.fulfill(answer(html)));
  await page.route('**/sign.html', (route) => route.fulfill(answer(own)));
  return { page, faults };
}

const chooses = async (page: Page, ...choices: string[]): Promise<void> => {
  for (const choice of choices) await page.getByRole('radio', { name: choice, exact: true }).check({ force: true });
};

test('the clinic’s page hides everything else until staff confirm, as pasted', async () => {
  const { page, faults } = await served(clinic);
  const pins: string[] = [];
  await page.route('**/staff-pin', async (route) => {
    pins.push(route.request().postData() ?? '');
    await route.fulfill({ status: 204 });
  });
  await page.goto(`${demo.url}/intake.html`);
  const rest = page.getByText('Everything else of the clinic');
  const back = page.getByRole('button', { name: 'Staff: take the screen back' });
  await chooses(page, 'The member', 'Known to staff');
  expect(await rest.isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Hand over this screen' }).click();
  await rest.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Stop for now' }).click();
  await page.getByRole('button', { name: 'Stop and keep nothing' }).click();
  await back.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('The screen stays with the member until staff confirm.').waitFor();
  expect([pins, await rest.isVisible()]).toEqual([[], false]);
  await back.click();
  await page.getByLabel('Your PIN').fill('2468');
  await page.getByRole('button', { name: 'OK' }).click();
  await rest.waitFor();
  expect(pins).toEqual(['{"pin":"2468"}']);
  expect(await page.getByLabel('Your PIN').inputValue()).toBe('');
  await page.getByText('Who signs?').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the link opens the page of the member’s own device once, and what is signed there is seen at the desk', async () => {
  const { page, faults } = await served(clinic);
  await page.goto(`${demo.url}/intake.html`);
  await chooses(page, 'The member', 'Two identifiers checked');
  await page.getByRole('button', { name: 'Send to their own device' }).click();
  const link = (await page.getByText(/^http.*\/sign\.html#/).textContent()) ?? '';
  expect(link).not.toMatch(/p1|Patient/);

  const device = await served(clinic);
  await device.page.goto(link);
  await signed(device.page);
  expect(device.page.url()).toBe(`${demo.url}/sign.html`);
  expect([device.faults, await kept(device.page)]).toEqual([[], 0]);
  await page.getByText('Signed and saved.').waitFor();
  expect(faults).toEqual([]);

  const [newest] = (await searchAll(demo.fhirBase, 'Consent', { patient: 'Patient/p1' })).toSorted((a, b) =>
    (b.dateTime ?? '').localeCompare(a.dateTime ?? ''),
  );
  const signing = newest?.identifier?.[0]?.value;
  const tag = `https://fhir-group-therapy.example/fhir/sid/signing|${signing}`;
  const [provenance] = await searchAll(demo.fhirBase, 'Provenance', { _tag: tag });
  expect(provenance?.agent.map((a) => [a.type?.coding?.[0]?.code, a.who.reference])).toEqual([
    ['author', 'Patient/p1'],
    ['verifier', 'Practitioner/i1'],
    ['enterer', 'Patient/p1'],
  ]);

  const again = await served(clinic);
  const refused = again.page.waitForEvent('pageerror');
  await again.page.goto(link);
  expect((await refused).message).toBe('This link was used already.');
  expect(await again.page.locator('group-agreement').count()).toBe(0);
  await Promise.all([page, device.page, again.page].map((one) => one.context().close()));
});

/** Goes through the form as the member does. */
async function signed(page: Page): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const check = page.getByRole('heading', { name: 'Check your answers' });
  await button('Next').click();
  for (let screen = 0; screen < 30 && !(await check.isVisible()); screen++) {
    const read = button('I read this');
    const yes = page.getByRole('radio', { name: 'Yes', exact: true });
    await read.or(yes).first().waitFor();
    if (await read.isVisible()) await read.click();
    else {
      await yes.check({ force: true });
      await button('Next').click();
    }
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
  await button('Next').click();
  await page.getByRole('checkbox').check({ force: true });
  await page.getByRole('radio', { name: 'Just press the button' }).check({ force: true });
  await button('Sign and save').click();
  await page.getByText('Your agreement is saved.').waitFor();
}

test('what comes after signing stands in the same portal, for a leader', async () => {
  const { page, faults } = await served(
    clinic
      .replace(/<group-agreement[^>]*><\/group-agreement>/, afterwards)
      .replace(/reference: 'Practitioner\/i1'.*/, `reference: 'Practitioner/l1', display: '', role: 'leader' },`),
  );
  await page.goto(`${demo.url}/intake.html`);
  await page.locator('group-signed').getByText('In force', { exact: false }).first().waitFor();
  await page.locator('group-preparation').getByRole('heading').first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a signed copy is shown under the policy that is written there', async () => {
  expect(policy).toContain("default-src 'none'");
  const script = /<script type="module">([\s\S]*?)<\/script>/.exec(clinic)?.[1] ?? '';
  const page = clinic
    .replace(/<script[\s\S]*<\/script>/, '<script type="module" src="/app-of-the-clinic.js"></script>')
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<group-agreement[^>]*><\/group-agreement>/, afterwards);
  const { page: shown, faults } = await served(page, {
    'content-security-policy': policy.replace('https://your-fhir-server', ''),
  });
  await shown.route('**/app-of-the-clinic.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: script }),
  );
  await shown.goto(`${demo.url}/intake.html`);
  await shown.locator('group-signed summary').first().click();
  await shown.getByRole('button', { name: /^Show/ }).first().click();
  await shown.frameLocator('group-signed iframe').getByRole('heading').first().waitFor();
  expect(faults).toEqual([]);
  await shown.context().close();
});
