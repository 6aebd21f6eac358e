import { html, nothing, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { groupParticipationEn } from '../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import type { TestPaper } from './agreement-paper-element.ts';
import './agreement-paper-element.ts';
import { paperOf } from './agreement-paper-form.ts';
import { accessible } from './agreement-page.ts';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const radio = (name: string) => page.getByText(name, { exact: true });
const clause = (name: string) => page.getByRole('radiogroup', { name, exact: false });
const answer = (name: string, word: string) => clause(name).getByRole('radio', { name: word, exact: true });
const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
/** Some words of a sentence, and some of a label. */
const words = (part: string) => page.getByText(part, { exact: false });
const field = (label: string) => page.getByLabelText(label, { exact: false });
const pdf = () => new File(['%PDF-1.7\n1 0 obj\n%%EOF\n'], 'scan.pdf', { type: 'application/pdf' });

function mount(change: Partial<TestPaper> = {}): TestPaper {
  render(
    html`<main>
      <h1>Intake</h1>
      <test-paper></test-paper>
    </main>`,
    document.body,
  );
  const element = document.querySelector('test-paper');
  if (!element) throw new Error('not drawn');
  Object.assign(element, change);
  element.requestUpdate();
  return element;
}

/** Whose paper it is, and its version. */
async function same(): Promise<void> {
  await radio('The same').click();
  await radio('2026.1').click();
}

async function copy(): Promise<void> {
  await same();
  await answer('keep what you hear private', 'Yes').click();
  await answer('contact outside group', 'Talk').click();
  await box('“I read this” is marked at 2 and 4').click();
  await answer('take part in this group', 'No').click();
  await box('“I read this” is marked at 5 and 6').click();
  await field('Day it was signed').fill('2026-11-18');
  await field('Name of who signed').fill('Sam R.');
  await field('Scan of every page').upload(pdf());
  await expect.element(words('The file is ready')).toBeVisible();
}

/** Id of the control that has the focus, or the name it shares with other radios. */
const focused = ({ renderRoot }: TestPaper) => {
  const control = (renderRoot as ShadowRoot).activeElement as HTMLInputElement | null;
  return control?.id || control?.name;
};

afterEach(async () => {
  await page.viewport(414, 896);
  render(nothing, document.body);
});

test('printing says which form, in which size, and what to do then; nothing says that there is paper', async () => {
  const element = mount({ screen: 'print' });
  for (const fact of ['K7Q-4QM', 'English', '2026.1']) await expect.element(words(fact)).toBeVisible();
  await radio('Large (18 points)').click();
  await button('Print').click();
  expect(element.printed).toEqual([true]);
  await expect.element(words('See that every page came out')).toBeVisible();
  expect(document.querySelector('test-paper')?.shadowRoot?.textContent).not.toMatch(/printed|saved/i);
  await accessible();
});

test('a draft translation is not printed to be signed', async () => {
  const form = paperOf();
  mount({
    screen: 'print',
    form: { ...form, documents: { ...form.documents, rules: { ...form.documents.rules, review: null } } },
  });
  await expect.element(words('This is a draft translation.')).toBeVisible();
  await expect.element(button('Print')).not.toBeInTheDocument();
});

test('a paper is copied and goes as it is written, with the scan', async () => {
  const element = mount();
  await copy();
  await expect.element(words('It isn’t saved yet.')).toBeVisible();
  await accessible();
  await button('Save the signed paper').click();
  expect(element.sent).toMatchObject([
    {
      mode: 'paper',
      name: 'Sam R.',
      answers: {
        rules: { private: 'yes', limits: 'read', avoid: 'talk', pace: 'read' },
        participation: { feelings: 'read', stopping: 'read', 'take-part': 'no' },
      },
      paper: { code: 'same', signedOn: '2026-11-18', problems: [], scan: { contentType: 'application/pdf' } },
    },
  ]);
  expect(atob(element.sent[0]?.paper?.scan.data ?? '')).toBe(await pdf().text());
  await expect.element(button('Saving…')).toHaveAttribute('aria-disabled', 'true');
  await button('Saving…').click({ force: true });
  expect(element.sent).toHaveLength(1);
});

test('nothing is chosen beforehand, and the date is not today', async () => {
  mount();
  await same();
  await expect.element(field('Day it was signed')).toHaveValue('');
  const checked = document.querySelector('test-paper')?.shadowRoot?.querySelectorAll('.clause :checked');
  expect(checked).toHaveLength(0);
});

test("another's paper stops there, and nothing that was copied from it is kept", async () => {
  const element = mount();
  await copy();
  await radio('Another code').click();
  await expect.element(words('This paper is someone else’s. Nothing was filed.')).toBeVisible();
  await expect.element(button('Save the signed paper')).not.toBeInTheDocument();
  expect(element.state).toMatchObject({ name: '', signedOn: '', scan: undefined, answers: { rules: {} } });
  await accessible();
});

test('an old version is opened before its answers are copied, and it is said that the newest is still to be signed', async () => {
  const element = mount();
  await copy();
  await radio('2025.2').click();
  expect(element.form.documents.rules.version).toBe('2025.2');
  await expect.element(words('This isn’t the newest version.')).toBeVisible();
  expect(element.state.answers).toEqual({ rules: {}, participation: {} });
  expect(element.state.name).toBe('Sam R.');
});

test('while the old version is not open yet there is nothing to copy into', async () => {
  const element = mount();
  element.acts.version = () => {};
  await same();
  await radio('2025.2').click();
  await expect.element(words('Opening that version…')).toBeVisible();
  await expect.element(button('Save the signed paper')).not.toBeInTheDocument();
});

test('what is open says so, the focus goes there, and nothing is sent', async () => {
  const element = mount();
  await same();
  await answer('keep what you hear private', 'Yes').click();
  await button('Save the signed paper').click();
  await expect.element(words('Still to put down: 3 and 7')).toBeVisible();
  const first = clause('contact outside group');
  await expect.element(first).toHaveAccessibleDescription('Put down what is marked.');
  await expect.poll(() => focused(element)).toBe('paper-answers-rules-avoid');
  for (const open of ['Put down the day on', 'Put down the name', 'Choose the scan.'])
    await expect.element(words(open)).toBeVisible();
  expect(element.sent).toEqual([]);
  await accessible();
});

test('a day to come is refused, a paper without a date is recorded without one', async () => {
  const element = mount();
  await copy();
  await field('Day it was signed').fill('2026-11-21');
  await expect.element(words('This day is still to come.')).toBeVisible();
  await button('Save the signed paper').click();
  await expect.poll(() => focused(element)).toBe('paper-signedOn');
  expect(element.sent).toEqual([]);
  await box('There is no date on it').click();
  await button('Save the signed paper').click();
  expect(element.sent[0]?.paper).toMatchObject({ problems: ['missing-date'] });
  expect(element.sent[0]?.paper).not.toHaveProperty('signedOn');
});

test('a day before the version began is asked about', async () => {
  mount();
  await same();
  await field('Day it was signed').fill('2025-11-18');
  await expect.element(words('these words were not in use yet')).toBeVisible();
});

test.each([
  ['\0\0\0\x18ftypheic', 'HEIC'],
  ['GIF89a', 'no PDF, JPEG or PNG'],
  ['', 'empty or broken'],
])('a file that cannot be kept says why and what to do', async (bytes, why) => {
  const element = mount();
  await same();
  await field('Scan of every page').upload(pdf());
  await expect.element(words('The file is ready')).toBeVisible();
  await field('Scan of every page').upload(new File([bytes], 'scan.pdf'));
  await expect.element(words(why)).toBeVisible();
  await expect.element(words('The file is ready')).not.toBeInTheDocument();
  expect(element.state.scan).toBeUndefined();
});

test('after a failure it stands as it was sent and goes again the same', async () => {
  const element = mount();
  await copy();
  await button('Save the signed paper').click();
  const [input] = element.sent;
  if (!input) throw new Error('not sent');
  element.show({ ...element.state, sent: { input, code: 'timeout' } });
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('The record is taking too long to answer. What you put down is still here.');
  await expect.element(field('Name of who signed')).toBeDisabled();
  await accessible();
  await button('Try again').click();
  expect(element.sent[1]).toBe(input);
});

test('where somebody else signs, the name of the member is no hint', async () => {
  mount({
    setup: {
      signer: { as: 'representative', basis: 'parent' },
      identityCheck: 'known-to-staff',
      mode: 'paper',
    },
  });
  await same();
  await expect.element(field('Name of who signed')).toHaveAccessibleDescription('');
});

test('the keyboard alone is enough', async () => {
  const element = mount();
  await userEvent.tab();
  await userEvent.keyboard(' ');
  await userEvent.tab();
  await userEvent.keyboard(' ');
  await userEvent.tab();
  await userEvent.keyboard(' ');
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await userEvent.tab();
  await userEvent.keyboard(' ');
  expect(element.state).toMatchObject({
    code: 'same',
    version: '2026.1',
    answers: { rules: { private: 'yes', avoid: 'talk' } },
    read: { rules: true },
  });
});

test.each([
  ['en', /\b(Sí|Hablar|papel|Elija|Anote|marcado|página)\b/],
  ['es', /\b(Yes|Talk|paper|Choose|Put down|marked|page)\b/],
])('at 320 px nothing is wider than the screen, and all of it is in %s', async (locale, others) => {
  await page.viewport(320, 640);
  const form = paperOf({ documents: { rules: groupRulesEn, participation: groupParticipationEn }, video: true });
  const element = mount({ locale, form });
  element.show({ ...element.state, code: 'same', version: '2026.1', tried: true, missingPage: true, unreadable: true });
  await element.updateComplete;
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  const outside = [...element.renderRoot.querySelectorAll('.paper *')].filter(
    (part) => !part.classList.contains('visually-hidden') && part.getBoundingClientRect().right > 320,
  );
  expect(outside).toEqual([]);
  const text = (element.renderRoot.textContent ?? '').replaceAll(/\s+/g, ' ');
  expect(text).not.toMatch(others);
  await accessible();
});
