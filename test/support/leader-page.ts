/** The clinic's page with one widget at a time, and a leader's hands on it. @module */
import type { Browser, Locator, Page, Response } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import type { User } from '../../src/portal-types.ts';
import { users } from '../../demo/seed/clinic.ts';
import { launch, textOf, watchedPage, type Watch } from './browser.ts';
import { cases, type Case } from './leader-clinic.ts';

const [okafor] = users as [User];

export interface Shown {
  /** Instant of the page's clock. */
  at: string;
  group: string;
  /** Start of a session. */
  start?: string;
  mode?: string;
  patient?: string;
  /** The first leader, unless said otherwise. */
  user?: User;
}

type Tag = 'agreement' | 'attendance' | 'members' | 'picture' | 'preparation' | 'readiness' | 'roster' | 'signed';

/**
 * Hands on a page of its own, opened before the tests of a file or a `describe` and closed after them. `patience`: how long
 * they wait for something, milliseconds.
 */
export function leaderPage(
  demo: () => { url: string; fhirBase: string },
  { all = Object.values(cases), patience = 10_000 }: { all?: readonly Case[]; patience?: number } = {},
) {
  const groups = all.map(({ group }) => group);
  let browser: Browser;
  let watch: Watch;
  const page = (): Page => watch.page;
  beforeAll(async () => {
    browser = await launch();
    watch = await watchedPage(browser, [new URL(demo().url).host, new URL(demo().fhirBase).host]);
    page().setDefaultTimeout(patience);
    await open();
  });
  afterAll(() => browser.close());

  /** The clinic's page itself, once it has nothing more to do. */
  async function open(): Promise<void> {
    await page().goto(demo().url);
    await page()
      .locator('#main .count')
      .filter({ hasText: /patients/ })
      .waitFor();
    // as text: what a test file imports is not the page's
    await page().evaluate(
      `import('/bundle/portal.js').then(({ createPortal }) => Object.assign(globalThis, { createPortal }))`,
    );
  }

  /** One widget, with a portal of its own: nothing is left of the one before. */
  async function show(tag: Tag, { at, user = okafor, patient, ...attributes }: Shown): Promise<Locator> {
    const widget = page().locator(`group-${tag}`);
    await page().evaluate(
      async (given) => {
        const { createPortal } = globalThis as unknown as typeof import('../../src/portal.ts');
        const element = document.createElement(given.tag);
        for (const [name, value] of Object.entries(given.attributes)) if (value) element.setAttribute(name, value);
        const { base, at: now, patient: member } = given;
        const portal = createPortal({
          store: { base },
          notes: { base },
          groups: given.groups,
          user: given.user,
          now: () => new Date(now),
        });
        Object.assign(element, member && { patient: member });
        document.querySelector('#main')?.replaceChildren();
        Object.assign(document.querySelector('#portal') ?? {}, { portal });
        document.querySelector('#main')?.replaceChildren(element);
        await (element as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
      },
      { tag: `group-${tag}`, attributes, base: demo().fhirBase, groups, user, at, patient },
    );
    await widget.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    return widget;
  }

  const attendance = (): Locator => page().locator('group-attendance');
  const row = (name: string): Locator =>
    attendance()
      .getByRole('radiogroup', { name: new RegExp(`^${name}`) })
      .first();
  const list = (): Locator => page().locator('group-roster');
  const pressed = (name: string): Promise<void> => page().getByRole('button', { name, exact: true }).click();

  return {
    page,
    /** Console lines, errors and requests to other hosts so far. */
    faults: () => watch.faults,
    show,
    /** What the record is asked, and what it answers, while something is done. */
    async wire(work: () => Promise<unknown>): Promise<string> {
      const heard: Promise<string>[] = [];
      const listen = (response: Response) => {
        const request = response.request();
        if (request.url().startsWith(demo().fhirBase))
          heard.push(response.text().then((text) => `${request.url()} ${request.postData() ?? ''} ${text}`));
      };
      page().on('response', listen);
      await work();
      page().off('response', listen);
      return (await Promise.all(heard)).join('\n');
    },
    press: pressed,
    see: (text: string | RegExp): Promise<void> => page().getByText(text).first().waitFor(),
    /** The sheet of a session. */
    sheet: (at: string, group: string, start: string, user?: User) =>
      show('attendance', { at, group, start, ...(user && { user }) }),
    mark: (name: string, choice: 'Here' | 'Late' | 'Away' | 'Other') =>
      row(name).getByRole('radio', { name: choice, exact: true }).click(),
    /** Late, with the time they came. */
    async came(name: string, time: string): Promise<void> {
      await row(name).getByRole('radio', { name: 'Late', exact: true }).click();
      const field = attendance().getByLabel('came at');
      if (!(await field.isVisible())) await pressed('or a time');
      await field.fill(time);
    },
    told: (name: string, notice: 'Told us' | 'No word') =>
      attendance()
        .getByRole('radiogroup', { name: `${name}, away` })
        .getByRole('radio', { name: notice })
        .click(),
    async save(charts = 1): Promise<void> {
      await pressed(charts === 1 ? 'Save 1 chart' : `Save ${charts} charts`);
      await attendance()
        .getByText(/^\d+ of \d+ recorded/)
        .first()
        .waitFor();
    },
    /** The list of a session, the coming one without `start`. */
    roster: (at: string, group: string, start?: string) =>
      show('roster', { at, group, mode: 'leader', ...(start && { start }) }),
    /** What a leader notes of one member: the kind, what is chosen in its form. */
    async note(name: string, kind: string, fill: (form: Locator) => Promise<unknown>): Promise<void> {
      await list().getByRole('button', { name, exact: true }).click();
      await list().getByRole('button', { name: kind, exact: true }).click();
      await fill(list().locator('form'));
      await list().getByRole('button', { name: 'Save', exact: true }).click();
      await list().getByText('Saved.', { exact: true }).first().waitFor();
    },
    /** What the card says of one member, as a person reads it. */
    async card(at: string, group: string, patient: string, user?: User): Promise<string> {
      const card = await show('readiness', { at, group, patient, ...(user && { user }) });
      return textOf(card);
    },
  };
}
