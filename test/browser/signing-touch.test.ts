/** Signed on a tablet with a finger: no mouse, no key but for the name, and the signature drawn by touch. */
import type { Browser, Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { launch } from '../support/browser.ts';
import { closeClean, openClinic, type Clinic } from '../support/signing-clinic.ts';
import { signedOf } from '../support/signing-story.ts';

const dee = 'Patient/p3';
let browser: Browser;
let clinic: Clinic;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
afterEach(async () => {
  vi.restoreAllMocks();
  await closeClean(clinic, undefined);
});

/** The same browser, whose pages are a tablet's. */
const tablets = (): Pick<Browser, 'newContext'> => ({
  newContext: (options) =>
    browser.newContext({ ...options, hasTouch: true, isMobile: true, viewport: { width: 820, height: 1180 } }),
});

test('from the desk to the drawn signature, by touch alone', async () => {
  clinic = await openClinic(tablets() as Browser, {});
  const { base, open, desk, handOver, answer, button, form, choose, see, page, takeBack } = clinic;
  await open('Lindqvist');
  const pointers = await page.evaluateHandle(() => {
    const kinds: string[] = [];
    for (const event of ['pointerdown', 'keydown'] as const)
      document.addEventListener(event, (e) => kinds.push(e instanceof PointerEvent ? e.pointerType : 'key'), true);
    return kinds;
  });
  const locator = Object.getPrototypeOf(page.locator('body')) as Locator;
  vi.spyOn(locator, 'click').mockImplementation(async function tap(this: Locator, options) {
    // two taps closer than 700 ms are a double tap to Chromium, whose second half the form ignores
    await page.waitForTimeout(750);
    return this.tap({ ...(options?.position && { position: options.position }) });
  });
  await desk('Okonkwo-Test, Dee');
  await handOver();
  const presses = async () => (await pointers.jsonValue()).length;
  const before = await presses();
  await answer();
  await button('Next').click();
  await form.getByRole('checkbox').click();
  await choose('Draw my name');
  const canvas = form.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('Nothing to draw in.');
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + x, y: box.y + 60 + 20 * Math.sin(x / 15) }],
    });
  await touch('touchStart', 40);
  for (let x = 50; x <= 220; x += 10) await touch('touchMove', x);
  await touch('touchEnd', 220);
  await button('Sign and save').click();
  await see('Your agreement is saved.');
  const { last } = await signedOf(base, dee);
  expect(last.signing.signature?.[0]?.sigFormat).toBe('image/png');
  const kinds = await pointers.jsonValue();
  expect(new Set(kinds)).toEqual(new Set(['touch']));
  expect(kinds.length).toBeGreaterThan(20);
  // staff, from the desk's list to the end: twelve at most, and nothing written but the code of their own that the demo asks
  await takeBack();
  await button('Done').click();
  expect(before + (await presses()) - kinds.length).toBeLessThanOrEqual(12);
});
