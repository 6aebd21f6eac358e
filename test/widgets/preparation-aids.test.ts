/** Help with reading the cards: drawings, this device's voice, the pack on paper. */
import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import { groupPreparationEs } from '../../src/content/group-preparation-es.ts';
import { spokenCard } from '../../widgets/preparation/aids.ts';
import { bookletHtml } from '../../widgets/preparation/booklet.ts';
import { preparationWords } from '../../widgets/strings/preparation.ts';
import { accessible, button, heading, mount, opened, preparationPortal } from './pages/preparation-page.ts';

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
