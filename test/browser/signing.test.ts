/** The golden cases of signing (domain.md 6) in a real browser against the demo, checked from outside by plain GETs. @module */
import type { DocumentReference, Element, EpisodeOfCare, Patient } from 'fhir/r4.js';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DemoOptions } from '../../demo/server.ts';
import { groupRulesEs } from '../../src/content/group-rules-es.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import { reviewedDocumentsEs, reviewedRulesEs } from '../../demo/seed/reviewed-es.ts';
import { launch } from '../support/browser.ts';
import { portalOn, seededAt } from '../support/demo.ts';
import { searchAll, token } from '../support/outside.ts';
import { answered, change, get, closeClean, openClinic, put, type Clinic } from '../support/signing-clinic.ts';
import { agentsOf, signedOf } from '../support/signing-story.ts';

let browser: Browser;
let clinic: Clinic;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const start = async (options: DemoOptions = {}): Promise<Clinic> => (clinic = await openClinic(browser, options));
beforeEach(() => {
  clinic = undefined as unknown as Clinic;
});
afterEach(() => closeClean(clinic));

const nameless = (episode: EpisodeOfCare): EpisodeOfCare => ({
  ...episode,
  extension: (episode.extension ?? []).filter(({ url }) => !url.endsWith('/display-name')),
});
const displayName = ({ extension = [] }: EpisodeOfCare) =>
  extension.find(({ url }) => url.endsWith('/display-name'))?.valueString;
const renamed =
  (given: string, family: string) =>
  (patient: Patient): Patient => ({ ...patient, name: [{ use: 'official', given: [given], family }] });
const decoded = ({ content }: DocumentReference) =>
  Buffer.from(content[0]?.attachment.data ?? '', 'base64').toString('utf8');
const copyOf = async (base: string, patient: string): Promise<DocumentReference> => {
  const copies = await searchAll(base, 'DocumentReference', { patient });
  const { last } = await signedOf(base, patient);
  const [mine] = copies.filter((one) =>
    [one.masterIdentifier, ...(one.identifier ?? [])].some((id) => id?.value === last.consent.identifier?.[0]?.value),
  );
  if (!mine) throw new Error('There is no copy.');
  return mine;
};
const readiness = () => clinic.page.locator('group-readiness');
const signedCard = () => clinic.page.locator('group-signed');
const leaderCard = () => clinic.page.locator('group-preparation');

test('G1 on a tablet: introduction, name, rules, consent and signature, then the talk with the leader; complete', async () => {
  const { open, desk, handOver, introduction, answer, sign, takeBack, see, button, chart, as, base } = await start();
  await change<EpisodeOfCare>(base, 'EpisodeOfCare/m-p8', nameless);
  await open('Lindqvist');
  await desk('Santos-Test, Sam');
  await handOver();
  await introduction({ name: 'Sam' });
  await answer();
  await sign('Sam Santos-Test');
  await see('Your agreement is saved.');
  await takeBack();
  await see('Nothing else is open.');
  await button('Done').click();
  const { last, rules, participation } = await signedOf(base, 'Patient/p8');
  expect([rules.length, participation.length, last.consent.status, participation[0]?.status]).toEqual([
    1,
    1,
    'active',
    'active',
  ]);
  expect(new Set(Object.values(last.answers))).toEqual(new Set(['yes', 'read']));
  expect(displayName(await get(base, 'EpisodeOfCare/m-p8'))).toBe('Sam');
  // nobody ticked that they saw it
  expect(agentsOf(last.signing)).toEqual([
    ['author', 'Patient/p8'],
    ['verifier', 'Practitioner/i1'],
    ['enterer', 'Practitioner/i1'],
  ]);
  await as('Okafor');
  await chart('Santos-Test');
  await readiness().getByText('1 step left').waitFor();
  await button('We talked about it').click();
  await readiness().getByText('Preparation complete').first().waitFor();
  const talks = await searchAll(base, 'Observation', { patient: 'Patient/p8', code: token('commitment-talk') });
  expect(talks.map(({ performer }) => performer?.[0]?.reference)).toEqual(['Practitioner/l1']);
});

test('G1 no sessions yet is said in words, never as a percentage', async () => {
  const { open, chart } = await start();
  await open('Okafor');
  await chart('Santos-Test');
  await readiness().getByText('no sessions yet').waitFor();
  expect(await readiness().getByText('%').count()).toBe(0);
});

/** Of the whole document one sentence is new, from a Tuesday on: material, in both languages. */
const second = (document: typeof groupRulesEn, effective: string, more: Partial<typeof groupRulesEn> = {}) => ({
  ...document,
  version: '2026.2',
  effective,
  rules: document.rules.map((rule) =>
    rule.id === 'outside-contact'
      ? {
          ...rule,
          clauses: rule.clauses.map((clause) =>
            clause.id === 'avoid' ? { ...clause, text: `${clause.text} (2)` } : clause,
          ),
        }
      : rule,
  ),
  ...more,
});

test('G2 a second version: due with the first still in force, superseded after the grace, in force once signed again', async () => {
  const effective = '2026-12-01';
  const documents = [second(groupRulesEn, effective), second(reviewedRulesEs, effective)];
  const { open, chart, base, desk, handOver, answer, sign, takeBack, see, button, page } = await start({ documents });
  const on = (day: string) => new Date(`${day}T12:00:00-05:00`);
  await open('Lindqvist', on('2026-11-30'));
  await chart('Lindgren-Test');
  await signedCard().getByText('Group rules and consent to take part are in force').waitFor();
  expect(await readiness().getByText('New version of the rules to sign').count()).toBe(0);
  await open('Lindqvist', on('2026-12-14'));
  await chart('Lindgren-Test');
  await readiness().getByText('New version of the rules to sign').waitFor();
  await signedCard().getByText('Group rules and consent to take part are in force').waitFor();
  await open('Lindqvist', on('2026-12-15'));
  await chart('Lindgren-Test');
  await readiness().getByText('Agreement no longer in force').first().waitFor();
  await readiness().getByText('Newer version needed since 15 Dec').waitFor();
  await signedCard().getByText('a newer version took its place, last day 14 Dec').first().waitFor();
  await desk('Lindgren-Test, Bo');
  await handOver();
  await answer();
  await sign('Bo Lindgren-Test');
  await see('Your agreement is saved.');
  await takeBack();
  await button('Done').click();
  const { rules, last } = await signedOf(base, 'Patient/p2');
  expect(rules.map(({ status }) => status)).toEqual(['inactive', 'active']);
  expect(last.response.questionnaire).toBe(`${groupRulesEn.url}|2026.2`);
  await chart('Lindgren-Test');
  await signedCard().getByText('Group rules and consent to take part are in force').waitFor();
  // the words of the first version can be read again, and what was in force then is known
  await signedCard().getByLabel('What was in force on…').fill('2026-12-10');
  await signedCard()
    .getByText(/group rules \(version 2026\.1\)/)
    .waitFor();
  expect(await readiness().getByText('no longer in force').count()).toBe(0);
  await page.locator('group-signed').getByText('Version 2026.1').first().waitFor({ state: 'attached' });
});

test('G3 withdrawn in the chart: at once, with who and when, attendance untouched; signing again restores it', async () => {
  const { open, chart, base, page, button, desk, handOver, answer, sign, takeBack, see } = await start();
  const attendance = async () =>
    (await searchAll(base, 'Observation', { patient: 'Patient/p1', code: token('session-attendance') }))
      .map(({ id, meta }) => `${id} ${meta?.versionId}`)
      .toSorted();
  const before = await attendance();
  expect(before.length).toBeGreaterThan(5);
  await open('Lindqvist');
  await chart('Rivera-Test');
  await button('Withdraw…').click();
  await signedCard().getByLabel('Group rules', { exact: true }).check();
  await button('Record the withdrawal').click();
  await readiness().getByText('Agreement no longer in force').first().waitFor();
  await readiness().getByText('Withdrawn 25 November · leader to talk').waitFor();
  const withdrawn = await signedOf(base, 'Patient/p1');
  expect(withdrawn.rules.map(({ status }) => status)).toEqual(['inactive']);
  expect(withdrawn.participation.map(({ status }) => status)).toEqual(['active']);
  const changes = await searchAll(base, 'Provenance', { target: `Consent/${withdrawn.rules[0]?.id}` });
  const told = changes.filter(({ id }) => id !== withdrawn.last.signing.id);
  expect(told.flatMap(({ agent }) => agent.map(({ who }) => who.reference))).toContain('Practitioner/i1');
  expect(told.map(({ recorded }) => Date.parse(recorded))).toEqual([seededAt.getTime()]);
  expect(await attendance()).toEqual(before);
  expect((await get<EpisodeOfCare>(base, 'EpisodeOfCare/m-p1')).status).toBe('active');
  const later = new Date(seededAt.getTime() + 3_600_000);
  await open('Lindqvist', later);
  await desk('Rivera-Test, Alex');
  await handOver();
  await answer();
  await sign('Alex Rivera-Test');
  await see('Your agreement is saved.');
  await takeBack();
  await button('Done').click();
  await chart('Rivera-Test');
  await expect.poll(() => readiness().getByText('Agreement no longer in force').count()).toBe(0);
  await signedCard().getByText('Group rules and consent to take part are in force').waitFor();
  const { rules } = await signedOf(base, 'Patient/p1');
  expect(rules.map(({ status }) => status)).toEqual(['inactive', 'active']);
  expect(await attendance()).toEqual(before);
  expect(await page.locator('group-signed').getByText('withdrawn 25 Nov').count()).toBeGreaterThan(0);
});

const names: [given: string, family: string][] = [
  ['Zoë', 'Núñez-Ångström-Test'],
  ['محمد', 'العلي-Test'],
  ['שרה', 'Test'],
];
test('G11 names go unchanged through signing to the copy: Latin, Arabic, Hebrew', async () => {
  const { open, desk, handOver, answer, toSign, button, see, takeBack, base, chart, page, form } = await start();
  for (const [i, [given, family]] of names.entries()) {
    const now = new Date(seededAt.getTime() + i * 60_000);
    const name = `${given} ${family}`;
    await change<Patient>(base, 'Patient/p3', renamed(given, family));
    await answered(base, 'Patient/p3', { now });
    await open('Lindqvist', now);
    await desk(`${family}, ${given}`);
    await handOver();
    await answer();
    await toSign(name);
    await form.getByText('In our record:').waitFor();
    expect(await form.locator('#name-hint bdi').textContent()).toBe(name);
    await button('Sign and save').click();
    await see('Your agreement is saved.');
    await takeBack();
    expect(await form.locator('#heading bdi').textContent()).toBe(name);
    await button('Done').click();
    const { last } = await signedOf(base, 'Patient/p3');
    expect(last.response.source?.display).toBe(name);
    const copy = decoded(await copyOf(base, 'Patient/p3'));
    expect(copy).toContain(`>${name}<`);
    expect(copy).toMatch(/charset="?utf-8/i);
    expect(copy).not.toMatch(/�|Ã|Ø§/);
    // the clinic has another Zoë
    await chart(i === 0 ? family : given);
    await signedCard().locator('summary').first().click();
    await signedCard()
      .getByRole('button', { name: /^Show the copy/ })
      .first()
      .click();
    const shown = page.frameLocator('group-signed iframe');
    await shown.getByText(name).first().waitFor();
    // without its own direction a right-to-left name would take the words beside it along
    const isolated = await shown
      .locator('bdi, [dir=auto]')
      .evaluateAll((elements, text) => elements.some(({ textContent }) => textContent?.trim() === text), name);
    expect(isolated).toBe(true);
  }
});

test('two called Alex: staff are told after the screen came back, the leader sees it, the member never', async () => {
  const { open, desk, handOver, introduction, answer, sign, see, takeBack, base, chart, as, button, page } =
    await start();
  await change<EpisodeOfCare>(base, 'EpisodeOfCare/m-p8', nameless);
  await answered(base, 'Patient/p8');
  await open('Lindqvist');
  await desk('Santos-Test, Sam');
  await handOver();
  const heard: string[] = [];
  const listen = async () => heard.push((await page.locator('group-agreement').textContent()) ?? '');
  await introduction({ name: 'Alex' });
  await page.locator('group-agreement').getByRole('heading').first().waitFor();
  await listen();
  await answer();
  await listen();
  await sign('Sam Santos-Test');
  await see('Your agreement is saved.');
  await listen();
  expect(heard.filter((text) => /same name|another member/i.test(text))).toEqual([]);
  await takeBack();
  await see('Another member of this group uses the same name.');
  await button('Done').click();
  // nothing is added to either name
  expect(displayName(await get(base, 'EpisodeOfCare/m-p8'))).toBe('Alex');
  expect(displayName(await get(base, 'EpisodeOfCare/m-p1'))).toBe('Alex');
  await as('Okafor');
  await chart('Santos-Test');
  await leaderCard().getByText('Another member uses the name').waitFor();
});

const mother = 'RelatedPerson/rp-mara';
/** Ty is seventeen; his mother is on record. Both are made up. */
async function minor(base: string): Promise<void> {
  await change<Patient>(base, 'Patient/p7', (patient) => ({ ...patient, birthDate: '2009-03-15' }));
  await put(base, mother, {
    resourceType: 'RelatedPerson',
    id: 'rp-mara',
    active: true,
    patient: { reference: 'Patient/p7' },
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH' }] }],
    name: [{ given: ['Mara'], family: 'Brooks-Test' }],
  });
}
/** The mother reads and answers up to the minor's own part. */
async function guardianAnswers(): Promise<void> {
  const { open, desk, choose, button, answer, form, base } = clinic;
  await answered(base, 'Patient/p7', { signer: { as: 'representative', basis: 'parent', reference: mother } });
  await open('Lindqvist');
  await desk('Brooks-Test, Ty');
  await form.getByText('By the birth date on record the member is a minor.').waitFor();
  await choose('Somebody who may sign for the member', 'Parent', 'Mara Brooks-Test', 'Two identifiers checked');
  await button('Hand over this screen').click();
  await answer();
  await button('Next').click();
  await form.getByRole('heading', { name: 'Now it is your turn' }).waitFor();
}

test('G12 assent is asked, and stands beside the guardian’s signature', async () => {
  const { button, choose, form, see, takeBack, base } = await start();
  await minor(base);
  await guardianAnswers();
  await button('Next').click();
  await see('Choose one answer to go on. Each one is okay.');
  await choose('Yes');
  await button('Next').click();
  await see('Type your name here if you want to take part.');
  await form.getByLabel('Your name').fill('Ty Brooks-Test');
  await button('Next').click();
  await form.getByRole('heading', { name: 'Sign', exact: true }).waitFor();
  await form.getByRole('checkbox').click();
  // on record by name, so the button alone is enough as well
  await choose('Just press the button');
  await form.getByText('You sign as').waitFor();
  await button('Sign and save').click();
  await see('Your agreement is saved.');
  await takeBack();
  await button('Done').click();
  const { last } = await signedOf(base, 'Patient/p7');
  expect(agentsOf(last.signing).slice(0, 2)).toEqual([
    ['author', mother],
    ['informant', 'Patient/p7'],
  ]);
  expect(last.signing.agent[0]?.onBehalfOf?.reference).toBe('Patient/p7');
  expect(last.signing.signature?.map(({ who }) => who.reference)).toEqual([mother, 'Patient/p7']);
  expect(last.response.source).toEqual({ reference: mother, display: 'Mara Brooks-Test' });
});

test('G12 talk answers of the teen are not shown to the guardian, on no screen and in no document', async () => {
  const { button, choose, form, see, takeBack, base, as, chart, page } = await start();
  await minor(base);
  await guardianAnswers();
  await choose('I want to talk about this');
  await button('Next').click();
  const shown: string[] = [];
  const look = async () => shown.push((await page.locator('body').innerText()).toLowerCase());
  await form.getByRole('heading', { name: 'Sign', exact: true }).waitFor();
  await look();
  await form.getByRole('checkbox').click();
  await choose('Just press the button');
  await button('Sign and save').click();
  await see('Your agreement is saved.');
  await look();
  await takeBack();
  await see('Signed and saved.');
  await look();
  await button('Done').click();
  expect(shown.filter((text) => /talk about|questions/.test(text))).toEqual([]);
  const { last, responses } = await signedOf(base, 'Patient/p7');
  expect(agentsOf(last.signing).map(([role]) => role)).not.toContain('informant');
  const documents = [last.response, last.consent, last.signing, await copyOf(base, 'Patient/p7')];
  expect(documents.filter((one) => /has-questions|"talk"/.test(JSON.stringify(one)))).toEqual([]);
  expect(decoded(await copyOf(base, 'Patient/p7'))).not.toMatch(/"answer">I want to talk|assent/i);
  // it is in a response of its own, from the member
  const own = responses.filter((one) => JSON.stringify(one).includes('has-questions'));
  expect(own.map(({ source, author }) => [source?.reference, author?.reference])).toEqual([
    ['Patient/p7', 'Patient/p7'],
  ]);
  // what the mother's own account is told
  const user = { reference: mother, display: 'Mara Brooks-Test', role: 'guardian' as const };
  const guardian = portalOn(base, 'guardian', { user, documents: reviewedDocumentsEs });
  const query = { group: 'tuesday', patient: 'Patient/p7' };
  const [history, pack] = await Promise.all([guardian.signings(query), guardian.openPreparation(query)]);
  expect(history.signings.length).toBeGreaterThan(0);
  expect(pack.pack.rules.length).toBeGreaterThan(0);
  expect(JSON.stringify([history, pack])).not.toContain('has-questions');
  // the leader is told
  await as('Okafor');
  await chart('Brooks-Test');
  await leaderCard().getByText('questions they have').waitFor();
});

/** Rosa speaks Quechua and needs an interpreter. */
const quechua = (patient: Patient): Patient => ({
  ...patient,
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'qu' }] }, preferred: true }],
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired', valueBoolean: true }],
});

test('G13 a machine draft can not be chosen: it is listed, without a way to choose it', async () => {
  const draft = second(groupRulesEs, '2026-11-01', { url: reviewedRulesEs.url, review: null });
  const { open, desk, form, base, button } = await start({ documents: [draft] });
  await change<Patient>(base, 'Patient/p3', quechua);
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await form.getByText('The record says they need Quechua.').waitFor();
  await form.getByText('Spanish: draft, not reviewed: can’t be signed').waitFor();
  expect(await form.getByRole('radio', { name: /English/ }).count()).toBe(1);
  expect(await form.getByRole('radio', { name: /Spanish/ }).count()).toBe(0);
  // the member’s side has no way into it either
  await clinic.choose('The member', 'Two identifiers checked', 'By video');
  await form.getByLabel('Interpreter number').fill('4471');
  await button('Hand over this screen').click();
  await form.getByRole('heading', { name: 'Group rules' }).waitFor();
  expect(await form.getByRole('button', { name: 'Español' }).count()).toBe(0);
});

test('G13 a daughter of 12 can not be chosen as interpreter: only the number of a service goes on', async () => {
  const { open, desk, form, base, button, choose, see, answer, sign, takeBack } = await start();
  await change<Patient>(base, 'Patient/p3', quechua);
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await form.getByText('The record says they need an interpreter.').waitFor();
  // a translation that somebody reviewed is there to be chosen, by staff and by the member
  expect(await form.getByRole('radio', { name: /^Spanish, reviewed by/ }).count()).toBe(1);
  await choose('The member', 'Two identifiers checked', 'By video');
  for (const typed of ['', 'daughter', 'her daughter, 12']) {
    await form.getByLabel('Interpreter number').fill(typed);
    await button('Hand over this screen').click();
    await see('Type the interpreter’s number. It has a digit in it.');
    expect(await form.getByText('Who signs?').isVisible()).toBe(true);
  }
  await form.getByLabel('Interpreter number').fill('VRI-4471');
  await button('Hand over this screen').click();
  await form.getByRole('button', { name: 'Español' }).waitFor();
  await answer();
  await sign('Dee Okonkwo-Test');
  await see('Your agreement is saved.');
  await takeBack();
  await button('Done').click();
  const { last } = await signedOf(base, 'Patient/p3');
  expect(agentsOf(last.signing)).toContainEqual(['performer', 'VRI-4471']);
  expect(last.response.questionnaire).toBe(`${groupRulesEn.url}|2026.1`);
});

test('G13 staff who did not watch can not be witness: read aloud or signed elsewhere there is no box for it', async () => {
  const { open, desk, form, base, button, choose, answer, see } = await start();
  await answered(base, 'Patient/p3');
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await choose('The member', 'Known to staff');
  await button('Read it to them, here or by phone').click();
  await answer();
  await button('Next').click();
  await form.getByText('Read every answer back to them.').waitFor();
  await form.getByLabel('Their full name, as they say it').fill('Dee Okonkwo-Test');
  await button('They agreed: save').click();
  await see('Signed and saved.');
  expect(await form.getByText('I saw the person sign').count()).toBe(0);
  await button('Done').click();
  const { last } = await signedOf(base, 'Patient/p3');
  expect(agentsOf(last.signing).map(([role]) => role)).not.toContain('attester');
});

/** Dee says no to one rule and wants to talk about another. */
async function noAndTalk(): Promise<void> {
  const { base, open, desk, handOver, answer, sign, see } = clinic;
  await answered(base, 'Patient/p3', { said: { report: 'no', avoid: 'talk' } });
  await open('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await answer();
  await sign('Dee Okonkwo-Test');
  await see('Your answers are saved.');
}

test('G14 the staff screen says thank you and explains nothing', async () => {
  const { takeBack, form, see, base, button } = await start();
  await noAndTalk();
  await form.getByText('Thank you.').waitFor();
  await form.getByText('Your leader will talk with you about:').waitFor();
  await takeBack();
  await see('Saved. Some answers wait for a talk with the leader.');
  await see('Please thank them. You need not explain anything.');
  const told = await form.locator('.talk li').allTextContents();
  expect(told).toEqual(['avoiding contact outside group', 'bringing up contact if it happens']);
  await button('Done').click();
  const { last, participation } = await signedOf(base, 'Patient/p3');
  expect(last.consent.status).toBe('proposed');
  expect([last.answers['report'], last.answers['avoid'], last.answers['come']]).toEqual(['no', 'talk', 'yes']);
  expect(participation.at(-1)?.status).toBe('active');
});

test('G14 by hand: the leader talks and starts with an exception; the no stays as it was answered', async () => {
  const { takeBack, base, button, as, chart } = await start();
  await noAndTalk();
  await takeBack();
  await button('Done').click();
  await as('Okafor');
  await chart('Okonkwo-Test');
  await leaderCard().getByText('Said no to').first().waitFor();
  await button('We talked about it').click();
  await leaderCard().getByText('Saved.').first().waitFor();
  await button('Start with an exception').first().click();
  await button('Yes, start with this exception').click();
  await readiness().getByText('Started with an exception the leader decided').waitFor();
  const { last } = await signedOf(base, 'Patient/p3');
  expect(last.consent.status).toBe('active');
  expect([last.answers['report'], last.answers['avoid']]).toEqual(['no', 'talk']);
  const target = `Consent/${last.consent.id}`;
  const changes = await searchAll(base, 'Provenance', { target });
  const decided = changes.filter(({ id }) => id !== last.signing.id);
  expect(decided.flatMap(({ agent }) => agent.map(({ who }) => who.reference))).toContain('Practitioner/l1');
});

test('G14 by hand: sign again, by the member alone, makes it complete', async () => {
  const { takeBack, base, button, as, chart, open, desk, handOver, answer, sign, see } = await start();
  await open('Okafor');
  await chart('Okonkwo-Test');
  await button('We talked about it').click();
  await leaderCard().getByText('Saved.').first().waitFor();
  await button('Talked about: avoiding contact outside group').click();
  await button('They sign again').click();
  await button('Yes, note that').click();
  await leaderCard().getByText('You noted that they will sign again.').waitFor();
  expect((await signedOf(base, 'Patient/p3')).last.consent.status).toBe('proposed');
  await answered(base, 'Patient/p3');
  await as('Lindqvist');
  await desk('Okonkwo-Test, Dee');
  await handOver();
  await answer();
  await sign('Dee Okonkwo-Test');
  await see('Your agreement is saved.');
  await takeBack();
  await button('Done').click();
  await as('Okafor');
  await chart('Okonkwo-Test');
  await readiness().getByText('Preparation complete').first().waitFor();
  const { rules, last } = await signedOf(base, 'Patient/p3');
  expect(rules).toHaveLength(2);
  expect(last.answers['avoid']).toBe('yes');
});

test('G14 by hand: not this group ends the membership, and no reason is stored', async () => {
  const { base, button, chart, open } = await start();
  await open('Okafor');
  await chart('Okonkwo-Test');
  await button('Not this group').click();
  await button('Yes, end it today').click();
  await leaderCard().getByText('They are no longer in this group.').waitFor();
  await readiness().getByText('Membership ended').waitFor();
  const episode = await get<EpisodeOfCare>(base, 'EpisodeOfCare/m-p3');
  expect([episode.status, episode.period?.end?.slice(0, 10)]).toEqual(['finished', '2026-11-25']);
  const { last } = await signedOf(base, 'Patient/p3');
  expect(last.consent.status).toBe('rejected');
  expect(JSON.stringify([episode, last.consent])).not.toMatch(/reason|note"/i);
});

const scan = {
  name: 'IMG_2041 Novak-Test.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
};
async function toPaper(member: string): Promise<void> {
  const { open, desk, choose, button } = clinic;
  await open('Lindqvist');
  await desk(member);
  await choose('The member', 'Two identifiers checked');
  await button('Use paper').click();
  await button('Record the signed paper').click();
}
/** Copies a paper on which everything is answered yes. */
async function copyPaper({ date }: { date?: string }): Promise<void> {
  const { form, button, choose, page } = clinic;
  await choose('The same');
  await form.getByText('2026.1', { exact: true }).click();
  const clauses = form.locator('fieldset.clause');
  await clauses.first().waitFor();
  for (const clause of await clauses.all()) await clause.getByLabel('Yes', { exact: true }).check();
  for (const box of await form.getByRole('checkbox', { name: /“I read this” is marked at/ }).all()) await box.check();
  if (date === undefined) await form.getByLabel('There is no date on it').check();
  else await form.getByLabel('Day it was signed').fill(date);
  await form.getByLabel('Name of who signed, as it is written').fill('Bea Novak-Test');
  await form.locator('input[type=file]').setInputFiles(scan);
  await form.getByText(/^The file is ready/).waitFor();
  await button('Save the signed paper').click();
  await page.getByText('Signed and saved.').waitFor();
  expect(await form.getByText('I saw the person sign').count()).toBe(0);
  await button('Done').click();
}

test('G15 a wrong-label scan is caught before filing: another code goes no further, nothing is filed', async () => {
  const { form, button, choose, see, base } = await start();
  const filed = async () =>
    (await searchAll(base, 'DocumentReference', { patient: 'Patient/p5' })).length +
    (await searchAll(base, 'Consent', { patient: 'Patient/p5' })).length;
  const before = await filed();
  await toPaper('Feld-Test, Max');
  await choose('Another code');
  await see('This paper is someone else’s. Nothing was filed.');
  expect(await button('Save the signed paper').count()).toBe(0);
  expect(await form.locator('input[type=file]').count()).toBe(0);
  expect(await filed()).toBe(before);
});

test('G15 on the wrong chart: entered in error, content removed, the person told what else to ask for', async () => {
  const { base, chart, button, as } = await start();
  await toPaper('Feld-Test, Max');
  await copyPaper({ date: '2026-11-20' });
  const filed = await copyOf(base, 'Patient/p5');
  const [attachment] = filed.content;
  expect(attachment?.attachment.data).toBe(scan.buffer.toString('base64'));
  await as('Okafor');
  await chart('Feld-Test');
  await signedCard().locator('summary').first().click();
  await signedCard()
    .getByRole('button', { name: /^Entered in error…/ })
    .first()
    .click();
  await button('Mark as entered in error').click();
  await signedCard().getByText('Choose one.').waitFor();
  await signedCard().getByText('It is on the wrong person’s chart').click();
  await button('Mark as entered in error').click();
  await signedCard().getByText('Marked as entered in error.').first().waitFor();
  await signedCard().getByText('For the records office').waitFor();
  const references = await signedCard().locator('.references code').allTextContents();
  expect(references).toContain(`DocumentReference/${filed.id}`);
  const now = await get<DocumentReference>(base, `DocumentReference/${filed.id}`);
  expect(now.status).toBe('entered-in-error');
  expect(now.content[0]?.attachment).not.toHaveProperty('data');
  expect(now.content[0]?.attachment).not.toHaveProperty('url');
  expect(now.content[0]?.attachment.hash).toBe(attachment?.attachment.hash);
  expect(now.content[0]?.attachment.size).toBe(scan.buffer.length);
  const all = [
    ...(await searchAll(base, 'Consent', { patient: 'Patient/p5' })),
    ...(await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p5' })),
  ].filter((one) => references.includes(`${one.resourceType}/${one.id}`));
  expect(all.map(({ status }) => status)).toEqual(all.map(() => 'entered-in-error'));
  await signedCard().getByText('The content of the copy was removed.').first().waitFor();
});

test('G15 signed and entered dates are both kept; a blank date stays unknown', async () => {
  const { base, chart } = await start();
  await toPaper('Feld-Test, Max');
  await copyPaper({ date: '2026-11-10' });
  const dated = await signedOf(base, 'Patient/p5');
  const paper = dated.responses.filter(({ authored }) => authored?.startsWith('2026-11-10'));
  expect(paper).toHaveLength(2);
  const tag = `https://fhir-group-therapy.example/fhir/sid/signing|${dated.rules.find(({ dateTime }) => dateTime?.startsWith('2026-11-10'))?.identifier?.[0]?.value}`;
  const [signing] = await searchAll(base, 'Provenance', { _tag: tag });
  expect(Date.parse(signing?.recorded ?? '')).toBe(seededAt.getTime());
  await chart('Feld-Test');
  await signedCard()
    .locator('summary', { hasText: /^\s*10 Nov/ })
    .click();
  await signedCard().getByText('Tuesday 10 November', { exact: true }).first().waitFor();
  await signedCard()
    .getByText(/P\. Lindqvist-Test, Wednesday 25 November/)
    .first()
    .waitFor();

  await toPaper('Haddad-Test, Noor');
  await copyPaper({});
  const { last } = await signedOf(base, 'Patient/p6');
  const absent = (element: Element | undefined) => element?.extension?.map(({ valueCode }) => valueCode);
  expect(last.response).not.toHaveProperty('authored');
  expect(last.signing).not.toHaveProperty('occurredDateTime');
  const { _authored: authored } = last.response;
  const { _occurredDateTime: occurred } = last.signing;
  expect(absent(authored)).toContain('unknown');
  expect(absent(occurred)).toContain('unknown');
  await chart('Haddad-Test');
  await signedCard().locator('summary', { hasText: 'Entered 25 Nov' }).click();
  await signedCard().getByText('The paper has no date.').first().waitFor();
});
