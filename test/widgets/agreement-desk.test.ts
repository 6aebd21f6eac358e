import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningForm, SigningInput } from '../../src/portal-types.ts';
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
  words,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

const mother = { reference: 'RelatedPerson/m', name: 'Synthetic Mother-Test' };
const reviewed = { name: 'L. Santos-Test', role: 'translator', date: '2025-12-15' };
const spanish: SigningForm['documents'] = {
  rules: { ...rules, language: 'es', url: 'https://clinic.example/rules-es', title: 'Reglas', review: reviewed },
  participation: { ...participation, language: 'es', review: reviewed },
};

/** What is sent when the member says yes to everything, once the screen is theirs. */
async function signed(portal: ReturnType<typeof portalFor>, name = 'Ana M.'): Promise<SigningInput> {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  portal.sign = sent;
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('Next').click();
  if (page.getByRole('heading', { name: 'Now it is your turn' }).query()) {
    await radio('They are not here now').click();
    await button('Next').click();
  }
  await page.getByRole('checkbox').click();
  await page.getByLabelText('Your full name').fill(name);
  await button('Sign and save').click();
  await heading('Thank you.');
  const input = sent.mock.calls[0]?.[1];
  if (!input) throw new Error('not sent');
  return input;
}

test('a guardian on record signs with a basis, which nobody works out', async () => {
  const portal = portalFor({ age: 'minor', representatives: [mother] });
  mount(portal);
  await expect.element(words('By the birth date on record the member is a minor.')).toBeVisible();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await radio('Somebody who may sign for the member').click();
  await radio('Known to staff').click();
  await button('Hand over this screen').click();
  await expect
    .element(page.getByRole('group', { name: 'Why may they sign?' }))
    .toHaveAccessibleDescription('Choose why they may sign.');
  await accessible();
  await radio('Parent').click();
  await radio('Synthetic Mother-Test').click();
  await button('Hand over this screen').click();
  expect(await signed(portal)).toMatchObject({
    signer: { as: 'representative', basis: 'parent', reference: 'RelatedPerson/m' },
    identityCheck: 'known-to-staff',
  });
});

test('somebody who is not on record signs here, but gets no link for a device of their own', async () => {
  const handOver = vi.fn<NonNullable<Portal['handOver']>>(() => Promise.resolve({ link: 'https://clinic.example/x' }));
  const portal = portalFor({ representatives: [] }, { handOver });
  mount(portal);
  await radio('Somebody who may sign for the member').click();
  await radio('Court order').click();
  await radio('Two identifiers checked').click();
  await button('Send to their own device').click();
  await expect.element(words(/^Only a person on record can sign on their own device/)).toBeVisible();
  await accessible();
  expect(handOver).not.toHaveBeenCalled();
  await button('Hand over this screen').click();
  const { signer } = await signed(portal);
  expect(signer).toEqual({ as: 'representative', basis: 'court-order' });
});

test('a minor on their own consent is what staff say', async () => {
  const portal = portalFor({ age: 'minor' });
  mount(portal);
  await radio('The member, a minor on their own consent').click();
  await radio('Known to staff').click();
  await button('Hand over this screen').click();
  expect((await signed(portal)).signer).toEqual({ as: 'minor' });
});

test('without a birth date it says so and chooses nothing', async () => {
  mount(portalFor({ age: 'unknown' }));
  await expect.element(words('There is no birth date on record.')).toBeVisible();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await accessible();
});

test('an interpreter has a number with a digit in it and a way, or nobody goes on', async () => {
  const portal = portalFor({ need: { language: 'qu', interpreter: true } });
  mount(portal);
  await expect.element(words('The record says they need an interpreter.')).toBeVisible();
  await expect.element(words('The record says they need Quechua.')).toBeVisible();
  await expect.element(page.getByRole('checkbox')).toBeChecked();
  await radio('The member').click();
  await radio('Known to staff').click();
  const number = page.getByLabelText('Interpreter number');
  await number.fill('daughter');
  await button('Hand over this screen').click();
  await expect.element(number).toHaveAccessibleDescription(/^Type the interpreter’s number. It has a digit in it/);
  await expect
    .element(page.getByRole('group', { name: 'How do they interpret?' }))
    .toHaveAccessibleDescription('Choose how they interpret.');
  await accessible();
  await number.fill('QU-4471');
  await radio('By video').click();
  await button('Hand over this screen').click();
  expect((await signed(portal)).interpreter).toEqual({ id: 'QU-4471', way: 'video' });
});

test('a draft language is told and can’t be chosen; a reviewed one brings its words and keeps what was settled', async () => {
  const english = signingForm({
    languages: [
      { language: 'en', version: '2026.1', review: 'original' },
      { language: 'es', version: '2026.1', review: reviewed },
      { language: 'fr', version: '2026.1', review: 'draft' },
    ],
  });
  const asked = vi.fn<Portal['openSigning']>(({ language }) =>
    Promise.resolve(language === 'es' ? { ...english, documents: spanish } : english),
  );
  mount(portalWith({ openSigning: asked }));
  await radio('The member').click();
  await radio('Known to staff').click();
  await expect.element(words('French: draft, not reviewed: can’t be signed')).toBeVisible();
  expect(page.getByRole('radio', { name: /French/ }).elements()).toHaveLength(0);
  await radio('Spanish, reviewed by L. Santos-Test on 15 Dec 2025').click();
  await expect.element(words('Reglas')).toBeVisible();
  expect(asked.mock.lastCall?.[0]).toMatchObject({ language: 'es', signing: english.signing });
  await expect.element(radio('The member')).toBeChecked();
  await expect.element(radio('Known to staff')).toBeChecked();
  await accessible();
  await button('Hand over this screen').click();
  await heading('Reglas');
});

test('a language that does not come is said, and the form stays in the one before', async () => {
  const english = signingForm({
    languages: [
      { language: 'en', version: '2026.1', review: 'original' },
      { language: 'es', version: '2026.1', review: reviewed },
    ],
  });
  mount(
    portalWith({
      openSigning: ({ language }) =>
        language === 'es' ? Promise.reject(new PortalError('offline', '')) : Promise.resolve(english),
    }),
  );
  await radio('The member').click();
  await page.getByRole('radio', { name: /^Spanish/ }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('The record can’t be reached right now.');
  await expect.element(page.getByRole('radio', { name: /^English/ })).toBeChecked();
  await expect.element(radio('The member')).toBeChecked();
});

test('every group of the programme is a choice only where there is one', async () => {
  mount(portalFor({}));
  await heading('Synthetic Rivera-Test');
  await expect.element(page.getByRole('group', { name: 'Which groups?' })).not.toBeInTheDocument();
  const portal = portalFor({ programme: true });
  render(nothing, document.body);
  mount(portal);
  await expect.element(radio('This group')).toBeChecked();
  await radio('Every group of the programme').click();
  await radio('The member').click();
  await radio('Known to staff').click();
  await button('Hand over this screen').click();
  expect((await signed(portal)).covers).toBe('programme');
});

const draft = {
  saved: '2026-11-19T20:00:00-05:00',
  revision: '1',
  source: 'Patient/p1',
  language: 'en',
  version: '2026.1',
  answers: { private: 'no', limits: 'read' },
} as const;

test('yesterday’s answers: going on opens the first question without one', async () => {
  mount(portalFor({ draft }));
  await expect.element(words('There are answers from 19 Nov that nobody signed.')).toBeVisible();
  await radio('The member').click();
  await radio('Known to staff').click();
  await button('Hand over this screen').click();
  await heading('We ask members not to meet outside of group.');
  await button('Back').click();
  await button('Back').click();
  await expect.element(radio('No')).toBeChecked();
});

test('yesterday’s answers: starting again shows none of them', async () => {
  mount(portalFor({ draft }));
  await radio('Start again').click();
  await radio('The member').click();
  await radio('Known to staff').click();
  await button('Hand over this screen').click();
  await heading('Group rules');
  await button('Next').click();
  await heading('Keep what you hear in group private.');
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
});

test('a plain adult takes staff eight presses and no typing, of the twelve there may be', async () => {
  const close = vi.fn<Portal['closeSigning']>(() => Promise.resolve());
  const portal = portalFor({}, { closeSigning: close });
  mount(portal);
  let presses = 0;
  const staff = async (target: { click: () => Promise<void> }) => {
    presses += 1;
    await target.click();
  };
  await staff(radio('The member'));
  await staff(radio('Two identifiers checked'));
  await staff(button('Hand over this screen'));
  await signed(portal);
  await staff(button('Staff: take the screen back'));
  // the host's confirmStaff may take one press more
  presses += 1;
  await staff(page.getByRole('checkbox'));
  await staff(radio('In the portal'));
  expect(page.getByRole('textbox').elements()).toHaveLength(0);
  await staff(button('Done'));
  await expect.poll(() => close.mock.calls.map(([, sent]) => sent)).toEqual([{ witness: true, copyGiven: 'portal' }]);
  expect(presses).toBeLessThanOrEqual(12);
});

test('staff can do all of it with the keyboard: settle, sign without drawing, close', async () => {
  const close = vi.fn<Portal['closeSigning']>(() => Promise.resolve());
  const element = mount(portalFor({}, { closeSigning: close }));
  await heading('Synthetic Rivera-Test');
  const focused = () => element.shadowRoot?.activeElement as HTMLElement | null;
  const named = () => {
    const at = focused();
    return (at instanceof HTMLInputElement ? at.labels?.[0] : at)?.innerText.trim() ?? '';
  };
  const press = async (name: string | RegExp, key = '{Enter}') => {
    for (let tabs = 0; tabs < 40 && !named().match(name); tabs++) await userEvent.keyboard('{Tab}');
    expect(named()).toMatch(name);
    await userEvent.keyboard(key);
  };
  const at = async (title: RegExp) => {
    await expect.poll(() => focused()?.innerText).toMatch(title);
  };
  await press(/^The member$/, ' ');
  await press(/^Two identifiers/, ' ');
  await press(/^Hand over/);
  await at(/^Group rules/);
  await press(/^Next/);
  await press(/^Yes/, ' ');
  await press(/^Next/);
  await at(/^Leaders keep/);
  await press(/^I read this/);
  await at(/^We ask members/);
  await press(/^Yes/, ' ');
  await press(/^Next/);
  await at(/^You decide/);
  await press(/^I read this/);
  await at(/^Taking part/);
  await press(/^Yes/, ' ');
  await press(/^Next/);
  await at(/^Check your answers/);
  await press(/^Next/);
  await at(/^Sign/);
  await press(/^I agree to sign/, ' ');
  await press(/^Type my name/, '{ArrowDown}{ArrowDown}'); // past drawing, to the button
  await expect.element(words('You sign as Synthetic Rivera-Test.')).toBeVisible();
  await press(/^Sign and save/);
  await at(/^Thank you/);
  await press(/^Staff: take/);
  await at(/^Synthetic Rivera/);
  await press(/^I saw the person sign/, ' ');
  await press(/^Printed/, ' ');
  await press(/^Done/);
  await expect.poll(() => close.mock.calls.length).toBe(1);
  expect(close.mock.calls[0]?.[1]).toEqual({ witness: true, copyGiven: 'printed' });
});
