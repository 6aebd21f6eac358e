import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { startFhirServer } from '../../demo/fhir/server.ts';
import { launch, signInAs } from '../support/browser.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { counts } from '../support/outside.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launch(), startDemo({ now: seededAt })]);
});
afterAll(() => Promise.all([browser.close(), demo.stop()]));

test('the embedding example of the README works as pasted, from a file', async () => {
  const example = /```html\n([\s\S]*?)```/.exec(readFileSync(`${root}README.md`, 'utf8'))?.[1] ?? '';
  expect(example.split('\n').length).toBeLessThanOrEqual(14);
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  // the tests' port is not 8080; everything else is as it stands there
  await page.route('http://localhost:8080/**', async (route) => {
    const url = route.request().url().replace('http://localhost:8080', demo.url);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await page.route('http://saved.example/', (route) => route.fulfill({ contentType: 'text/html', body: example }));
  await page.route('https://saved.example/', (route) => route.fulfill({ contentType: 'text/html', body: example }));
  await page.goto('https://saved.example/');
  await page.getByText('Preparation complete').waitFor();
  await page.getByText(/Attended \d+ of \d+/).waitFor();
  expect(faults).toEqual([]);
  await page.close();
});

/** Computed styles, of the widget's own elements or the clinic's, that a leak would change and no `--group-*` role sets. */
function looks(page: Page, inside: boolean): Promise<string[]> {
  return page.evaluate((own) => {
    const shadow = document.querySelector('group-readiness')?.shadowRoot;
    const elements = own
      ? [...(shadow?.querySelectorAll('h2, h3, p, ul, li, button, section') ?? [])]
      : [...document.querySelectorAll('h1, h2, p, ul, li, a, button, table, label')];
    return elements.map((element) => {
      const s = getComputedStyle(element);
      return [
        element.localName,
        s.padding,
        s.margin,
        s.borderWidth,

        s.listStyle,
        s.textTransform,
        s.fontWeight,
        s.display,
      ].join('|');
    });
  }, inside);
}

test('styles leak in neither direction', async () => {
  const page = await browser.newPage();
  await page.goto(`${demo.url}/?now=${seededAt.toISOString()}`);
  await page.getByText('Rivera-Test').first().click();
  await page.getByText('Preparation complete').waitFor();
  const [widget, clinic] = [await looks(page, true), await looks(page, false)];
  expect(widget.length).toBeGreaterThan(8);
  expect(clinic.length).toBeGreaterThan(8);
  // without the widget's sheets the clinic looks the same
  const adopted = await page.evaluateHandle(() => {
    const shadow = document.querySelector('group-readiness')?.shadowRoot;
    return shadow ? shadow.adoptedStyleSheets.splice(0) : [];
  });
  expect(await looks(page, false)).toEqual(clinic);
  expect(await looks(page, true)).not.toEqual(widget);
  await page.evaluate(
    (sheets) => document.querySelector('group-readiness')?.shadowRoot?.adoptedStyleSheets.push(...sheets),
    adopted,
  );
  expect(await looks(page, true)).toEqual(widget);
  // without the clinic's sheets the widget looks the same
  await page.evaluate(() => [...document.styleSheets].forEach((sheet) => (sheet.disabled = true)));
  expect(await looks(page, true)).toEqual(widget);
  expect(await looks(page, false)).not.toEqual(clinic);
  await page.close();
});

test('a stranger finds the leader’s list and grid, the member’s own view, and the introduction given by staff', async () => {
  const page = await browser.newPage();
  await page.goto(`${demo.url}/?now=${seededAt.toISOString()}`);
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByText('8 on the list').waitFor();
  await page.getByText('Attendance of the group').click();
  await page.locator('group-picture').getByRole('table').waitFor();
  // beside the sessions it begins where they begin
  const tops = await Promise.all(
    ['.sessions > .list', 'group-roster'].map(async (part) => (await page.locator(part).boundingBox())?.y),
  );
  expect(tops[0]).toBe(tops[1]);

  await signInAs(page, 'Lindqvist');
  await page.getByRole('link', { name: 'Intake desk' }).click();
  await page.getByLabel('Member', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Introduction alone' }).click();
  await page.getByText('They read it on paper').waitFor();

  await signInAs(page, 'A new member');
  await page.getByRole('heading', { name: 'My group' }).waitFor();
  await page.getByText('Next session').waitFor();
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  // nobody else is on this page, and no address of a staff view opens one
  expect(await page.locator('main').textContent()).not.toMatch(/Bo|Lindgren|Rivera/);
  await page.evaluate(() => (location.hash = '#charts'));
  await page.getByText('Next session').waitFor();
  expect(await page.getByText('Rivera').count()).toBe(0);
  await page.getByRole('button', { name: 'Read and answer' }).click();
  await page.getByRole('heading', { name: 'Group agreement' }).waitFor();
  await page.getByRole('button', { name: 'Back to my group' }).click();
  await page.getByText('Next session').waitFor();
  await signInAs(page, 'Okafor');
  await page.getByText('Rivera').first().waitFor();
  await page.close();
});

/** `npm start` without its build: what it printed, and how it ended. */
function start(...args: string[]): Record<'output' | 'line' | 'two', Promise<string>> & { child: ChildProcess } {
  const child = spawn(process.execPath, ['demo/start.ts', ...args], { cwd: root });
  let text = '';
  const lines = (count: number) =>
    new Promise<string>((resolve) => {
      const look = (): void => {
        if (text.split('\n').length > count) resolve(text.trim());
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
    });
  const add = (data: Buffer): void => void (text += data.toString());
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return {
    child,
    line: lines(1),
    two: lines(2),
    output: new Promise((resolve) => child.on('exit', (code) => resolve(`${code}: ${text}`))),
  };
}

/** A command as somebody pastes it. Some rows of the demo’s export are put aside, so it ends with 1. */
const run = (command: string): string => spawnSync(command, { cwd: root, shell: true, encoding: 'utf8' }).stdout;

test('npm start prints its address and how to import its attendance when it is ready, and stops when told; what it prints can be pasted', async () => {
  const { child, line, two, output } = start('--port', '0');
  const address = /http:\/\/localhost:\d+/.exec(await line)?.[0] ?? '';
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(`${address}/fhir/metadata`)).status).toBe(200);
  // as printed, and a second time
  const command = /npx .*$/.exec(await two)?.[0] ?? '';
  const imported = () => run(command).match(/^(created|unchanged) \d+$/gm);
  expect(imported()).toEqual(['created 103', 'unchanged 0']);
  expect(imported()).toEqual(['created 0', 'unchanged 103']);
  child.kill('SIGTERM');
  expect((await output).trim().split('\n')).toEqual([
    expect.stringContaining(address),
    expect.stringMatching(/fhir-group-therapy run \S+\.csv --config \S+\.json$/),
  ]);
});

const wrong: [args: [string, () => string], words: RegExp][] = [
  [['--port', () => new URL(demo.url).port], /^2: Port \d+ is taken. Choose another/],
  [['--port', () => 'many'], /^2: --port takes a number/],
  [['--fhir-base', () => 'nowhere'], /^2: --fhir-base takes an address/],
  [['--colour', () => 'red'], /^2: Unknown option/],
];
test.each(wrong)('npm start -- %s with a wrong value ends with a clear word: %s', async ([name, value], words) => {
  expect(await start(name, value()).output).toMatch(words);
});

test('another FHIR server is used as it is: nothing is seeded there unless asked', async () => {
  const other = await startFhirServer();
  const plain = await startDemo({ fhirBase: other.base });
  const config = (await (await fetch(`${plain.url}/config.json`)).json()) as { fhirBase: string };
  expect(config.fhirBase).toBe(other.base);
  expect(await counts(other.base)).toMatchObject({ Consent: 0, Observation: 0 });
  await plain.stop();
  await other.stop();
});

test('files outside the page and the bundle are not served', async () => {
  for (const path of ['/../package.json', '/..%2fpackage.json', '/bundle/..%2f..%2fpackage.json', '/package.json']) {
    expect((await fetch(demo.url + path)).status).toBe(404);
  }
});
