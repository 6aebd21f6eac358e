/** Help with reading the cards: drawings, this device's voice, the pack on paper. */
import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import { groupPreparationEs } from '../../src/content/group-preparation-es.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { OpenedPreparation } from '../../src/preparation-types.ts';
import { spokenCard } from '../../widgets/preparation/aids.ts';
import { bookletHtml } from '../../widgets/preparation/booklet.ts';
import { preparationWords } from '../../widgets/strings/preparation.ts';
import { accessible, button, decisions, heading, mount, opened, preparationPortal } from './pages/preparation-page.ts';

afterEach(() => {
  render(nothing, document.body);
  vi.restoreAllMocks();
});

const card = groupPreparationEn.rules.find(({ id }) => id === 'getting-the-most');
const withPack = () =>
  preparationPortal({
    openPreparation: () => Promise.resolve(opened({ pack: { ...groupPreparationEn, rules: card ? [card] : [] } })),
  });

test('both drawings say in words what they show', async () => {
  mount(withPack());
  await button('Start').click();
  await heading('What you can do in group');
  await expect
    .element(page.getByRole('list').nth(0))
    .toMatchTextContent(/Say it in a new way.*Others answer.*You learn from it/s);
  await expect
    .element(page.getByRole('list').nth(1))
    .toMatchTextContent(/You know it, and others do.*Only you know it.*Only others notice it.*No one knows it yet/s);
  await accessible();
});

test('a card is read aloud by a voice of this device, drawings too, and falls silent when it is left', async () => {
  const spoken: string[] = [];
  const cancel = vi.fn<() => void>();
  vi.spyOn(speechSynthesis, 'getVoices').mockReturnValue([
    { lang: 'en-US', localService: true, default: true, name: 'here', voiceURI: 'here' },
  ]);
  vi.spyOn(speechSynthesis, 'speak').mockImplementation(({ text }) => void spoken.push(text));
  vi.spyOn(speechSynthesis, 'cancel').mockImplementation(cancel);
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class extends EventTarget {
      text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    },
  );
  mount(withPack());
  await button('Start').click();
  await button('Read it to me').click();
  expect(spoken[0]).toBe('What you can do in group.');
  expect(spoken).toContain('Only others notice it.');
  await expect.element(button('Stop reading')).toBeVisible();
  await button('I read this').click();
  expect(cancel).toHaveBeenCalled();
  vi.unstubAllGlobals();
});

test('without a voice of this device nothing is offered', async () => {
  vi.spyOn(speechSynthesis, 'getVoices').mockReturnValue([
    { lang: 'en-US', localService: false, default: true, name: 'far', voiceURI: 'far' },
  ]);
  mount(withPack());
  await button('Start').click();
  await heading('What you can do in group');
  await expect.element(button('Read it to me')).not.toBeInTheDocument();
});

test.each([groupPreparationEn, groupPreparationEs])('the booklet in $language holds every word, and nobody', (pack) => {
  const words = preparationWords(pack.language);
  const paper = new DOMParser().parseFromString(bookletHtml(pack, words), 'text/html');
  const text = paper.body.textContent;
  for (const { title, clauses } of pack.rules) {
    expect(text).toContain(title);
    for (const clause of clauses) expect(text).toContain(clause.text);
  }
  for (const label of [...words.threeSteps, ...words.fourBoxes]) expect(text).toContain(label);
  expect(text).toContain(pack.statements.help);
  expect([paper.title, paper.documentElement.lang]).toEqual([pack.title, pack.language]);
  expect(paper.querySelectorAll('script, img, link')).toHaveLength(0);
});

test('it prints from the first screen, and the page keeps its name', async () => {
  const prints = vi.fn<() => void>();
  const { title } = document;
  const watch = new MutationObserver(() => {
    const view = document.querySelector('iframe')?.contentWindow;
    if (view) view.print = prints;
  });
  watch.observe(document.body, { childList: true, subtree: true });
  mount(withPack());
  await button('Print it to keep').click();
  await expect.poll(() => prints.mock.calls.length).toBeGreaterThan(0);
  window.dispatchEvent(new Event('focus'));
  await expect.poll(() => document.title).toBe(title);
  watch.disconnect();
});

test('a new version says so, and nothing of it counts as read', async () => {
  mount(preparationPortal({ openPreparation: () => Promise.resolve(opened({ renewed: true })) }));
  await expect.element(page.getByText('Some of this is new since you read it.')).toBeVisible();
  await expect.element(button('Start')).toBeVisible();
  await accessible();
});

test('what is read aloud of a card is all of it, each a sentence', () => {
  const text = card ? spokenCard(card, preparationWords('en')) : '';
  expect(text.startsWith('What you can do in group. ')).toBe(true);
  expect(text).toContain('Say it in a new way. Others answer. You learn from it.');
});

const myths = groupPreparationEn.rules.find(({ id }) => id === 'myths');
const worried = (kept: boolean, saveWorries: Portal['saveWorries'], more: Partial<OpenedPreparation> = {}) =>
  preparationPortal({
    saveWorries,
    openPreparation: () =>
      Promise.resolve(
        opened({
          pack: { ...groupPreparationEn, rules: myths ? [myths] : [] },
          worries: { kept, ticked: [] },
          ...more,
        }),
      ),
  });

test('worries are ticked after the card about them, and taken back from the first screen', async () => {
  const saveWorries = vi.fn<Portal['saveWorries']>(() => Promise.resolve());
  const element = mount(worried(true, saveWorries));
  await button('Start').click();
  await button('I read this').click();
  await heading('Does one of these worry you?');
  expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  await accessible();
  await expect
    .element(page.getByText(/Your leader can see what you tick\. It may be part of your record\./))
    .toBeVisible();
  expect(element.renderRoot.textContent).not.toMatch(/only your leader/i);
  await page.getByText('People may leave me out').click();
  await button('Next').click();
  await heading('Do you have any questions?');
  await button('Back').click();
  await expect.element(page.getByRole('checkbox', { name: 'People may leave me out' })).toBeChecked();
  await page.getByText('People may leave me out').click();
  await button('Next').click();
  expect(saveWorries.mock.calls.map(([, ticked]) => ticked)).toEqual([['left-out'], []]);
});

test('what could not be saved is said, and stays ticked', async () => {
  const saveWorries = vi
    .fn<Portal['saveWorries']>()
    .mockRejectedValueOnce(new PortalError('offline', ''))
    .mockResolvedValueOnce(undefined);
  mount(worried(true, saveWorries, { marks: { myths: 'read' }, completed: '2026-11-20T15:00:00Z' }));
  await button('What worries me').click();
  await page.getByText('People may think badly of me').click();
  await button('Next').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(/Not saved yet\./);
  await expect.element(page.getByRole('checkbox', { name: 'People may think badly of me' })).toBeChecked();
  await button('Next').click();
  // back where they came from
  await heading('What to expect in group');
});

test('where nothing is kept it is said, and there is nothing to tick', async () => {
  const saveWorries = vi.fn<Portal['saveWorries']>(() => Promise.resolve());
  const element = mount(worried(false, saveWorries));
  await expect.element(button('What worries me')).not.toBeInTheDocument();
  await button('Start').click();
  await button('I read this').click();
  await expect.element(page.getByText(/This is not kept here\. You can tell your leader about it\./)).toBeVisible();
  expect(element.renderRoot.querySelector('input')).toBeNull();
  await accessible();
  await button('Next').click();
  await heading('Do you have any questions?');
  expect(saveWorries).not.toHaveBeenCalled();
});

test('the leader sees them as topics, with nothing to count or tick off', async () => {
  mount(preparationPortal({ openDecisions: () => Promise.resolve(decisions({ worries: ['judged'] })) }), 'leader');
  await heading('Topics welcome early on');
  await expect.element(page.getByText('being judged')).toBeVisible();
  await accessible();
});
