import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningForm, SigningInput, SigningResult } from '../../src/portal-types.ts';
import { participation, rules, signingForm } from './agreement-form.ts';
import { accessible, button, heading, mount, portalWith, result, sign, start, walkToReview } from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

test('it says saved only after the server answered', async () => {
  const answers = Promise.withResolvers<SigningResult>();
  const form = signingForm();
  const element = mount(portalWith({ openSigning: () => Promise.resolve(form), sign: () => answers.promise }));
  const events: unknown[] = [];
  element.addEventListener('group-agreement-signed', (event) => events.push(event.detail));
  await walkToReview();
  await sign();
  await expect.element(button('Saving…')).toHaveAttribute('aria-disabled', 'true');
  expect(element.renderRoot.querySelector('[aria-busy=true]')).not.toBeNull();
  expect(events).toEqual([]);
  await accessible();
  answers.resolve(result(form));
  await heading('Thank you.');
  await expect.element(page.getByText('Your agreement is saved.')).toBeVisible();
  expect(events).toEqual([{ group: 'tuesday', signing: form.signing, rules: 'active' }]);
});

test('a failure keeps everything, and trying again sends the same form and the same input', async () => {
  const sent: [SigningForm, SigningInput][] = [];
  const element = mount(
    portalWith({
      sign: (form, input) => {
        sent.push([form, input]);
        return sent.length === 1
          ? Promise.reject(new PortalError('timeout', 'too long'))
          : Promise.resolve(result(form));
      },
    }),
  );
  const codes: string[] = [];
  element.addEventListener('group-error-raised', (event) => codes.push(event.detail.code));
  await walkToReview();
  await sign();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(
      'The record is taking too long to answer. We are not sure yet if it was saved. Trying again is safe: it is never saved twice.',
    );
  await expect.element(page.getByLabelText('Your full name')).toHaveValue('Sam R.');
  await accessible();
  await button('Try again').click();
  await heading('Thank you.');
  expect(sent[1]?.[0]).toBe(sent[0]?.[0]);
  expect(sent[1]?.[1]).toBe(sent[0]?.[1]);
  expect(codes).toEqual(['timeout']);
});

test('Done opens a new signing with nothing of the last one', async () => {
  const opened = vi.fn<Portal['openSigning']>(() => Promise.resolve(signingForm()));
  mount(portalWith({ openSigning: opened }));
  await walkToReview();
  await sign();
  await button('Staff: take the screen back').click();
  await button('Done').click();
  await walkToReview({ private: 'No' });
  await button('Next').click();
  await expect.element(page.getByLabelText('Your full name')).toHaveValue('');
  await expect.element(page.getByRole('checkbox')).not.toBeChecked();
  expect(opened).toHaveBeenCalledTimes(2);
});

test('another patient clears the form, and a save still under way shows nothing', async () => {
  const answers = Promise.withResolvers<SigningResult>();
  const signed = vi.fn<() => void>();
  const element = mount(
    portalWith({
      openSigning: ({ patient }) =>
        Promise.resolve(signingForm(patient === undefined ? {} : { patient, memberName: 'Synthetic Other-Test' })),
      sign: () => answers.promise,
    }),
  );
  element.addEventListener('group-agreement-signed', signed);
  await walkToReview();
  await sign();
  element.patient = 'Patient/p2';
  await heading('Synthetic Other-Test');
  answers.resolve(result(signingForm()));
  await heading('Synthetic Other-Test');
  expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  expect(element.renderRoot.textContent).not.toMatch(/Sam R|Rivera|Thank you/);
  expect(signed).not.toHaveBeenCalled();
});

test('taken off the page it keeps and asks for nothing; put back, it starts again', async () => {
  const opened = vi.fn<Portal['openSigning']>(() => Promise.resolve(signingForm()));
  const element = mount(portalWith({ openSigning: opened }));
  await start();
  const { parentElement } = element;
  element.remove();
  await element.updateComplete;
  expect(element.renderRoot.textContent).not.toContain('Keep what you hear');
  expect(opened).toHaveBeenCalledTimes(1);
  parentElement?.append(element);
  await heading('Synthetic Rivera-Test');
});

test('nothing about the person is in an attribute of the element or of a radio', async () => {
  const element = mount(portalWith());
  element.patient = 'Patient/p1';
  await start();
  expect(element.getAttributeNames()).toEqual(['group']);
  const names = [...element.renderRoot.querySelectorAll('input')].map((input) => input.name);
  expect(new Set(names)).toEqual(new Set(['choice-0']));
});

test('a draft translation can’t be signed', async () => {
  mount(
    portalWith({
      openSigning: () =>
        Promise.resolve(signingForm({ documents: { rules: { ...rules, review: null }, participation } })),
    }),
  );
  await expect.element(page.getByText('This is a draft translation. It can’t be signed.')).toBeVisible();
  await expect.element(button('Hand over this screen')).not.toBeInTheDocument();
  await accessible();
});

test('template text is named to staff, who may go on', async () => {
  mount(portalWith());
  await expect.element(page.getByText(/^Template text: your clinic must approve/)).toBeVisible();
  await expect.element(button('Hand over this screen')).toBeEnabled();
});

test('a form that can’t be opened says so, tells the host and tries again', async () => {
  let tries = 0;
  const element = mount(
    portalWith({
      openSigning: () =>
        ++tries === 1 ? Promise.reject(new PortalError('offline', 'off')) : Promise.resolve(signingForm()),
    }),
  );
  const codes: string[] = [];
  element.addEventListener('group-error-raised', (event) => codes.push(event.detail.code));
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  await accessible();
  await button('Try again').click();
  await heading('Synthetic Rivera-Test');
  expect(codes).toEqual(['offline']);
});

test('without a portal it says that it is not connected; while it opens it is busy with nothing', async () => {
  mount(undefined);
  await expect.element(page.getByText('This part of the page is not connected to the record.')).toBeVisible();
  await accessible();
  mount(portalWith({ openSigning: () => new Promise(() => {}) }));
  await expect.element(page.getByText('Loading')).toBeInTheDocument();
  await accessible();
});
