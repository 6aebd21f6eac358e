import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningForm, SigningInput } from '../../src/portal-types.ts';
import { rules, signingForm } from './agreement-form.ts';
import { button, heading, mount, portalWith, result, say, sign, start, walkToReview } from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

const second = { key: 'friday', name: 'Friday group', timeZone: 'America/New_York', leaders: ['R. Haddad-Test'] };
const spanish = { ...rules, url: 'https://clinic.example/rules-es', language: 'es' };
const languages = [
  { language: 'en', version: '2026.1', review: 'original' as const },
  { language: 'es', version: '2026.1', review: 'original' as const },
];

/** Signed for the first group, the screen is back with staff. `of`: what the second group's form differs in. */
async function signedOnce(of: Partial<SigningForm> = {}, more: Partial<Portal> = {}) {
  const opened = vi.fn<Portal['openSigning']>(({ group, patient = 'Patient/p1', language, signing }) =>
    Promise.resolve(
      signingForm({
        patient,
        memberName: patient === 'Patient/p1' ? 'Synthetic Rivera-Test' : 'Synthetic Other-Test',
        ...(signing !== undefined && { signing }),
        languages,
        ...(language === 'es' && { documents: { ...signingForm().documents, rules: spanish } }),
        ...(group === 'friday' ? { group: second, ...of } : { alsoIn: [second] }),
      }),
    ),
  );
  const sent: [SigningForm, SigningInput][] = [];
  const element = mount(
    portalWith({
      openSigning: opened,
      sign: (form, input) => {
        sent.push([form, input]);
        return Promise.resolve(result(form));
      },
      ...more,
    }),
  );
  await walkToReview();
  await sign();
  await button('Staff: take the screen back').click();
  return { element, opened, sent };
}
const forSecond = () => button('Sign for Friday group too').click();

test('the second group of a sitting stays the second group in another language', async () => {
  const { opened } = await signedOnce();
  await forSecond();
  await heading('Taking part in group');
  await button('Español').click();
  await vi.waitFor(() => expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ language: 'es' })));
  expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ group: 'friday', patient: 'Patient/p1' }));
});

test('what only the second group asks is asked, and other words are read from the start', async () => {
  await signedOnce({ video: true });
  await forSecond();
  await expect.element(page.getByRole('heading', { name: 'Join from a private place.' })).toBeVisible();
  render(nothing, document.body);
  await signedOnce({
    documents: { ...signingForm().documents, rules: { ...rules, url: 'https://clinic.example/own' } },
  });
  await forSecond();
  await heading('Group rules');
});

test('a patient chosen while the second group opens gets nothing of the one before', async () => {
  const late = Promise.withResolvers<void>();
  const { element } = await signedOnce({}, { closeSigning: () => late.promise });
  const handed = vi.fn<() => void>();
  element.addEventListener('group-screen-handed-over', handed);
  await page.getByText('Printed', { exact: true }).click();
  await forSecond();
  element.patient = 'Patient/p2';
  await heading('Synthetic Other-Test');
  late.reject(new PortalError('offline', 'gone'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await heading('Synthetic Other-Test');
  expect(element.renderRoot.textContent).not.toContain('Rivera');
  expect(handed).not.toHaveBeenCalled();
});

test('a choice while it is being closed neither changes nor stops it', async () => {
  const late = Promise.withResolvers<void>();
  const { opened } = await signedOnce({}, { closeSigning: () => late.promise });
  await page.getByText('Printed', { exact: true }).click();
  await button('Done').click();
  await page.getByText('By email').click();
  late.resolve();
  await heading('Synthetic Rivera-Test');
  await expect.element(page.getByText('Who signs?')).toBeVisible();
  expect(opened).toHaveBeenCalledTimes(2);
});

test('a language that can’t be had costs no answer and does not give the screen to staff', async () => {
  let calls = 0;
  mount(
    portalWith({
      openSigning: () =>
        ++calls === 1
          ? Promise.resolve(signingForm({ languages }))
          : Promise.reject(new PortalError('offline', 'gone')),
    }),
  );
  await start();
  await page.getByText('No', { exact: true }).click();
  await button('Español').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  await expect.element(page.getByLabelText('No')).toBeChecked();
  await button('Next').click();
  await expect.element(button('I read this')).toBeVisible();
});

test('whoever goes back to the minor’s part does not see what the minor said', async () => {
  mount(portalWith({ openSigning: () => Promise.resolve(signingForm({ age: 'minor' })) }));
  await page.getByText('Somebody who may sign for the member').click();
  await page.getByText('Parent', { exact: true }).click();
  await page.getByText('Two identifiers checked').click();
  await button('Hand over this screen').click();
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('Next').click();
  await page.getByText('No', { exact: true }).click();
  await button('Next').click();
  await button('Back').click();
  await expect.element(page.getByText('This part is answered. Nobody sees the answer here.')).toBeVisible();
  await expect.element(page.getByLabelText('No')).not.toBeInTheDocument();
});

test('what was answered on another device is not said to be closed', async () => {
  mount(
    portalWith({
      handOver: () => Promise.resolve({ link: 'https://clinic.example/once' }),
      findSigned: (form) => Promise.resolve({ ...result(form), rules: 'proposed' }),
      openSigning: () => Promise.resolve(signingForm({ alsoIn: [second] })),
    }),
  );
  await page.getByText('The member', { exact: true }).click();
  await page.getByText('Two identifiers checked').click();
  await button('Send to their own device').click();
  await button('Check now').click();
  await expect.element(page.getByText('Saved. Some answers wait for a talk with the leader.')).toBeVisible();
  await expect.element(page.getByText('Nothing else is open.')).not.toBeInTheDocument();
  await expect.element(page.getByText('Friday group')).not.toBeInTheDocument();
});

test('answers of an earlier day go on with whoever gave them, and with nobody else', async () => {
  const draft = {
    saved: '2026-11-19T10:00:00-05:00',
    revision: '1',
    language: 'en',
    version: '2026.1',
    answers: { private: 'no' as const },
    source: 'RelatedPerson/r1',
  };
  mount(portalWith({ openSigning: () => Promise.resolve(signingForm({ draft })) }));
  await start();
  await expect.element(page.getByLabelText('No')).not.toBeChecked();
});
