/** A new group in a real browser, from an empty record to its first sessions, checked from outside by plain GETs. @module */
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cancelled, changesOf, eight, held, moved, patientOfEach, recordsOf } from './book-outside.ts';
import { references, seatOf, seven, toldBy, today, type Newcomer } from './book-outside.ts';
import { kept, launch, watchedPage, type Watch } from './browser.ts';
import { seededAt } from './demo.ts';
import { searchAll } from './outside.ts';

/** The morning after the session of 2 December. */
const afterwards = new Date('2026-12-03T15:00:00Z');

/** Every attribute on the page, those inside widgets too. */
const attributes = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const within = (root: Document | ShadowRoot): string[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ...(element.shadowRoot ? within(element.shadowRoot) : []),
      ]);
    return within(document);
  });

/** What a control is described by, to the eye as to a screen reader. */
const saidAt = (control: Locator): Promise<string> =>
  control.evaluate((element) => {
    const id = element.getAttribute('aria-describedby') ?? '';
    return (element.getRootNode() as ShadowRoot).getElementById(id)?.textContent ?? '';
  });

/** Registers the story. `demo` gives the page's address and the FHIR base, where only the clinic's people are. */
export function bookStory(demo: () => { url: string; fhirBase: string }): void {
  describe('a new group', () => {
    let browser: Browser;
    let watch: Watch;
    let page: Page;
    const base = () => demo().fhirBase;
    beforeAll(async () => {
      browser = await launch();
      watch = await watchedPage(browser, [new URL(demo().url).host, new URL(base()).host]);
      ({ page } = watch);
    });
    afterAll(() => browser.close());

    /** No patient's id or number in the markup or the address. */
    async function nobodyNamed(): Promise<void> {
      expect((await attributes(page)).filter((text) => /Patient\/|\bp\d+\b|TEST-\d/i.test(text))).toEqual([]);
      expect(page.url()).not.toMatch(/Patient|\bp\d+\b|Test/i);
    }
    afterEach(nobodyNamed);

    const open = (now: Date) => page.goto(`${demo().url}/?now=${now.toISOString()}`);
    const as = (label: string) => page.getByLabel('Signed in as').selectOption({ label });
    const visit = (name: string) => page.getByRole('link', { name, exact: true }).click();
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
    const field = (name: string) => page.getByLabel(name, { exact: true });
    const see = (text: string) => page.getByText(text).first().waitFor();
    async function wednesdayGroup(view: string): Promise<void> {
      await visit(view);
      await page.getByRole('combobox', { name: 'Group', exact: true }).selectOption({ label: 'Wednesday group' });
    }

    test('the record does not hold the group: one press of intake creates it, and it is there once', async () => {
      await open(seededAt);
      await as('P. Lindqvist-Test, intake');
      await wednesdayGroup('Members');
      await see('The record does not hold this group yet, so nobody can be added.');
      expect(await searchAll(base(), 'HealthcareService', {})).toEqual([]);
      await button('Create the group in the record').click();
      await see('Nobody is in this group yet.');
      const services = await searchAll(base(), 'HealthcareService', {});
      expect(services.map(({ name, active }) => [name, active])).toEqual([['Wednesday group', true]]);
    });

    test('a wrong number gets a word at the field, and stays to be corrected', async () => {
      await button('Add a member').click();
      await field('Record number').fill('TEST-9999');
      await button('Find').click();
      await expect.poll(() => saidAt(field('Record number'))).toBe('Nobody in the record has this number.');
      expect(await field('Record number').inputValue()).toBe('TEST-9999');
      // the look at the attributes goes into the widget
      expect(await attributes(page)).toContain('id=add-identifier');
      await nobodyNamed();
      await button('Close').click();
    });

    /** The picker opens with its search, and what is typed leaves one person. */
    async function pick(search: string): Promise<void> {
      await button('Choose from the record').click();
      const picker = page.getByRole('dialog', { name: 'Choose a patient' });
      await picker.waitFor();
      await page.keyboard.type(search);
      const rows = picker.getByRole('listitem');
      await expect.poll(() => rows.count()).toBe(1);
      await nobodyNamed();
      await rows.getByRole('button').click();
    }
    async function find({ number, search = '' }: Newcomer): Promise<void> {
      await button('Add a member').click();
      if (number === undefined) return pick(search);
      await field('Record number').fill(number);
      await button('Find').click();
    }

    test('eight members are added, each checked by two identifiers', async () => {
      for (const [i, person] of eight.entries()) {
        await find(person);
        await page.getByRole('heading', { name: 'Is this the person?' }).waitFor();
        const identifiers = page.locator('group-members').getByRole('definition');
        expect(await identifiers.allTextContents()).toEqual([person.name, person.born]);
        await button('Yes').click();
        expect(await field('First day').inputValue()).toBe(today);
        if (person.start) await field('First day').fill(person.start);
        if (person.called) {
          await field('Name in the group (optional)').fill(person.called);
          await field('How to reach them (optional)').selectOption({ label: 'Text message' });
          await page.getByRole('radio', { name: 'Yes' }).check();
        }
        await nobodyNamed();
        await button('Add to Wednesday group').click();
        await page.getByRole('heading', { name: `Members now · ${i + 1}`, exact: true }).waitFor();
      }
    });

    test.each([
      ['by number', 'Bo', () => field('Record number')],
      ['in the picker', 'Alex', () => button('Choose from the record')],
    ] as const)('the same person once more, %s, is refused right there', async (_how, name, place) => {
      for (const person of eight.filter((one) => one.name.startsWith(name))) await find(person);
      await expect.poll(() => saidAt(place())).toMatch(/^This person can’t be added: they are in the group already/);
      await button('Close').click();
    });

    test('outside: eight memberships of one patient each, who added them, one way to be reached', async () => {
      const found = await searchAll(base(), 'EpisodeOfCare', {});
      expect(patientOfEach(found)).toEqual(references(eight));
      expect(found.map(({ status, patient, period }) => [status, patient.reference, period?.start])).toEqual(
        expect.arrayContaining(eight.map(({ id, start = today }) => ['active', `Patient/${id}`, start])),
      );
      expect(await changesOf(base(), found)).toEqual(eight.map(() => ['CREATE Practitioner/i1']));
      const ways = await searchAll(base(), 'QuestionnaireResponse', {});
      expect(patientOfEach(ways)).toEqual(['Patient/p14']);
      expect(ways[0]).toMatchObject({ status: 'completed', author: { reference: 'Practitioner/i1' } });
    });

    test('the leader is asked about next week’s session, and first puts one on hold until further notice', async () => {
      await as('A. Okafor-Test, leader');
      await wednesdayGroup('Members');
      await button('Change Wednesday 2 December').click();
      await button('Cancel this session').click();
      await see('Cancel for all 8 members?');
      await button('Change Jo').click();
      await button('Put on hold').click();
      await button('Put on hold').click();
      await page.getByRole('list', { name: 'On hold · 1' }).getByText('from 25 Nov until further notice').waitFor();
      const found = await searchAll(base(), 'EpisodeOfCare', { patient: 'Patient/p4' });
      expect(found.map(({ status, statusHistory }) => ({ status, statusHistory }))).toEqual([
        {
          status: 'onhold',
          statusHistory: [
            { status: 'active', period: { start: '2026-11-18', end: '2026-11-24' } },
            { status: 'onhold', period: { start: today } },
          ],
        },
      ]);
      expect(await changesOf(base(), found)).toEqual([['CREATE Practitioner/i1', 'UPDATE Practitioner/l1']]);
    });

    const session = (day: string) => page.getByRole('listitem').filter({ hasText: day });

    test('the question counts anew, and one press cancels the session for all', async () => {
      await see('Cancel for all 7 members?');
      expect(await recordsOf(base(), cancelled)).toEqual([]);
      await button('Cancel this session').click();
      await see('Cancelled for all 7 members.');
      await session('Wednesday 2 December').getByText('6:00 to 7:30 pm · Cancelled').waitFor();
      const records = await recordsOf(base(), cancelled);
      expect(patientOfEach(records)).toEqual(references(seven));
      expect(records.map(toldBy)).toEqual(seven.map(() => 'session-cancelled Practitioner/l1'));
    });

    test('the leader moves the session after that to Thursday, same time', async () => {
      await button('Change Wednesday 9 December').click();
      await button('Move to another time').click();
      expect(await field('Start (Eastern Time)').inputValue()).toBe('18:00');
      await field('New day').fill('2026-12-10');
      await button('Move for all 7 members').click();
      await see('Moved for all 7 members.');
      await session('Thursday 10 December').getByText('Moved from Wednesday 9 December, 6:00 pm').waitFor();
      const seats = await searchAll(base(), 'Appointment', {});
      expect(patientOfEach(seats)).toEqual(references(seven));
      expect(seats.map(seatOf)).toEqual(seven.map(() => ({ status: 'booked', at: moved.to, from: [moved.from] })));
      expect(await changesOf(base(), seats)).toEqual(seven.map(() => ['CREATE Practitioner/l1']));
    });

    test('afterwards the leader takes attendance of the session that was held', async () => {
      await open(afterwards);
      await as('A. Okafor-Test, leader');
      await visit('Groups');
      // of the first group, which nobody created
      await see('No sessions are scheduled.');
      await wednesdayGroup('Groups');
      const sessions = button(/^\w+ \d+ \w+, 6:00 pm/);
      await sessions.first().waitFor();
      // without the cancelled one
      expect(await sessions.allTextContents()).toEqual([
        'Thursday 10 December, 6:00 pm7 seats · to come',
        'Wednesday 25 November, 6:00 pm7 seats · not recorded yet',
        'Wednesday 18 November, 6:00 pm1 seat · not recorded yet',
      ]);
      await sessions.nth(1).click();
      await see('Wednesday 25 November, 6:00 to 7:30 pm');
      await button('Everyone expected was here').click();
      const max = page.getByRole('radiogroup', { name: 'Max', exact: true });
      await max.getByRole('radio', { name: 'Away', exact: true }).click();
      await page.getByRole('radio', { name: 'No word', exact: true }).click();
      await button('Save 7 charts').click();
      await page.locator('group-attendance').getByText('7 of 7 recorded').first().waitFor();
    });

    test('outside: one record for each who was expected, a visit for each who came', async () => {
      const records = await recordsOf(base(), held);
      expect(patientOfEach(records)).toEqual(references(seven));
      const max = 'Patient/p5';
      const outcome = (patient?: string) => (patient === max ? 'absent-without-notice' : 'present');
      expect(records.map(toldBy)).toEqual(records.map((o) => `${outcome(o.subject?.reference)} Practitioner/l1`));
      const visited = patientOfEach(await searchAll(base(), 'Encounter', {}));
      expect(visited).toEqual(references(seven).filter((patient) => patient !== max));
    });

    test('the intake desk lists who must still sign, and opens the form for the one chosen', async () => {
      await as('P. Lindqvist-Test, intake');
      await visit('Intake desk');
      const list = page.getByRole('list', { name: 'Thursday 10 December, 6:00 pm · Wednesday group' });
      await list.waitFor();
      const rows = await list.getByRole('listitem').allTextContents();
      const toSign = 'Introduction · Group rules and consent to take part to sign';
      expect(rows.map((row) => / for (.+-Test)\s+(.*)/.exec(row.trim())?.slice(1))).toEqual(
        seven.map(({ name, called }) => [name, called ? toSign : `${toSign} · How to tell us`]),
      );
      await button('Open the form for Zoë Núñez-Test').click();
      await page.locator('group-agreement').getByRole('heading', { name: 'Zoë Núñez-Test' }).waitFor();
    });

    test('all the while: nothing printed, no other host asked, nothing kept', async () => {
      expect(watch.faults).toEqual([]);
      expect(await kept(page)).toBe(0);
    });
  });
}
