/** The whole story in a real browser on a real FHIR server, checked from outside by plain GETs. @module */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import { hostsOf, kept, launch, signInAs, watchedPage, type Watch } from './browser.ts';
import { afterSession, comingStart, seededAt } from './demo.ts';
import { screen, type Screen } from './signing-story.ts';
import { counts, patientsIn, searchAll, token } from './outside.ts';

const newcomer = 'Patient/p8';

/**
 * Registers the story. `demo` gives the page's address and the FHIR base, seeded at `seededAt`; `refused` is how often the
 * browser itself says that the server refused a request, which the portal then sent another way.
 */
export function story(demo: () => { url: string; fhirBase: string; ehrBase?: string }, refused = 0): void {
  describe('the story', () => {
    let browser: Browser;
    let watch: Watch;
    let page: Page;
    let clinic: Screen;
    const base = () => demo().fhirBase;
    beforeAll(async () => {
      browser = await launch();
      watch = await watchedPage(browser, hostsOf(demo()));
      ({ page } = watch);
      clinic = screen(page, watch.faults, demo);
    });
    afterAll(() => browser.close());

    const open = (now: Date) => page.goto(`${demo().url}/?now=${now.toISOString()}`);
    const as = (person: string) => signInAs(page, person);
    const visit = (name: string) => page.getByRole('link', { name, exact: true }).click();
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
    const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
    const signed = () => searchAll(base(), 'Consent', { patient: newcomer });
    async function chartOf(name: string): Promise<void> {
      await visit('Charts');
      await button(new RegExp(name))
        .or(page.getByRole('link', { name: new RegExp(name) }))
        .first()
        .click();
    }

    test('the newcomer’s chart says that preparation has not started', async () => {
      await open(seededAt);
      await as('Okafor');
      await chartOf('Santos-Test');
      await see('Preparation not started');
      await see('First session Tuesday 1 December, 6:00 pm');
      expect(await signed()).toEqual([]);
    });

    test('intake opens the form, the member answers every clause and signs', async () => {
      await as('Lindqvist');
      await clinic.desk('Santos-Test, Sam');
      await clinic.handOver();
      await clinic.introduction();
      await clinic.answer();
      expect(await signed()).toEqual([]);
      await clinic.sign('Sam Santos-Test');
      await see('Your agreement is saved.');
    });

    test('the screen stays the member’s until staff show that it is them; then staff say who saw it, and close', async () => {
      await expect.poll(() => page.getByRole('link', { name: 'Charts' }).isVisible()).toBe(false);
      await button('Staff: take the screen back').click();
      await page.getByLabel(/^Staff code/).fill('4321');
      await button('OK').click();
      await see('That is not the code.');
      await button('Cancel').click();
      await see('The screen stays with the member until staff confirm.');
      await clinic.takeBack();
      await see('Signed and saved.');
      await page.getByRole('checkbox', { name: /^I saw the person sign/ }).check();
      await page.locator('group-agreement').getByText('Printed', { exact: true }).click();
      await button('Done').click();
      await page.getByRole('heading', { name: 'Intake desk', level: 1 }).waitFor();
    });

    test('outside: Consents, responses and Provenance are there, signed by the patient, bound to the words', async () => {
      const consents = await signed();
      const responses = await searchAll(base(), 'QuestionnaireResponse', { patient: newcomer });
      expect(consents).toHaveLength(2);
      const packs = responses.map((r) => /\/(group-\w+)-en\b/.exec(r.questionnaire ?? '')?.[1] ?? '');
      expect(packs.toSorted((a, b) => a.localeCompare(b))).toEqual([
        'group-participation',
        // the introduction, and how to leave word
        'group-preparation',
        'group-preparation',
        'group-rules',
      ]);
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set(['completed']));
      const rules = consents.find((c) => c.category.some((k) => k.coding?.[0]?.code === 'group-rules'));
      expect(rules).toMatchObject({ status: 'active', performer: [{ reference: newcomer }] });
      const digest = createHash('sha256')
        .update(canonicalize(groupRulesEn) ?? '')
        .digest('base64url');
      expect(rules?.policy?.[1]?.uri).toBe(`ni:///sha-256;${digest}`);
      const [response] = responses.filter((r) => `QuestionnaireResponse/${r.id}` === rules?.sourceReference?.reference);
      expect(response?.source).toEqual({ reference: newcomer, display: 'Sam Santos-Test' });
      expect(response?.item?.flatMap((i) => i.item ?? [i])).toHaveLength(13);
      const tag = `https://fhir-group-therapy.example/fhir/sid/signing|${rules?.identifier?.[0]?.value}`;
      const [provenance, ...more] = await searchAll(base(), 'Provenance', { _tag: tag });
      expect(more).toEqual([]);
      expect(provenance?.agent.map((a) => [a.type?.coding?.[0]?.code, a.who.reference])).toEqual([
        ['author', newcomer],
        ['verifier', 'Practitioner/i1'],
        ['enterer', 'Practitioner/i1'],
        ['attester', 'Practitioner/i1'],
      ]);
    });

    test('the leader takes attendance of eight: one press, two exceptions, one save', async () => {
      await open(afterSession);
      await as('Okafor');
      await visit('Groups');
      await button(/1 December/).click();
      await see('Tuesday 1 December, 6:00 to 7:30 pm');
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
      await button('Everyone expected was here').click();
      const row = (name: string) => page.getByRole('radiogroup', { name: new RegExp(`^${name}`) }).first();
      await row('Dee').getByRole('radio', { name: 'Late', exact: true }).click();
      await row('Max').getByRole('radio', { name: 'Away', exact: true }).click();
      await page.getByRole('radio', { name: 'No word', exact: true }).click();
      await button('Save 8 charts').click();
      await page.locator('group-attendance').getByText('8 of 8 recorded').first().waitFor();
    });

    const recorded = async () =>
      (await searchAll(base(), 'Observation', { code: token('session-attendance'), date: 'ge2026-11-30' })).filter(
        (o) => o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
      );

    test('outside: eight Observations, an Encounter only for those who came, nothing names a second patient', async () => {
      await expect.poll(recorded, { timeout: 20_000 }).toHaveLength(8);
      const observations = await recorded();
      expect(observations.filter((o) => o.encounter)).toHaveLength(7);
      expect(observations.find((o) => o.subject?.reference === 'Patient/p5')).toMatchObject({
        valueCodeableConcept: { coding: [{ code: 'absent-without-notice' }] },
      });
      for (const resource of observations) expect(patientsIn(resource)).toHaveLength(1);
      const visits = observations.flatMap((o) => o.encounter?.reference?.split('/')[1] ?? []);
      const encounters = await searchAll(base(), 'Encounter', { _id: visits.join(',') });
      expect(encounters).toHaveLength(7);
      for (const encounter of encounters) expect(patientsIn(encounter)).toHaveLength(1);
    });

    test('opening the same sheet and saving again adds nothing', async () => {
      const before = await counts(base());
      await open(afterSession);
      await as('Okafor');
      await visit('Groups');
      await button(/1 December/).click();
      await page.locator('group-attendance').getByText('8 of 8 recorded').first().waitFor();
      await button('Everyone expected was here').click({ force: true });
      await button(/^Save/).click({ force: true });
      expect(await counts(base())).toEqual(before);
    });

    test('the newcomer’s chart shows it', async () => {
      await chartOf('Santos-Test');
      await see('Attended 1 of 1');
      expect(await page.getByText('signed 25 Nov').first().isVisible()).toBe(true);
    });

    test('all the while: nothing printed, no other host asked, nothing kept, no patient in the address', async () => {
      const line = 'console: Failed to load resource: the server responded with a status of 400 (Bad Request)';
      expect(watch.faults).toEqual(Array.from({ length: refused }, () => line));
      expect(await kept(page)).toBe(0);
      expect(page.url()).not.toMatch(/Patient|p8|Santos/i);
    });
  });
}
