import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningResult } from '../../src/portal-types.ts';
import { tuesday } from '../support/fake-portal.ts';
import { signingForm } from './agreement-form.ts';
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
  words,
} from './agreement-page.ts';

afterEach(() => {
  vi.useRealTimers();
  render(nothing, document.body);
});

const link = 'https://clinic.example/sign/7f3a';
const handOver = () => Promise.resolve({ link });

async function settle(): Promise<void> {
  await radio('The member').click();
  await radio('Known to staff').click();
  await button('Send to their own device').click();
}

test('without a host that gives links there is no such choice', async () => {
  mount(portalFor({}));
  await expect.element(button('Hand over this screen')).toBeVisible();
  await expect.element(button('Send to their own device')).not.toBeInTheDocument();
});

test('the host is told what was settled and who checked it; the code and the address stand there', async () => {
  const asked = vi.fn<NonNullable<Portal['handOver']>>(handOver);
  const form = signingForm();
  const element = mount(portalWith({ openSigning: () => Promise.resolve(form), handOver: asked }));
  await settle();
  await expect.element(words(link)).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'Signing on another device' })).toBeVisible();
  expect(asked.mock.calls).toEqual([
    [
      {
        signing: form.signing,
        group: 'tuesday',
        patient: 'Patient/p1',
        language: 'en',
        setup: {
          signer: { as: 'member' },
          identityCheck: 'known-to-staff',
          mode: 'screen',
          verifiedBy: 'Practitioner/l1',
        },
      },
    ],
  ]);
  // a link is a way in: it is text on the screen and nothing else
  expect((element.renderRoot as ShadowRoot).innerHTML.match(new RegExp(`="[^"]*${link}`, 'u'))).toBeNull();
  await accessible();
});

test('Check now finds the signature, and staff close without a witness box', async () => {
  const form = signingForm({ alsoIn: [{ ...tuesday, key: 'friday', name: 'Friday group' }] });
  let found: SigningResult | undefined;
  mount(portalWith({ openSigning: () => Promise.resolve(form), handOver, findSigned: () => Promise.resolve(found) }));
  await settle();
  await button('Check now').click();
  await expect.element(words('Waiting for the signature.')).toBeVisible();
  found = result(form);
  await button('Check now').click();
  await expect.element(words('Signed and saved.')).toBeVisible();
  await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument();
  // the answers are on the other device: they can't be taken along
  await expect.element(page.getByRole('button', { name: /Friday group/ })).not.toBeInTheDocument();
  await accessible();
});

test('it looks by itself, and a slow record is asked once and heard', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const form = signingForm();
  const answer = Promise.withResolvers<SigningResult | undefined>();
  const asked = vi.fn<Portal['findSigned']>(() => answer.promise);
  mount(portalWith({ openSigning: () => Promise.resolve(form), handOver, findSigned: asked }));
  await settle();
  await expect.element(words(link)).toBeVisible();
  vi.advanceTimersByTime(30_000);
  expect(asked).toHaveBeenCalledTimes(1);
  answer.resolve(result(form));
  await expect.element(words('Signed and saved.')).toBeVisible();
  vi.advanceTimersByTime(30_000);
  expect(asked).toHaveBeenCalledTimes(1);
});

test('a look that fails is said, and gone when the next one works', async () => {
  let works = false;
  mount(
    portalFor(
      {},
      {
        handOver,
        findSigned: () => (works ? Promise.resolve(undefined) : Promise.reject(new PortalError('offline', ''))),
      },
    ),
  );
  await settle();
  await button('Check now').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  works = true;
  await button('Check now').click();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(words(link)).toBeVisible();
});

test('a link that does not come is said, what was settled stays, and it can be tried again', async () => {
  let tries = 0;
  const element = mount(
    portalFor({}, { handOver: () => (++tries === 1 ? Promise.reject(new PortalError('timeout', '')) : handOver()) }),
  );
  const codes: string[] = [];
  element.addEventListener('group-error-raised', (event) => codes.push(event.detail.code));
  await settle();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record is taking too long to answer.');
  await expect.element(radio('The member')).toBeChecked();
  await button('Send to their own device').click();
  await expect.element(words(link)).toBeVisible();
  expect(codes).toEqual(['timeout']);
});

test('going back keeps what was settled and the same signing, so a link that is out can’t sign a second one', async () => {
  const asked = vi.fn<Portal['openSigning']>(({ signing }) => Promise.resolve(signingForm(signing ? { signing } : {})));
  const element = mount(portalWith({ openSigning: asked, handOver }));
  await settle();
  await button('Back, sign another way').click();
  await expect.element(radio('The member')).toBeChecked();
  await expect.element(radio('Known to staff')).toBeChecked();
  expect(asked.mock.lastCall?.[0].signing).toMatch(/^[0-9a-f-]{36}$/);
  expect(read(element)).not.toContain(link);
  await button('Hand over this screen').click();
  await heading('Group rules');
});

test('on their own device the form begins with the member and ends with the page', async () => {
  const closed = vi.fn<(event: Event) => void>();
  const opened = vi.fn<Portal['openSigning']>(({ signing }) =>
    Promise.resolve(signingForm(signing ? { signing } : {})),
  );
  const handedOver = {
    signing: '00000000-0000-4000-8000-000000000007',
    language: 'en',
    setup: { signer: { as: 'member' }, identityCheck: 'two-identifiers', mode: 'screen' },
  } as const;
  const element = mount(portalWith({ openSigning: opened }), { handedOver });
  element.addEventListener('group-agreement-closed', closed);
  await heading('Group rules');
  expect(opened.mock.calls[0]?.[0]).toMatchObject({ signing: handedOver.signing, language: 'en' });
  await button('Stop for now').click();
  await button('Stop and keep nothing').click();
  await expect.element(words('Nothing was kept. Nothing is signed.')).toBeVisible();
  await expect.element(words('You can hand back the screen now.')).not.toBeInTheDocument();
  await button('Done').click();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  expect(read(element).trim()).toBe('');
});
