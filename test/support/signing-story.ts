/** A clinic's screen in a real browser, and what staff and a member do on it from the desk to the signature. @module */
import type { Consent, Provenance, QuestionnaireResponse } from 'fhir/r4.js';
import type { Browser, Locator, Page } from 'playwright';
import type { Demo } from '../../demo/server.ts';
import type { Answer } from '../../fhir-mappings/codes.ts';
import { signInAs, watchedPage } from './browser.ts';
import { seededAt } from './demo.ts';
import { searchAll } from './outside.ts';

export type Users = 'Okafor' | 'Haddad' | 'Lindqvist' | 'Novak';

/** One screen of a clinic: its page, what it must never do, and what people do there. */
export interface Screen {
  page: Page;
  faults: string[];
  button: (name: string | RegExp) => Locator;
  /** The widget that a member signs in. */
  form: Locator;
  heading: (name: string | RegExp) => Promise<void>;
  see: (text: string | RegExp) => Promise<void>;
  /** Opens the demo as this person at this time. */
  open: (who: Users, now?: Date) => Promise<void>;
  as: (who: Users) => Promise<void>;
  visit: (view: string) => Promise<void>;
  chart: (name: string) => Promise<void>;
  /** From the intake desk to the form of this member. */
  desk: (member: string, group?: string) => Promise<void>;
  /** Staff choose, and nothing else is pressed. */
  choose: (...words: string[]) => Promise<void>;
  /** Who signs and how that is known, then the screen is the member's. */
  handOver: (signer?: string) => Promise<void>;
  /** The cards, the questions, how to leave word, and the name where it is asked for. */
  introduction: (said?: { name?: string }) => Promise<void>;
  /** From the first page of the rules to the review; whatever isn't named is answered yes. */
  answer: (said?: Record<string, Said>) => Promise<void>;
  /** Only the next few parts. */
  answerSome: (parts: number) => Promise<void>;
  /** From the review to the signature, not yet pressed. */
  toSign: (name: string) => Promise<void>;
  sign: (name: string) => Promise<void>;
  /** Staff take the screen back with the demo's code. */
  takeBack: () => Promise<void>;
}
export type Said = 'Yes' | 'No' | 'I want to talk about this';

/** A screen of its own context, as another device is. */
export async function screenOf(browser: Browser, demo: () => Demo): Promise<Screen> {
  const { page, faults } = await watchedPage(browser, [new URL(demo().url).host]);
  return screen(page, faults, demo);
}

/** What people do on a page of the demo. */
export function screen(page: Page, faults: string[], demo: () => { url: string }): Screen {
  const form = page.locator('group-agreement');
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const heading = (name: string | RegExp) =>
    page
      .getByRole('heading', { name, ...(typeof name === 'string' && { exact: true }) })
      .first()
      .waitFor();
  const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const visit = (view: string) => page.getByRole('link', { name: view, exact: true }).click();
  const as = (who: Users) => signInAs(page, `${who}-Test,`);
  const choose = async (...words: string[]) => {
    for (const word of words) await form.getByText(word, { exact: true }).click();
  };
  /** The part that is shown; waits for it. */
  const part = async (): Promise<{ at: number; of: number }> => {
    const label = await form.getByRole('img', { name: /^Part \d/ }).getAttribute('aria-label');
    const [at = 0, of = 0] = (label?.match(/\d+/g) ?? []).map(Number);
    return { at, of };
  };

  async function one(said: Record<string, Said>): Promise<void> {
    const { at } = await part();
    if (await button('I read this').isVisible()) await button('I read this').click();
    else {
      const asked = (await form.locator('#heading').textContent()) ?? '';
      const [, given = 'Yes'] = Object.entries(said).find(([words]) => asked.includes(words)) ?? [];
      await form.getByText(given, { exact: true }).click();
      await button('Next').click();
    }
    await form.getByRole('img', { name: `Part ${at + 1} of` }).waitFor();
  }
  const isReview = () => form.getByRole('heading', { name: 'Check your answers' }).isVisible();

  async function answer(said: Record<string, Said> = {}): Promise<void> {
    await form.locator('#heading').waitFor();
    if (!(await form.getByRole('img', { name: /^Part \d/ }).isVisible())) await button('Next').click();
    const { of } = await part();
    for (let parts = 0; parts < of && !(await isReview()); parts++) await one(said);
  }

  async function toSign(name: string): Promise<void> {
    await button('Next').click();
    await form.getByRole('heading', { name: 'Sign', exact: true }).waitFor();
    await form.getByRole('checkbox').click();
    await form.getByLabel('Your full name').fill(name);
  }

  return {
    page,
    faults,
    button,
    form,
    heading,
    see,
    visit,
    as,
    choose,
    answer,
    toSign,
    open: async (who, now = seededAt) => {
      await page.goto(`${demo().url}/?now=${now.toISOString()}`);
      await as(who);
    },
    chart: async (name) => {
      await visit('Charts');
      await button(new RegExp(name)).first().click();
      await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor();
    },
    desk: async (member, group) => {
      await visit('Intake desk');
      if (group) await page.getByLabel('Group', { exact: true }).selectOption({ label: group });
      await page.getByLabel('Member').selectOption({ label: member });
      await button('Open the form').click();
      await form.getByText('Who signs?').waitFor();
    },
    handOver: async (signer = 'The member') => {
      await choose(signer, 'Two identifiers checked');
      await button('Hand over this screen').click();
    },
    introduction: async ({ name } = {}) => {
      await button('Start').click();
      for (let card = 1; card <= 7; card++) {
        await form.getByRole('img', { name: `Card ${card} of 7` }).waitFor();
        await button('I read this').click();
      }
      await button('No questions right now').click();
      await form.getByText('I will call', { exact: true }).click();
      await form.getByText('Yes', { exact: true }).click();
      await button('Next').click();
      if (name === undefined) return;
      await form.getByLabel('Name for group').fill(name);
      await button('Save this name').click();
    },
    answerSome: async (parts) => {
      await button('Next').click();
      for (let done = 0; done < parts; done++) await one({});
    },
    sign: async (name) => {
      await toSign(name);
      await button('Sign and save').click();
    },
    takeBack: async () => {
      await button('Staff: take the screen back').click();
      await page.getByLabel(/^Staff code/).fill('1234');
      await button('OK').click();
    },
  };
}

/** What the record holds of one member's signings, by plain GETs. */
export interface Signed {
  rules: Consent[];
  participation: Consent[];
  responses: QuestionnaireResponse[];
  /** The newest agreement to the rules, its answers by clause, and the Provenance of its signing. */
  last: { consent: Consent; response: QuestionnaireResponse; answers: Record<string, Answer>; signing: Provenance };
}

const isOf = (kind: string) => (consent: Consent) =>
  consent.category.some((category) => category.coding?.some(({ code }) => code === kind));

export async function signedOf(base: string, patient: string): Promise<Signed> {
  const consents = await searchAll(base, 'Consent', { patient });
  const responses = await searchAll(base, 'QuestionnaireResponse', { patient });
  const rules = consents.filter(isOf('group-rules')).toSorted(byTime);
  const consent = rules.at(-1);
  const response = responses.find((r) => `QuestionnaireResponse/${r.id}` === consent?.sourceReference?.reference);
  const tag = `https://fhir-group-therapy.example/fhir/sid/signing|${consent?.identifier?.[0]?.value}`;
  const [signing] = await searchAll(base, 'Provenance', { _tag: tag });
  if (!consent || !response || !signing) throw new Error('Nothing is signed.');
  const items = response.item?.flatMap((item) => item.item ?? [item]) ?? [];
  const answers = Object.fromEntries(items.map((item) => [item.linkId, item.answer?.[0]?.valueCoding?.code as Answer]));
  return {
    rules,
    participation: consents.filter(isOf('group-participation')).toSorted(byTime),
    responses,
    last: { consent, response, answers, signing },
  };
}
const byTime = (a: Consent, b: Consent) => Date.parse(a.dateTime ?? '') - Date.parse(b.dateTime ?? '');

/** Agents of a signing by their role, with who it was. */
export const agentsOf = ({ agent }: Provenance): [string | undefined, string | undefined][] =>
  agent.map(({ type, who }) => [type?.coding?.[0]?.code, who.reference ?? who.identifier?.value]);
