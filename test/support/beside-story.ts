/** A new group beside an EHR in a real browser, from its first member to who was there; both servers checked by plain GETs. @module */
import type { FhirResource } from 'fhir/r4.js';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { people } from '../../demo/seed/clinic.ts';
import { heldOn, onEhr, type Beside } from './beside.ts';
import { hostsOf, kept, launch, textOf, watchedPage, type Watch } from './browser.ts';
import { chartOf, namedIn, notesOf, outcomesOf } from './leader-outside.ts';
import { patientsIn, searchAll } from './outside.ts';
import { screen, signedOf, type Screen } from './signing-story.ts';

const [sam, bo] = ['Patient/p8', 'Patient/p2'];
const group = 'Wednesday group';
const before = new Date('2026-11-25T22:50:00Z');
const after = new Date('2026-11-26T00:45:00Z');

/** What is written in a chart, the signed copies too. */
const textIn = (chart: readonly FhirResource[]): string =>
  JSON.stringify(chart).replaceAll(/"data":"([^"]+)"/g, (_, data: string) => Buffer.from(data, 'base64').toString());

/** Registers the story. `demo` has an EHR, and a store where only the clinic's people are. */
export function besideStory(demo: () => Beside): void {
  describe('a new group', () => {
    let browser: Browser;
    let watch: Watch;
    let clinic: Screen;
    let onTheEhr: FhirResource[];
    const base = () => demo().fhirBase;
    const page = () => watch.page;
    beforeAll(async () => {
      browser = await launch();
      watch = await watchedPage(browser, hostsOf(demo()));
      clinic = screen(watch.page, watch.faults, demo);
      onTheEhr = await heldOn(demo().ehrBase);
    });
    afterAll(() => browser.close());

    async function view(name: string): Promise<void> {
      await clinic.visit(name);
      await page().getByRole('combobox', { name: 'Group', exact: true }).selectOption({ label: group });
    }

    test('the desk creates it and adds one from the EHR’s charts, one by the number both have', async () => {
      await clinic.open('Lindqvist');
      await view('Members');
      await clinic.button('Create the group in the record').click();
      await clinic.see('Nobody is in this group yet.');
      const add = async (name: string, member: number) => {
        await clinic.heading('Is this the person?');
        expect(await page().locator('group-members').getByRole('definition').first().textContent()).toBe(name);
        await clinic.button('Yes').click();
        await clinic.button(`Add to ${group}`).click();
        await clinic.heading(`Members now · ${member}`);
      };
      await clinic.button('Add a member').click();
      await clinic.button('Choose from the record').click();
      await page().keyboard.type('santos');
      await page().getByRole('dialog').getByRole('listitem').getByRole('button').click();
      await add('Sam Santos-Test', 1);
      await clinic.button('Add a member').click();
      await page().getByLabel('Record number', { exact: true }).fill('TEST-0002');
      await clinic.button('Find').click();
      await add('Bo Lindgren-Test', 2);
    });

    test('the chart on the EHR shows the member of the store, who has another id there', async () => {
      expect(onEhr(sam)).not.toBe(sam);
      await clinic.as('Okafor');
      await clinic.chart('Santos-Test');
      await clinic.see('Preparation not started');
      // one who has not joined, though on the store that id is a member's
      await clinic.chart('Rivera-Test');
      expect(onEhr('Patient/p1')).toBe(bo);
      await clinic.see('Nothing to show.');
      expect(await page().locator('group-readiness').count()).toBe(0);
    });

    test('from the chart the desk opens the form; the member reads the introduction, answers and signs', async () => {
      await clinic.as('Lindqvist');
      await clinic.chart('Santos-Test');
      await clinic.button('Open the agreement').click();
      await clinic.form.getByText('Who signs?').waitFor();
      await clinic.handOver();
      await clinic.introduction({ name: 'Sam' });
      await clinic.answer();
      await clinic.sign('Sam Santos-Test');
      await clinic.see('Your agreement is saved.');
      await clinic.takeBack();
      await clinic.see('Signed and saved.');
      await clinic.button('Done').click();
      await clinic.heading('Intake desk');
      expect(await searchAll(base(), 'Consent', { patient: sam })).toHaveLength(2);
    });

    test('the leader finds both on tonight’s list, and notes that one can’t come', async () => {
      await clinic.open('Okafor', before);
      await view('Groups');
      const list = page().locator('group-roster');
      await list.locator('.counts', { hasText: '2 on the list · 2 expected' }).waitFor();
      const press = (name: string) => list.getByRole('button', { name, exact: true }).click();
      await press('Bo');
      await press('Told us they can’t come');
      await list.getByLabel('phone call').click();
      await list.getByLabel('no, they left word').click();
      await press('Save');
      await list.locator('.counts', { hasText: '2 on the list · 1 expected' }).waitFor();
      expect(await notesOf(base(), 'p2', 'absence-notice')).toHaveLength(1);
    });

    test('afterwards attendance is recorded, and the chart says ready and attended', async () => {
      await clinic.open('Okafor', after);
      await view('Groups');
      await clinic.button(/25 November/).click();
      await clinic.button('Everyone expected was here').click();
      await clinic.button('Save 2 charts').click();
      await page().locator('group-attendance').getByText('2 of 2 recorded').first().waitFor();
      await clinic.chart('Santos-Test');
      await page().locator('group-preparation').getByRole('button', { name: 'We talked about it' }).click();
      await clinic.see('Preparation complete');
      await clinic.see('Attended 1 of 1');
      expect(await textOf(page().locator('group-readiness'))).not.toMatch(/\bBo\b|Lindgren/);
    });

    test('outside: all of it is on the store, about one member each, and no chart names another', async () => {
      const signed = await signedOf(base(), sam);
      expect([...signed.rules, ...signed.participation].map(({ status }) => status)).toEqual(['active', 'active']);
      expect(signed.last.response.source?.reference).toBe(sam);
      const [copy, ...more] = await searchAll(base(), 'DocumentReference', { patient: sam });
      expect([copy?.subject?.reference, more]).toEqual([sam, []]);
      const outcomes = await Promise.all(['p8', 'p2'].map((id) => outcomesOf(base(), id)));
      expect(outcomes).toEqual([['2026-11-25T23:00:00.000Z present'], ['2026-11-25T23:00:00.000Z absent-with-notice']]);
      expect((await searchAll(base(), 'Encounter', {})).map(patientsIn)).toEqual([[sam]]);
      for (const { id, given, family } of people) {
        const chart = [
          ...(await chartOf(base(), id)),
          ...(await searchAll(base(), 'DocumentReference', { patient: `Patient/${id}` })),
        ];
        const mine = [sam, bo].includes(`Patient/${id}`);
        expect([chart.length > 0, namedIn(chart)]).toEqual([mine, mine ? [`Patient/${id}`] : []]);
        const others = people.filter((one) => one.id !== id && one.given !== given && one.family !== family);
        const said = textIn(chart);
        expect(others.filter((one) => said.includes(one.family) || new RegExp(`"${one.given}"`).test(said))).toEqual(
          [],
        );
        // nor where the EHR is
        expect(said).not.toContain(demo().ehrBase);
      }
    });

    test('outside: the EHR holds what it held, and was asked for nothing but whom a chart is about', async () => {
      expect(await heldOn(demo().ehrBase)).toEqual(onTheEhr);
      expect(onTheEhr.length).toBe(people.length);
      expect([...demo().asked].toSorted()).toEqual(['GET Appointment', 'GET Patient']);
    });

    test('all the while: nothing printed, no other host asked, nothing kept, no patient in the address', async () => {
      expect(watch.faults).toEqual([]);
      expect(await kept(page())).toBe(0);
      expect(page().url()).not.toMatch(/Patient|\bp\d|Santos/i);
    });
  });
}
