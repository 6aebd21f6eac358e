import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningForm, SigningInput } from '../../src/portal-types.ts';
import { tuesday } from '../support/fake-portal.ts';
import { rules, participation, signingForm } from './agreement-form.ts';
import {
  accessible,
  button,
  heading,
  mount,
  portalFor,
  portalWith,
  radio,
  read,
  result,
  say,
  sign,
  walkToReview,
  words,
} from './agreement-page.ts';

afterEach(() => {
  vi.restoreAllMocks();
  render(nothing, document.body);
});

const friday = { ...tuesday, key: 'friday', name: 'Friday group' };
const closing = () => vi.fn<Portal['closeSigning']>(() => Promise.resolve());

async function signHere(): Promise<void> {
  await walkToReview();
  await sign();
  await button('Staff: take the screen back').click();
  await expect.element(words('Signed and saved.')).toBeVisible();
}

test('who saw it and how the copy was given are sent once, exactly as staff said', async () => {
  const close = closing();
  const form = signingForm();
  mount(portalWith({ openSigning: () => Promise.resolve(form), closeSigning: close }));
  await signHere();
  await accessible();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await expect.element(page.getByRole('checkbox')).not.toBeChecked();
  await page.getByRole('checkbox').click();
  await radio('By email').click();
  await button('Done').dblClick();
  await expect.element(button('Hand over this screen')).toBeVisible();
  expect(close.mock.calls).toEqual([[form, { witness: true, copyGiven: 'email' }]]);
});

test('a paper entered after something newer: until when it counts, and nothing of it is left to talk about', async () => {
  const ended = (form: SigningForm) => Promise.resolve({ ...result(form), rules: 'ended' as const });
  mount(portalFor({}, { sign: ended }));
  await walkToReview();
  await sign();
  await button('Staff: take the screen back').click();
  await expect.element(words('Saved. Something newer is on file, so this paper counts only until then.')).toBeVisible();
  await expect.element(words('Nothing else is open.')).toBeVisible();
});

test('a witness who was not is taken away again', async () => {
  const close = closing();
  mount(portalFor({}, { closeSigning: close }));
  await signHere();
  await page.getByRole('checkbox').click();
  await page.getByRole('checkbox').click();
  await radio('They don’t want one now').click();
  await button('Done').click();
  await expect.poll(() => close.mock.calls.map(([, sent]) => sent)).toEqual([{ copyGiven: 'declined' }]);
});

test('Done without a choice adds nothing to the record', async () => {
  const close = closing();
  const closed = vi.fn<(event: Event) => void>();
  const element = mount(portalFor({}, { closeSigning: close }));
  element.addEventListener('group-agreement-closed', closed);
  await signHere();
  await button('Done').click();
  await expect.element(button('Hand over this screen')).toBeVisible();
  expect(close).not.toHaveBeenCalled();
  expect(closed).toHaveBeenCalledTimes(1);
});

test('a failure keeps what was chosen, and trying again sends the same', async () => {
  let tries = 0;
  const close = vi.fn<Portal['closeSigning']>(() =>
    ++tries === 1 ? Promise.reject(new PortalError('conflict', '')) : Promise.resolve(),
  );
  mount(portalFor({}, { closeSigning: close }));
  await signHere();
  await page.getByRole('checkbox').click();
  await radio('Printed').click();
  await button('Done').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('Someone else changed this at the same time.');
  await expect.element(page.getByRole('checkbox')).toBeChecked();
  await expect.element(radio('Printed')).toBeChecked();
  await accessible();
  await button('Try again').click();
  await expect.element(button('Hand over this screen')).toBeVisible();
  expect(close.mock.calls[1]).toEqual(close.mock.calls[0]);
});

test('the copy that was printed was given so; one that can’t be read is said', async () => {
  let copy: Promise<Awaited<ReturnType<Portal['signedCopy']>>> = Promise.reject(new PortalError('offline', ''));
  copy.catch(() => undefined);
  const asked = vi.fn<Portal['signedCopy']>(() => copy);
  const form = signingForm();
  mount(portalWith({ openSigning: () => Promise.resolve(form), signedCopy: asked }));
  const printed = vi.fn<() => void>();
  const real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(function (this: HTMLIFrameElement) {
    const view = real?.get?.call(this) as Window | null;
    if (view)
      view.print = () => {
        printed();
        setTimeout(() => view.dispatchEvent(new Event('afterprint')));
      };
    return view;
  });
  await signHere();
  await button('Print the copy').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  await expect.element(radio('Printed')).not.toBeChecked();
  copy = Promise.resolve({
    contentType: 'text/html',
    data: btoa('<!doctype html><p>Signed copy</p>'),
    fileName: 'signed-copy.html',
  });
  await button('Print the copy').click();
  await expect.element(radio('Printed')).toBeChecked();
  expect(printed).toHaveBeenCalledTimes(1);
  expect(asked.mock.lastCall?.slice(0, 2)).toEqual([{ group: 'tuesday', patient: 'Patient/p1' }, form.signing]);
});

/** Each group opens with a signing of its own. */
const twoGroups = (second: Partial<SigningForm> = {}, methods: Partial<Portal> = {}) => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  const portal = portalWith({
    sign: sent,
    openSigning: ({ group }) =>
      Promise.resolve(
        group === 'friday' ? signingForm({ group: friday, ...second }) : signingForm({ alsoIn: [friday] }),
      ),
    ...methods,
  });
  return { portal, sent };
};
const too = page.getByRole('button', { name: 'Sign for Friday group too' });

test('a second group takes the answers along and asks only the consent anew, in a signing of its own', async () => {
  const close = closing();
  const { portal, sent } = twoGroups({}, { closeSigning: close });
  mount(portal);
  await walkToReview({ avoid: 'No' });
  await sign();
  await button('Staff: take the screen back').click();
  await page.getByRole('checkbox').click();
  await too.click();
  await heading('Taking part in group');
  await expect.element(words('For Friday group')).toBeVisible();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  expect(close.mock.calls.map(([form, sentClose]) => [form.group.key, sentClose])).toEqual([
    ['tuesday', { witness: true }],
  ]);
  await accessible();
  await say('I want to talk about this');
  await sign();
  await heading('Thank you.');
  const [first, second] = sent.mock.calls.map(([form, input]): [SigningForm, SigningInput] => [form, input]);
  expect(second?.[1].answers).toEqual({
    rules: first?.[1].answers.rules,
    participation: { feelings: 'read', stopping: 'read', 'take-part': 'talk' },
  });
  expect([first?.[0].group.key, second?.[0].group.key]).toEqual(['tuesday', 'friday']);
  expect(second?.[0].signing).not.toBe(first?.[0].signing);
});

test('other rules in the second group are read from the start, with nothing chosen', async () => {
  const { portal } = twoGroups({ documents: { rules: { ...rules, version: '2027.1' }, participation } });
  mount(portal);
  await signHere();
  await too.click();
  await heading('Group rules');
  await button('Next').click();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
});

test('a second group that can’t be opened is said, and the first is still there to be closed', async () => {
  const { portal } = twoGroups();
  portal.openSigning = (query) =>
    query.group === 'friday'
      ? Promise.reject(new PortalError('offline', ''))
      : Promise.resolve(signingForm({ alsoIn: [friday] }));
  mount(portal);
  await signHere();
  await too.click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  await expect.element(too).toBeVisible();
});

test('another patient while the second group opens: nothing of the first comes back', async () => {
  const late = Promise.withResolvers<SigningForm>();
  const { portal } = twoGroups();
  portal.openSigning = (query) => {
    if (query.group === 'friday') return late.promise;
    // the other patient's form never comes: the element waits for it
    return query.patient === 'Patient/p2' ? new Promise(() => {}) : Promise.resolve(signingForm({ alsoIn: [friday] }));
  };
  const element = mount(portal);
  await signHere();
  await too.click();
  element.patient = 'Patient/p2';
  await element.updateComplete;
  late.resolve(signingForm({ group: friday }));
  await expect.element(page.getByText('Loading')).toBeInTheDocument();
  await element.updateComplete;
  expect(read(element)).not.toMatch(/Taking part|Friday|Rivera/);
});

test('no to taking part is told to staff in words that ask for thanks', async () => {
  mount(portalFor({}, { sign: (form) => Promise.resolve({ ...result(form), participation: 'rejected' }) }));
  await walkToReview({ consent: 'No' });
  await sign();
  await button('Staff: take the screen back').click();
  await expect.element(words('They said no to taking part. Please thank them. The leader knows.')).toBeVisible();
  await accessible();
});
