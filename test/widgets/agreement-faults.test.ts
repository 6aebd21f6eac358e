import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberDocument } from '../../src/content/document.ts';
import type { Portal, SigningForm, SigningInput, SigningResult } from '../../src/portal-types.ts';
import { participation, rules, signingForm } from './agreement-form.ts';
import {
  accessible,
  button,
  heading,
  mount,
  portalFor,
  portalWith,
  radio,
  result,
  say,
  sign,
  start,
  walkToReview,
  words,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

test('a double click on Sign sends it once', async () => {
  const answer = Promise.withResolvers<SigningResult>();
  const sent = vi.fn<Portal['sign']>(() => answer.promise);
  const form = signingForm();
  mount(portalWith({ openSigning: () => Promise.resolve(form), sign: sent }));
  await walkToReview();
  await button('Next').click();
  await page.getByRole('checkbox').click();
  await page.getByLabelText('Your full name').fill('Sam R.');
  await button('Sign and save').dblClick();
  await expect.element(button('Saving…')).toBeVisible();
  await button('Saving…').click({ force: true });
  answer.resolve(result(form));
  await heading('Thank you.');
  expect(sent).toHaveBeenCalledTimes(1);
});

/** The clause about contact reads otherwise now. */
const newer: MemberDocument = {
  ...rules,
  version: '2026.2',
  rules: rules.rules.map((rule) => ({
    ...rule,
    clauses: rule.clauses.map((clause) =>
      clause.id === 'avoid' ? { ...clause, text: 'Please tell the group about contact outside. It helps.' } : clause,
    ),
  })),
};
const changedWords = () => new PortalError('invalid', 'changed', ['documents.rules']);

test('words that changed while they were read are shown with a notice; only answers to the same sentences are kept', async () => {
  const opened: SigningForm[] = [];
  const sent: [SigningForm, SigningInput][] = [];
  mount(
    portalWith({
      openSigning: ({ signing }) => {
        const form = signingForm(signing ? { signing, documents: { rules: newer, participation } } : {});
        opened.push(form);
        return Promise.resolve(form);
      },
      sign: (form, input) => {
        sent.push([form, input]);
        return sent.length === 1 ? Promise.reject(changedWords()) : Promise.resolve(result(form));
      },
    }),
  );
  await walkToReview({ private: 'No' });
  await sign();
  await heading('Group rules');
  await expect.element(words('The words of this form have just changed. Please read the new ones.')).toBeVisible();
  await accessible();
  await button('Next').click();
  await expect.element(radio('No')).toBeChecked();
  await button('Next').click();
  await button('I read this').click();
  await heading('Please tell the group about contact outside.');
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await say('Yes');
  await button('I read this').click();
  await heading('Taking part in group');
  // the consent is its own document, and is asked anew
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await say('Yes');
  await sign();
  await heading('Thank you.');
  expect(sent[1]?.[0].documents.rules.version).toBe('2026.2');
  expect(sent[1]?.[0].signing).toBe(sent[0]?.[0].signing);
});

test('new words that don’t come lose nothing, and can be asked for again', async () => {
  let works = false;
  mount(
    portalWith({
      openSigning: ({ signing }) =>
        signing && !works
          ? Promise.reject(new PortalError('offline', ''))
          : Promise.resolve(signingForm(signing ? { signing, documents: { rules: newer, participation } } : {})),
      sign: () => Promise.reject(changedWords()),
    }),
  );
  await walkToReview();
  await sign();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('The record can’t be reached right now. Nothing you typed is lost.');
  await expect.element(page.getByLabelText('Your full name')).toHaveValue('Sam R.');
  works = true;
  await button('Try again').click();
  await heading('Group rules');
});

test('a token that ended between review and save: sign in, try again, and the same is sent', async () => {
  const sent: [SigningForm, SigningInput][] = [];
  mount(
    portalFor(
      {},
      {
        sign: (form, input) => {
          sent.push([form, input]);
          return sent.length === 1
            ? Promise.reject(new PortalError('not-authorized', ''))
            : Promise.resolve(result(form));
        },
      },
    ),
  );
  await walkToReview({ private: 'I want to talk about this' });
  await sign();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Your session has ended. Sign in again, then try again. Nothing you typed is lost.');
  await accessible();
  await button('Try again').click();
  await heading('Thank you.');
  expect(sent[1]?.[0]).toBe(sent[0]?.[0]);
  expect(sent[1]?.[1]).toBe(sent[0]?.[1]);
});

const field = page.getByRole('img', { name: 'Draw your name here' });
const draw = () =>
  field.dropTo(field, { sourcePosition: { x: 20, y: 60 }, targetPosition: { x: 200, y: 90 }, steps: 8 });

async function toDrawing(sent: Portal['sign']): Promise<void> {
  mount(portalFor({}, { sign: sent }));
  await walkToReview();
  await button('Next').click();
  await page.getByRole('checkbox').click();
  await radio('Draw my name').click();
  await expect.element(field).toBeVisible();
}

test('a dot is no signature: it says so in words and names the other ways', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  await toDrawing(sent);
  await button('Sign and save').click();
  await expect.element(words('Draw your name here, or choose another way to sign.')).toBeVisible();
  await accessible();
  await field.click({ position: { x: 60, y: 60 } });
  await button('Sign and save').click();
  await expect
    .element(words('That is too small to be a name. Draw it again, or choose another way to sign.'))
    .toBeVisible();
  await accessible();
  expect(sent).not.toHaveBeenCalled();
});

test('what is drawn is sent as a picture', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  await toDrawing(sent);
  await draw();
  await button('Sign and save').click();
  await heading('Thank you.');
  expect(sent.mock.calls[0]?.[1].mark).toMatchObject({ by: 'drawing', png: expect.stringMatching(/^iVBOR/) });
});

test('drawing, then typing: the name is what is sent', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  await toDrawing(sent);
  await draw();
  await radio('Type my name').click();
  await page.getByLabelText('Your full name').fill('Sam R.');
  await button('Sign and save').click();
  await heading('Thank you.');
  expect(sent.mock.calls[0]?.[1]).toMatchObject({ mark: { by: 'typing' }, name: 'Sam R.' });
});

test('a drawing that is not on the screen any more is not sent', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  await toDrawing(sent);
  await draw();
  await radio('Just press the button').click();
  await radio('Draw my name').click();
  await button('Sign and save').click();
  await expect.element(words('Draw your name here, or choose another way to sign.')).toBeVisible();
  await draw();
  await button('Back').click();
  await button('Next').click();
  await button('Sign and save').click();
  await expect.element(words('Draw your name here, or choose another way to sign.')).toBeVisible();
  expect(sent).not.toHaveBeenCalled();
});

test('another language that does not come is said, and every answer is still there', async () => {
  const languages: SigningForm['languages'] = [
    { language: 'en', version: '2026.1', review: 'original' },
    { language: 'es', version: '2026.1', review: { name: 'L', role: 'translator', date: '2026-01-01' } },
  ];
  mount(
    portalWith({
      openSigning: ({ language }) =>
        language === 'es'
          ? Promise.reject(new PortalError('offline', ''))
          : Promise.resolve(signingForm({ languages })),
    }),
  );
  await start();
  await radio('No').click();
  await button('Español').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  await accessible();
  await expect.element(radio('No')).toBeChecked();
  await button('Next').click();
  await heading('Leaders keep what you say private too.');
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});
