import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import { accessible, button, decisions, focused, heading, mount, preparationPortal } from './pages/preparation-page.ts';

afterEach(() => render(nothing, document.body));

const details = (spy: ReturnType<typeof vi.fn<(event: Event) => void>>) =>
  spy.mock.calls.map(([event]) => (event as CustomEvent<object>).detail);

test('shows what waits in plain words, accessible at 320 px too', async () => {
  await page.viewport(320, 800);
  const element = mount(
    preparationPortal({ openDecisions: () => Promise.resolve(decisions({ shared: true })) }),
    'leader',
  );
  await heading('Sam');
  await accessible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  const text = element.renderRoot.textContent?.replaceAll(/\s+/g, ' ') ?? '';
  expect(text).toContain('Another member uses the name Sam. Ask them in private');
  expect(text).toContain('Said no to reporting contact');
  expect(text).toContain('Tuesday 17 November');
  expect(text).not.toMatch(/declin|refus|violat|complian/i);
  await page.viewport(768, 900);
});

test('the commitment talk is one press, with a length if one is given, once however often it is sent', async () => {
  const addNote = vi
    .fn<Portal['addNote']>()
    .mockRejectedValueOnce(new PortalError('timeout', ''))
    .mockResolvedValue(undefined);
  const openDecisions = vi
    .fn<Portal['openDecisions']>()
    .mockResolvedValueOnce(decisions())
    .mockResolvedValue(decisions({ commitment: { at: '2026-11-25T15:00:00Z' } }));
  const element = mount(preparationPortal({ addNote, openDecisions }), 'leader');
  const told = vi.fn<(event: Event) => void>();
  element.addEventListener('group-preparation-saved', told);
  await page.getByLabelText('How many').fill('0');
  await button('We talked about it').click();
  await expect.element(page.getByLabelText('How many')).toHaveAccessibleDescription(/from 1 to 520/);
  await accessible();
  await page.getByLabelText('How many').fill('12');
  await button('We talked about it').click();
  await expect.element(page.getByText('Not saved.')).toBeVisible();
  await accessible();
  expect(told).not.toHaveBeenCalled();
  await button('We talked about it').click();
  await expect.element(page.getByText('Talked about 25 Nov')).toBeVisible();
  const notes = addNote.mock.calls.map(([, note]) => note);
  expect(notes).toEqual([
    { id: expect.any(String) as string, kind: 'commitment-talk', expectedLength: { value: 12, unit: 'sessions' } },
    notes[0],
  ]);
  expect(details(told)).toEqual([{ group: 'tuesday' }]);
  await expect.poll(() => focused(element)).toBe('Sam');
});

test('each wish has its own tick, named by what it is about', async () => {
  const addNote = vi.fn<Portal['addNote']>(() => Promise.resolve());
  mount(preparationPortal({ addNote }), 'leader');
  await button('Talked about: alcohol and drugs').click();
  await expect.poll(() => addNote.mock.calls.length).toBe(1);
  await button('Talked about: questions they have').click();
  await expect.poll(() => addNote.mock.calls.length).toBe(2);
  expect(
    addNote.mock.calls.map(([, note]) => (note.kind === 'talked-about' ? [note.document, note.clauses] : [])),
  ).toEqual([
    ['document-0', ['sober']],
    ['document-1', ['questions']],
  ]);
});

test.each([
  ['Start with an exception', 'Yes, start with this exception', { decision: 'exception', document: 'document-0' }],
  ['They sign again', 'Yes, note that', { decision: 'sign-again', document: 'document-0' }],
  ['I have decided about this', 'Yes, note that', { decision: 'exception', sessions: ['session-0'] }],
] as const)('%s: says what it means, and is decided by a second press only', async (word, confirm, wanted) => {
  const decide = vi.fn<Portal['decide']>(() => Promise.resolve());
  const element = mount(preparationPortal({ decide }), 'leader');
  const told = vi.fn<(event: Event) => void>();
  element.addEventListener('group-decision-recorded', told);
  await button(word).click();
  await expect.poll(() => focused(element)).toBe(word);
  await accessible();
  await button('Go back').click();
  expect(decide).not.toHaveBeenCalled();
  await button(word).click();
  await button(confirm).click();
  await expect.poll(() => decide.mock.calls.length).toBe(1);
  expect(decide.mock.calls[0]?.[1]).toMatchObject(wanted);
  expect(JSON.stringify(decide.mock.calls[0]?.[1])).not.toMatch(/"yes"/);
  await expect.poll(() => details(told)).toEqual([{ group: 'tuesday', decision: wanted.decision }]);
});

test('not this group: by the keyboard, ended today, and no reason is asked for or shown', async () => {
  const decide = vi.fn<Portal['decide']>(() => Promise.resolve());
  const openDecisions = vi.fn<Portal['openDecisions']>(() => Promise.resolve(decisions()));
  const element = mount(preparationPortal({ decide, openDecisions }), 'leader');
  await heading('Sam');
  const press = async (word: string) => {
    for (let presses = 0; presses < 30 && focused(element) !== word; presses++) await userEvent.keyboard('{Tab}');
    expect(focused(element)).toBe(word);
    await userEvent.keyboard('{Enter}');
  };
  await press('Not this group');
  await press('Yes, end it today');
  await heading('They are no longer in this group.');
  expect(decide.mock.calls[0]?.[1]).toMatchObject({ decision: 'not-this-group' });
  expect(element.renderRoot.querySelectorAll('input, textarea')).toHaveLength(0);
  expect(openDecisions).toHaveBeenCalledTimes(1);
  await accessible();
});

test('somebody else changed it meanwhile: not saved, said so, and opened again', async () => {
  const decide = vi.fn<Portal['decide']>(() => Promise.reject(new PortalError('conflict', '')));
  const openDecisions = vi.fn<Portal['openDecisions']>(() => Promise.resolve(decisions()));
  mount(preparationPortal({ decide, openDecisions }), 'leader');
  await button('They sign again').click();
  await button('Yes, note that').click();
  await expect.element(page.getByText('Someone else changed this at the same time.', { exact: false })).toBeVisible();
  await accessible();
  await button('Open it again').click();
  await expect.poll(() => openDecisions.mock.calls.length).toBe(2);
});

test('what can’t be read is not shown as nothing; Spanish pages have Spanish words', async () => {
  const openDecisions = vi
    .fn<Portal['openDecisions']>()
    .mockRejectedValueOnce(new PortalError('unreadable', ''))
    .mockResolvedValue(decisions({ documents: [], sessions: [], commitment: { at: '2026-11-25T15:00:00Z' } }));
  const element = mount(preparationPortal({ openDecisions }), 'leader', 'es');
  await heading('Ahora no se puede saber qué le espera');
  await accessible();
  await button('Intentar otra vez').click();
  await expect.element(page.getByText('No hay nada más pendiente para usted.')).toBeVisible();
  expect(element.renderRoot.querySelector('.card')?.getAttribute('lang')).toBe('es');
});
