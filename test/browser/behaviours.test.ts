/** In a browser, on the embedded server doing as other servers are documented to: the whole story, or nothing at all. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import { ehrs } from '../../demo/fhir/ehrs.ts';
import type { Demo } from '../../demo/server.ts';
import { launch } from '../support/browser.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { counts } from '../support/outside.ts';
import { screenOf } from '../support/signing-story.ts';
import { story } from '../support/story.ts';

describe.each([
  // one condition on a tag is refused, and never sent again
  ['google', 1],
  ['azure', 0],
  ['no-transactions', 0],
] as const)('on a server like %s', (name, refused) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt, behaviour: behaviours[name] });
  });
  afterAll(() => demo.stop());
  story(() => demo, refused);
});

describe('on an EHR like epic, with no record store beside it', () => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt, behaviour: ehrs.epic });
    browser = await launch();
  });
  afterAll(() => Promise.all([browser.close(), demo.stop()]));

  test('the form does not open: it says that nothing can be kept, nothing is written, and nothing says "saved"', async () => {
    const before = await counts(demo.fhirBase);
    const { page, open, visit, button, form, see } = await screenOf(browser, () => demo);
    await open('Lindqvist');
    await visit('Intake desk');
    await page.getByLabel('Member').selectOption({ label: 'Santos-Test, Sam' });
    await button('Open the form').click();
    await see('This record system can’t keep signed documents. Nothing can be signed here.');
    expect(await form.getByText(/\bsaved\b/i).count()).toBe(0);
    expect(await counts(demo.fhirBase)).toEqual(before);
  });
});
