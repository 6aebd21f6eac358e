/** Chromium driven from outside, for tests that use the product as a person does. @module */
import { chromium, type Browser, type Locator, type Page } from 'playwright';
import { browserFlags, findBrowser } from './chromium.ts';

/** Starts the browser found on this machine. */
export function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No browser was found; `npm test` says what to install.');
  return chromium.launch({ executablePath, args: browserFlags });
}

/** What a page must never do: print, throw, ask another host, or keep anything. */
export interface Watch {
  page: Page;
  /** Console lines, page errors and requests to other hosts so far. */
  faults: string[];
}

/** Where a demo's page may send to. */
export const hostsOf = ({
  url,
  fhirBase,
  ehrBase = url,
}: {
  url: string;
  fhirBase: string;
  ehrBase?: string;
}): string[] => [url, fhirBase, ehrBase].map((base) => new URL(base).host);

/** A page of its own context; `hosts` are the only ones it may talk to. */
export async function watchedPage(browser: Browser, hosts: readonly string[]): Promise<Watch> {
  const context = await browser.newContext({
    timezoneId: 'America/New_York',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !hosts.includes(host)) faults.push(`request to ${host}`);
  });
  return { page, faults };
}

/** In the demo: takes on a user, as soon as the page has its list of them. @param who some of the words of one */
export async function signInAs(page: Page, who: string): Promise<void> {
  const select = page.getByLabel('Signed in as');
  const option = select.locator('option').filter({ hasText: who }).first();
  await option.waitFor({ state: 'attached' });
  await select.selectOption({ label: (await option.textContent()) ?? who });
}

/** What the page keeps in the browser: nothing, as it should be. */
export function kept(page: Page): Promise<number> {
  return page.evaluate(
    async () =>
      localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + document.cookie.length,
  );
}

/** What a widget says, as a person reads it: `innerText` of the element itself knows nothing of what it draws. */
export const textOf = (widget: Locator): Promise<string> =>
  widget.evaluate((element) => {
    const drawn = [...(element.shadowRoot?.children ?? [])].map((part) => (part as HTMLElement).innerText ?? '');
    return drawn.join(' ').replaceAll(/\s+/g, ' ');
  });
