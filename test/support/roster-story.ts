/** A leader in the corridor, in a real browser: who is coming, a call that comes in, what was raised; checked by plain GETs. @module */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, textOf, watchedPage } from './browser.ts';
import { comingStart, portalOn } from './demo.ts';
import { patientsIn, searchAll, token } from './outside.ts';

const now = new Date('2026-12-01T22:50:00Z');

/** Registers the story. `demo` gives the page's address and the FHIR base, seeded at `seededAt`. */
export function rosterStory(demo: () => { url: string; fhirBase: string }): void {
  describe('five minutes before the session', () => {
    let browser: Browser;
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      browser = await launch();
      const hosts = [new URL(demo().url).host, new URL(demo().fhirBase).host];
      ({ page, faults } = await watchedPage(browser, hosts));
      await page.setViewportSize({ width: 1024, height: 900 });
    });
    afterAll(() => browser.close());

    const list = () => page.locator('group-roster');
    const counts = (text: string) => list().locator('.counts', { hasText: text }).waitFor();
    const button = (name: string) => list().getByRole('button', { name, exact: true });
    const notes = (patient: string, code: string) =>
      searchAll(demo().fhirBase, 'Observation', { patient: `Patient/${patient}`, code: token(code) });

    test('the list of tonight is open with the group, without a click', async () => {
      await page.goto(`${demo().url}/?now=${now.toISOString()}#groups`);
      await page.getByLabel('Signed in as').selectOption({ index: 0 });
      await page.getByRole('link', { name: 'Groups', exact: true }).click();
      await counts('8 on the list · 8 expected · 1 first session');
      expect(await list().locator('.who').allInnerTexts()).toHaveLength(8);
      const said = await textOf(list());
      expect(said).toContain('Bo');
      expect(said).not.toMatch(/Rivera|Okonkwo|Santos|Lindgren/);
    });

    test('a call the leader takes is in one chart, and counted, in five clicks', async () => {
      for (const press of [
        button('Bo'),
        button('Told us they can’t come'),
        list().getByLabel('phone call'),
        list().getByLabel('no, they left word'),
        button('Save'),
      ])
        await press.click();
      await counts('8 on the list · 7 expected · 1 told us away');
      const [note, ...more] = await notes('p2', 'absence-notice');
      expect(more).toEqual([]);
      expect(note && patientsIn(note)).toEqual(['Patient/p2']);
      expect(JSON.stringify(note)).not.toMatch(/"(note|text|comment)"/);
    });

    test('a call the desk logs is there without reload, and is said', async () => {
      const desk = portalOn(demo().fhirBase, 'intake', { now: () => now });
      await desk.addNote(
        { group: 'tuesday', patient: 'Patient/p5' },
        { id: crypto.randomUUID(), kind: 'absence-notice', session: comingStart, channel: 'phone', reached: 'talked' },
      );
      // it is read again after twenty seconds
      await expect
        .poll(() => list().locator('.counts').innerText(), { timeout: 60_000 })
        .toContain('8 on the list · 6 expected · 2 told us away');
      expect(await list().getByRole('status').textContent()).toBe('Max told us they can’t come. 6 expected.');
    });

    test('talked about is one press; the wish is closed in the member’s own chart', async () => {
      await list()
        .getByRole('button', { name: /Talked about with Dee/ })
        .click();
      await list().getByText('Wants to talk about a rule').waitFor({ state: 'detached' });
      expect((await notes('p3', 'talked-about')).map((n) => n.derivedFrom?.length)).toEqual([1]);
    });

    test('one key hides it all', async () => {
      await list().locator('.counts').click();
      await page.keyboard.press('h');
      await list().getByText('The list is hidden.').waitFor();
      expect(await textOf(list())).not.toMatch(/Bo|Tuesday/);
      await page.keyboard.press('h');
      await counts('6 expected');
      expect(faults).toEqual([]);
    });
  });
}
