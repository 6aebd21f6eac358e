import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { SignedCopyFile } from '../../src/signed-types.ts';
import type { GroupSigned } from '../../widgets/signed/group-signed.ts';
import { consent, form, history, ids, rules } from './pages/signed-states.ts';
import { accessible, answering, button, focused, lead, mount, openAll, status, text } from './signed-page.ts';

afterEach(() => {
  vi.restoreAllMocks();
  render(nothing, document.body);
});
const both = 'Group rules and consent to take part are in force';
const said = (name: string) => {
  const heard = vi.fn<(event: Event) => void>();
  document.body.addEventListener(name, heard, { once: true });
  return heard;
};
const taken: Portal['withdraw'] = () => Promise.resolve({ when: '2026-11-24T10:00:00-05:00', documents: 1 });

async function withdrawing(withdraw: Portal['withdraw'], answer = history()) {
  const portal = answering(answer, { withdraw });
  const element = mount(portal);
  await button('Withdraw…').click();
  await expect.poll(() => focused(element)?.id).toBe('withdraw-title');
  return { element, portal };
}
const record = () => button('Record the withdrawal');

test('a withdrawal: what and when, one press, and nothing is said before the record answered', async () => {
  const heard = said('group-agreement-withdrawn');
  let answer: () => void = () => {};
  const withdraw = vi.fn<Portal['withdraw']>(
    (query) => new Promise((resolve) => (answer = () => resolve({ when: query.when ?? '', documents: 1 }))),
  );
  const { element } = await withdrawing(withdraw);
  await accessible();
  expect([...element.renderRoot.querySelectorAll('legend')].map((l) => l.textContent)).toEqual(['Which?', 'When?']);
  await page.getByLabelText('Group rules', { exact: true }).click();
  await record().click();
  expect(withdraw.mock.calls.map(([query]) => query)).toEqual([
    { group: 'tuesday', patient: 'Patient/p1', document: 'rules' },
  ]);
  expect(status(element)).toBe('Saving');
  expect(heard).not.toHaveBeenCalled();
  await button('Saving').click({ force: true });
  expect(withdraw).toHaveBeenCalledTimes(1);
  answer();
  await expect.poll(() => status(element)).toBe('Recorded: group rules withdrawn.');
  expect(heard.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' }, bubbles: true, composed: true });
  expect(focused(element)?.id).toBe('title');
  expect(element.renderRoot.querySelector('form')).toBeNull();
});

test('both at an earlier hour, in the group’s zone, by keyboard', async () => {
  const withdraw = vi.fn<Portal['withdraw']>(taken);
  const { element } = await withdrawing(withdraw);
  await userEvent.tab();
  await userEvent.tab();
  expect(focused(element)?.id).toBe('withdraw-when-now');
  await userEvent.keyboard('{ArrowDown}');
  await page.getByLabelText('Day', { exact: true }).fill('2026-11-03');
  await record().click();
  await expect.element(page.getByText('Choose the day and the time.')).toBeVisible();
  expect(focused(element)?.id).toBe('withdraw-time');
  expect(withdraw).not.toHaveBeenCalled();
  await page.getByLabelText('Time', { exact: true }).fill('14:10');
  await accessible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => status(element)).toBe('Recorded: group rules and consent to take part withdrawn.');
  const when = '2026-11-03T14:10:00-05:00';
  expect(withdraw.mock.calls.map(([query]) => query)).toEqual(
    ['rules', 'participation'].map((document) => ({ group: 'tuesday', patient: 'Patient/p1', document, when })),
  );
});

test('a time the record does not take is said at the question', async () => {
  const { element } = await withdrawing(() => Promise.reject(new PortalError('invalid', '', ['when'])));
  await page.getByLabelText('Earlier, and recorded now').click();
  await page.getByLabelText('Time', { exact: true }).fill('23:59');
  await record().click();
  await expect.element(page.getByText('Choose a time after it was signed and not ahead of now.')).toBeVisible();
  expect(focused(element)?.id).toBe('withdraw-day');
  await accessible();
});

test('one recorded, the other not: said so, and only what is missing is sent again', async () => {
  const withdraw = vi
    .fn<Portal['withdraw']>()
    .mockImplementationOnce(taken)
    .mockRejectedValueOnce(new PortalError('offline', ''))
    .mockImplementationOnce(taken);
  const { element } = await withdrawing(withdraw);
  await record().click();
  await expect.element(page.getByText('Group rules: recorded.')).toBeVisible();
  expect(text(element, '.note.fault')).toContain('We can’t tell whether it was recorded.');
  await accessible();
  await record().click();
  await expect.poll(() => status(element)).toContain('Recorded:');
  expect(withdraw.mock.calls.map(([query]) => query.document)).toEqual(['rules', 'participation', 'participation']);
});

test('what is not in force any more is no fault, and cancelling gives the focus back', async () => {
  const { element } = await withdrawing(
    () => Promise.reject(new PortalError('not-found', '', ['document'])),
    history([form({ documents: [rules()] })]),
  );
  await expect.element(page.getByText('Group rules will no longer be in force.')).toBeVisible();
  await button('Cancel').click();
  await expect.poll(() => focused(element)?.id).toBe('withdraw');
  await button('Withdraw…').click();
  await record().click();
  await expect.poll(() => status(element)).toBe('It was not in force any more.');
});

test('where somebody signed for the member, whose word it is is asked, and no word of the member’s is made up', async () => {
  const withdraw = vi.fn<Portal['withdraw']>(taken);
  const signer = { name: 'Kim Brooks-Test', as: 'representative', basis: 'parent' } as const;
  await withdrawing(withdraw, history([form({ signer, documents: [consent()] })]));
  await page.getByLabelText('Kim Brooks-Test’s').click();
  await record().click();
  expect(withdraw.mock.calls[0]?.[0]).toMatchObject({ by: 'representative', document: 'participation' });
});

async function voidOf(voidSigning: Portal['voidSigning']): Promise<GroupSigned> {
  const element = mount(answering(history(), { voidSigning }));
  await lead(element, both);
  openAll(element);
  await button(/^Entered in error…/).click();
  await expect.poll(() => focused(element)?.id).toBe('void-title');
  return element;
}

test('entered in error: a reason is chosen, the record answers, and the records office gets its references', async () => {
  const heard = said('group-agreement-voided');
  const voidSigning = vi.fn<Portal['voidSigning']>(() =>
    Promise.resolve({ references: ['DocumentReference/12', 'Consent/34'], replaced: 2 }),
  );
  const element = await voidOf(voidSigning);
  await accessible();
  await button('Mark as entered in error').click();
  await expect.element(page.getByText('Choose one.')).toBeVisible();
  expect(voidSigning).not.toHaveBeenCalled();
  await page.getByLabelText('It is on the wrong person’s chart').click();
  await button('Mark as entered in error').click();
  await expect.poll(() => status(element)).toBe('Marked as entered in error.');
  expect(voidSigning.mock.calls.map(([query, signing, input]) => [query, signing, input])).toEqual([
    [{ group: 'tuesday', patient: 'Patient/p1' }, ids.now, { reason: 'wrong-member' }],
  ]);
  expect(heard.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' } });
  const note = text(element, '.note.calm');
  expect(note).toContain('DocumentReference/12Consent/34');
  expect(note).toContain('It had ended what was signed before');
  expect(focused(element)?.id).toBe('voided-0');
  await accessible();
});

test('what could not be marked is said in red, and nothing is claimed', async () => {
  const heard = said('group-agreement-voided');
  const element = await voidOf(() => Promise.reject(new PortalError('not-allowed', '', ['group'])));
  await page.getByLabelText('Something in it is wrong, such as who signed').click();
  await button('Mark as entered in error').click();
  await expect.poll(() => text(element, '.note.fault')).toContain('Not recorded. Your account may not do this.');
  expect(heard).not.toHaveBeenCalled();
  await accessible();
  await button('Cancel').click();
  await expect.poll(() => focused(element)?.id).toBe('void-open-0');
});

const words = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signed copy</title><style>h1{color:rgb(1, 2, 3)}</style></head><body><h1>Zoë signed</h1><script>document.title = 'ran'</script></body></html>`;
const base64 = (value: string) => btoa(String.fromCharCode(...new TextEncoder().encode(value)));
const copy: SignedCopyFile = {
  contentType: 'text/html',
  language: 'en',
  data: base64(words),
  fileName: 'signed-copy-2026-08-25.html',
};
async function copyOf(signedCopy: Portal['signedCopy']): Promise<GroupSigned> {
  const element = mount(answering(history(), { signedCopy }));
  await lead(element, both);
  openAll(element);
  return element;
}
const frameIn = (element: GroupSigned) => element.renderRoot.querySelector('iframe');

test('the copy is shown as it was signed, in a frame that runs nothing, and none of it is in an attribute', async () => {
  const element = await copyOf(() => Promise.resolve(copy));
  await button(/^Show the copy/).click();
  await expect.poll(() => frameIn(element)?.contentDocument?.body.textContent).toContain('Zoë signed');
  const frame = frameIn(element);
  expect(frame?.getAttribute('sandbox')).toBe('allow-same-origin allow-modals');
  expect(frame?.contentDocument?.title).toBe('Signed copy');
  const heading = frame?.contentDocument?.querySelector('h1');
  expect(heading && frame?.contentWindow?.getComputedStyle(heading).color).toBe('rgb(1, 2, 3)');
  expect(element.shadowRoot?.innerHTML).not.toContain('Zoë');
  expect(element.shadowRoot?.innerHTML).not.toContain(ids.now);
  await accessible();
  await button(/^Hide the copy/).click();
  await expect.poll(() => frameIn(element)).toBeNull();
});

test('last week’s copy is printed in two presses: the row, and Print', async () => {
  const printed: string[] = [];
  const real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(function (this: HTMLIFrameElement) {
    const view = real?.get?.call(this) as Window | null;
    if (view)
      view.print = () => {
        printed.push(`${document.title}: ${view.document.body.textContent}`);
        view.dispatchEvent(new Event('afterprint'));
      };
    return view;
  });
  const signedCopy = vi.fn<Portal['signedCopy']>(() => Promise.resolve(copy));
  const element = mount(answering(history(), { signedCopy }));
  await lead(element, both);
  await page.getByText('25 Aug', { exact: true }).click();
  await button(/^Print/).click();
  // the page, and so the print job, has a neutral name meanwhile
  await expect.poll(() => printed).toEqual([expect.stringMatching(/^Signed copy: Zoë signed/)]);
  await button(/^Print/).click();
  await expect.poll(() => printed.length).toBe(2);
  expect(signedCopy).toHaveBeenCalledTimes(1);
  await expect.poll(() => document.querySelectorAll('body > iframe').length).toBe(0);
});

test('it is downloaded byte for byte under its neutral name', async () => {
  let named = '';
  let blob: Blob | undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    named = this.download;
  });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((made) => {
    blob = made as Blob;
    return 'blob:made';
  });
  await copyOf(() => Promise.resolve(copy));
  await button(/^Download/).click();
  await expect.poll(() => named).toBe('signed-copy-2026-08-25.html');
  expect([blob?.type, await blob?.text()]).toEqual(['text/html', words]);
});

test('a scan is shown as a picture, a PDF as a link that opens it', async () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const element = await copyOf(() => Promise.resolve({ contentType: 'image/png', data: png, fileName: 'a.png' }));
  await button(/^Show the copy/).click();
  await expect.poll(() => frameIn(element)?.contentDocument?.querySelector('img')?.naturalWidth).toBe(1);
  const other = await copyOf(() =>
    Promise.resolve({ contentType: 'application/pdf', data: base64('%PDF-1.4'), fileName: 'a.pdf' }),
  );
  await button(/^Show the copy/).click();
  const link = page.getByRole('link', { name: 'Open the PDF in a new tab' });
  await expect.element(link).toBeVisible();
  expect(link.element().getAttribute('href')).toMatch(/^blob:/);
  await accessible();
  expect(other.renderRoot.querySelector('iframe')).toBeNull();
});

test('plain text is shown as it is, and no tag in it is one', async () => {
  const data = base64('GROUP RULES\n\nAnswer: <b>yes</b> &amp; no');
  const element = await copyOf(() => Promise.resolve({ contentType: 'text/plain', data, fileName: 'a.txt' }));
  await button(/^Show the copy/).click();
  await expect
    .poll(() => frameIn(element)?.contentDocument?.querySelector('pre')?.textContent)
    .toBe('GROUP RULES\n\nAnswer: <b>yes</b> &amp; no');
  expect(frameIn(element)?.contentDocument?.querySelector('b')).toBeNull();
});

test('a copy that is not what was filed is never shown', async () => {
  const element = await copyOf(() => Promise.reject(new PortalError('unreadable', '')));
  await button(/^Show the copy/).click();
  await expect.poll(() => text(element, '.note.fault')).toContain('The copy is not what was filed.');
  expect(frameIn(element)).toBeNull();
  await accessible();
});

test('another member closes the form, and takes the copy with it', async () => {
  const element = await copyOf(() => Promise.resolve(copy));
  await button(/^Show the copy/).click();
  await expect.poll(() => frameIn(element)).not.toBeNull();
  await button('Withdraw…').click();
  element.patient = 'Patient/p2';
  await lead(element, both);
  await expect.poll(() => [frameIn(element), element.renderRoot.querySelector('form')]).toEqual([null, null]);
});
