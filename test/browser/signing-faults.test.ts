/** What goes wrong while somebody signs, and what becomes of it: one outcome, said clearly, nothing twice and nothing half. @module */
import type { Browser, Route } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DemoOptions } from '../../demo/server.ts';
import { reviewedRulesEs } from '../../demo/seed/reviewed-es.ts';
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { MemberDocument } from '../../src/content/document.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import type { Portal } from '../../src/portal-types.ts';
import { launch } from '../support/browser.ts';
import { seededAt } from '../support/demo.ts';
import { counts, searchAll } from '../support/outside.ts';
import { answered, closeClean, openClinic, type Clinic } from '../support/signing-clinic.ts';
import { signedOf, type Screen } from '../support/signing-story.ts';

let browser: Browser;
let clinic: Clinic;
/** Console lines of the browser itself about an answer that a test made fail. */
let expected: RegExp | undefined;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
const start = async (options: DemoOptions = {}): Promise<Clinic> => {
  expected = undefined;
  return (clinic = await openClinic(browser, options));
};
afterEach(() => closeClean(clinic, expected));

const dee = 'Patient/p3';
/** Every rule is answered; the member has the consent, the review and the signature before them. */
async function atSigning(on: Screen = clinic, now?: Date): Promise<void> {
  await on.open('Lindqvist', now);
  await on.desk('Okonkwo-Test, Dee');
  await on.handOver();
  await on.answer();
  await on.toSign('Dee Okonkwo-Test');
}
/** Everything of one member's, as a count of each type. */
const all = async () => ({
  ...(await counts(clinic.base)),
  DocumentReference: (await searchAll(clinic.base, 'DocumentReference', {})).length,
});
/** What one signing adds: both documents, their answers, the copy, one Provenance. */
const one = { Consent: 2, QuestionnaireResponse: 2, Provenance: 1, DocumentReference: 1 };
const added = (before: Record<string, number>, times = 1): Record<string, number> => ({
  ...before,
  ...Object.fromEntries(Object.entries(one).map(([type, n]) => [type, (before[type] ?? 0) + n * times])),
});
/** The request that carries the signing. */
const isSigning = (route: Route): boolean =>
  route.request().method() === 'POST' && (route.request().postData() ?? '').includes('"transaction"');

test('a double click anywhere signs once and skips no page', async () => {
  const { base, open, desk, handOver, button, form, see, choose } = await start();
  await answered(base, dee);
  const before = await all();
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await choose('The member', 'Two identifiers checked');
  await form.getByText('Start again', { exact: true }).click();
  await button('Hand over this screen').dblclick();
  await form.getByRole('heading', { name: 'Group rules' }).waitFor();
  await button('Next').dblclick();
  await form.getByRole('img', { name: 'Part 1 of' }).waitFor();
  // a new page: nothing of the first is left
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await clinic.answer();
  await clinic.toSign('Dee Okonkwo-Test');
  await button('Sign and save').dblclick();
  await see('Your agreement is saved.');
  expect(await all()).toEqual(added(before));
});

test('two tabs sign at once: one signing stands, the other is replaced, nothing is half', async () => {
  const { base } = await start();
  // whoever comes second meets the first one's version, and looks again
  expected = /status of 412/;
  await answered(base, dee);
  const before = await all();
  const second = await clinic.device();
  await atSigning();
  await atSigning(second);
  await Promise.all([clinic.button('Sign and save').click(), second.button('Sign and save').click()]);
  await Promise.all(
    [clinic, second].map(async (tab) => {
      // whoever came second may be asked to press once more: sending it again is harmless
      await tab.form
        .getByText(/Your agreement is saved\.|Try again/)
        .first()
        .waitFor();
      if (await tab.button('Try again').isVisible()) await tab.button('Try again').click();
      await tab.see('Your agreement is saved.');
    }),
  );
  expect(await all()).toEqual(added(before, 2));
  const { rules, participation } = await signedOf(base, dee);
  const today = (list: typeof rules) =>
    list
      .filter(({ dateTime }) => Date.parse(dateTime ?? '') === seededAt.getTime())
      .map(({ status }) => status)
      .toSorted();
  expect(today(rules)).toEqual(['active', 'inactive']);
  expect(today(participation)).toEqual(['active', 'inactive']);
});

test('two devices keep unfinished answers: the second is told of the first, nothing is overwritten', async () => {
  const { base, button, see, form } = await start();
  const second = await clinic.device();
  for (const device of [clinic, second]) {
    await device.open('Lindqvist');
    await device.desk('Okonkwo-Test, Dee');
    await device.handOver();
    await device.form.getByRole('heading', { name: 'Group rules' }).waitFor();
  }
  await second.answerSome(4);
  await second.button('Stop for now').click();
  await second.button('Keep my answers for another day').click();
  await second.see('Your answers are kept.');
  await clinic.answerSome(1);
  await button('Stop for now').click();
  await button('Keep my answers for another day').click();
  await see('Your answers could not be kept.');
  const drafts = await searchAll(base, 'QuestionnaireResponse', { patient: dee, status: 'in-progress' });
  expect(drafts).toHaveLength(1);
  const answers = drafts[0]?.item?.flatMap((item) => item.item ?? [item]).filter((item) => item.answer);
  expect(answers).toHaveLength(4);
  // what was said is still here
  await button('Go on').click();
  await form.getByRole('img', { name: 'Part 2 of' }).waitFor();
});

test('the answer to the signing is lost on the way: said so, and trying again leaves one signing', async () => {
  const { base, button, see, page, form } = await start();
  // an older signing it had ended already: the try after looks again
  expected = /ERR_TIMED_OUT|status of 412/;
  await answered(base, dee);
  const before = await all();
  await atSigning();
  let losing = true;
  let lost = 0;
  await page.route('**/fhir', async (route) => {
    if (!isSigning(route) || !losing) return route.fallback();
    lost++;
    // the server has it; nobody here hears of it, though it is tried again by itself
    await route.fetch();
    await route.abort('timedout');
  });
  await button('Sign and save').click();
  await see('We are not sure yet if it was saved.');
  expect(await form.getByText('Your agreement is saved.').count()).toBe(0);
  expect(await all()).toEqual(added(before));
  expect(lost).toBeGreaterThan(0);
  losing = false;
  await button('Try again').click();
  await see('Your agreement is saved.');
  expect(await all()).toEqual(added(before));
});

test('the sign-in runs out between review and save: said so, nothing typed is lost, then it is saved', async () => {
  const { base, button, see, page, form } = await start();
  expected = /status of 401/;
  await answered(base, dee);
  const before = await all();
  await atSigning();
  let refused = 0;
  await page.route('**/fhir**', async (route) => {
    if (!isSigning(route) || refused > 0) return route.fallback();
    refused++;
    await route.fulfill({ status: 401, contentType: 'application/fhir+json', body: '{}' });
  });
  await button('Sign and save').click();
  await see('Nothing you typed is lost.');
  expect(await form.getByLabel('Your full name').inputValue()).toBe('Dee Okonkwo-Test');
  expect(await all()).toEqual(before);
  await button('Try again').click();
  await see('Your agreement is saved.');
  expect(refused).toBe(1);
  expect(await all()).toEqual(added(before));
});

const day = 24 * 3_600_000;
const next = (document: MemberDocument, effective: string): MemberDocument => ({
  ...document,
  version: '2026.2',
  effective,
  rules: document.rules.map((rule) => ({
    ...rule,
    clauses: rule.clauses.map((clause) =>
      clause.id === 'avoid' ? { ...clause, text: `Now: ${clause.text}` } : clause,
    ),
  })),
});

test('the rules change while the member reads: they are read anew, only what changed is asked again', async () => {
  const effective = '2026-12-01';
  const midnight = Date.parse('2026-12-01T00:00:00-05:00');
  let now = new Date(midnight - 20_000);
  const documents = [next(groupRulesEn, effective), next(reviewedRulesEs, effective)];
  const { base, button, see, page, form, answer, sign } = await start({ documents });
  await answered(base, dee, { now });
  const before = await all();
  // the clocks of both
  await page.clock.setFixedTime(now);
  await page.route('**/fhir**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: now.toUTCString() } });
  });
  await page.goto(clinic.demo.url);
  await clinic.as('Lindqvist');
  await clinic.desk('Okonkwo-Test, Dee');
  await clinic.handOver();
  await answer();
  await clinic.toSign('Dee Okonkwo-Test');
  now = new Date(midnight + 20_000);
  await page.clock.setFixedTime(now);
  await button('Sign and save').click();
  await form
    .getByText(/The words of this form have just changed|Your agreement is saved/)
    .first()
    .waitFor();
  await see('The words of this form have just changed. Please read the new ones.');
  expect(await all()).toEqual(before);
  const again: string[] = [];
  await button('Next').click();
  await form.getByRole('img', { name: 'Part 1 of' }).waitFor();
  for (let part = 1; part <= 13; part++) {
    await form.getByRole('img', { name: `Part ${part} of` }).waitFor();
    if (await button('I read this').isVisible()) await button('I read this').click();
    else {
      if ((await form.getByRole('radio', { checked: true }).count()) === 0) {
        again.push((await form.locator('#heading').textContent()) ?? '');
        await form.getByText('Yes', { exact: true }).click();
      }
      await button('Next').click();
    }
  }
  expect(again).toEqual([expect.stringMatching(/^Now: We ask members/)]);
  await answer();
  await sign('Dee Okonkwo-Test');
  await see('Your agreement is saved.');
  const { last } = await signedOf(base, dee);
  expect(last.response.questionnaire).toBe(`${groupRulesEn.url}|2026.2`);
  expect(await all()).toEqual(added(before));
});

test('the tablet’s clock is a day behind: the date of the signature is the server’s', async () => {
  const now = new Date();
  const { base, button, see, page } = await start({ now });
  await answered(base, dee, { now });
  await page.clock.install({ time: new Date(now.getTime() - day) });
  await page.goto(clinic.demo.url);
  await clinic.as('Lindqvist');
  await clinic.desk('Okonkwo-Test, Dee');
  await clinic.handOver();
  await clinic.answer();
  await clinic.toSign('Dee Okonkwo-Test');
  expect(await page.evaluate(() => Date.now())).toBeLessThan(now.getTime() - day / 2);
  await button('Sign and save').click();
  await see('Your agreement is saved.');
  const { last } = await signedOf(base, dee);
  for (const instant of [last.response.authored, last.consent.dateTime, last.signing.recorded])
    expect(Math.abs(Date.parse(instant ?? '') - Date.now())).toBeLessThan(5 * 60_000);
});

test('a scan over 5 MB is refused before it is sent, and a photo in a phone’s own format with a clear word', async () => {
  const { open, desk, choose, button, form, see } = await start();
  const before = await all();
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await choose('The member', 'Two identifiers checked');
  await button('Use paper').click();
  await button('Record the signed paper').click();
  await choose('The same');
  await form.getByText('2026.1', { exact: true }).click();
  const file = (name: string, buffer: Buffer) =>
    form.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  const pdf = (size: number) =>
    Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(size, 0x20), Buffer.from('\n%%EOF\n')]);
  await file('a.pdf', pdf(5 * 1024 * 1024));
  await see('This file is over 5 MB.');
  await file('a.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'));
  await see('This is an HEIC photo');
  await button('Save the signed paper').click();
  await see('Put down what is marked.');
  await file('a.pdf', pdf(1024));
  await see('The file is ready');
  expect(await all()).toEqual(before);
});

test('a signature of one dot is no signature; a line is, and it is kept as drawn', async () => {
  const { base, open, desk, handOver, answer, button, form, choose, see, page } = await start();
  await answered(base, dee);
  const before = await all();
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await answer();
  await button('Next').click();
  await form.getByRole('checkbox').click();
  await choose('Draw my name');
  const canvas = form.locator('canvas');
  await canvas.waitFor();
  await canvas.scrollIntoViewIfNeeded();
  await canvas.click({ position: { x: 40, y: 40 } });
  await button('Sign and save').click();
  await see('That is too small to be a name. Draw it again, or choose another way to sign.');
  expect(await all()).toEqual(before);
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('Nothing to draw in.');
  await page.mouse.move(box.x + 40, box.y + 50);
  await page.mouse.down();
  for (let x = 40; x <= 200; x += 10) await page.mouse.move(box.x + x, box.y + 60 + 20 * Math.sin(x / 15));
  await page.mouse.up();
  await button('Sign and save').click();
  await see('Your agreement is saved.');
  expect(await all()).toEqual(added(before));
  const { last } = await signedOf(base, dee);
  const [signature] = last.signing.signature ?? [];
  expect(signature?.sigFormat).toBe('image/png');
  expect(
    Buffer.from(signature?.data ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});

test('a signature image of 5 MB is refused before anything is sent', async () => {
  const { open, page } = await start();
  const before = await all();
  await open('Lindqvist');
  let sent = 0;
  await page.route('**/fhir**', async (route) => {
    if (route.request().method() === 'POST' && isSigning(route)) sent++;
    await route.fallback();
  });
  const sign = (size: number) =>
    page.evaluate(
      async ({ patient, png }) => {
        const { portal } = document.querySelector('group-portal') as unknown as { portal: Portal };
        const form = await portal.openSigning({ group: 'tuesday', patient });
        const answers = ({ rules, clauses }: MemberDocument) =>
          Object.fromEntries(
            [...rules.flatMap((rule) => rule.clauses), ...clauses]
              .filter(({ video }) => !video)
              .map(({ id, kind }): [string, Answer] => [id, kind === 'choice' ? 'yes' : 'read']),
          );
        const { rules, participation } = form.documents;
        return portal
          .sign(form, {
            signer: { as: 'member' },
            identityCheck: 'known-to-staff',
            mode: 'screen',
            electronic: true,
            name: 'Dee Okonkwo-Test',
            answers: { rules: answers(rules), participation: answers(participation) },
            mark: { by: 'drawing', png },
          })
          .then(
            () => 'saved',
            (error: { code: string; fields: string[] }) => [error.code, ...error.fields].join(' '),
          );
      },
      {
        patient: dee,
        png: Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(size)]).toString('base64'),
      },
    );
  expect(await sign(5 * 1024 * 1024)).toBe('invalid mark');
  expect(sent).toBe(0);
  expect(await all()).toEqual(before);
  // the same with a small one is taken: it was its size
  expect(await sign(2000)).toBe('saved');
  expect(await all()).toEqual(added(before));
});
