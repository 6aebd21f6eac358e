import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
import {
  accessible,
  button,
  heading,
  mount,
  portalFor,
  radio,
  read,
  result,
  say,
  sign,
  words,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

const member: Portal['user'] = { reference: 'Patient/p1', display: 'Synthetic Rivera-Test', role: 'member' };
const guardian: Portal['user'] = {
  reference: 'RelatedPerson/m',
  display: 'Synthetic Mother-Test',
  role: 'guardian',
};

async function answerAll(): Promise<void> {
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
}

test('a member on their own account goes straight to the form, and the page can be closed at the end', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  const handed = vi.fn<() => void>();
  const closed = vi.fn<() => void>();
  const element = mount(portalFor({}, { user: member, sign: sent }));
  element.addEventListener('group-screen-handed-over', handed);
  element.addEventListener('group-agreement-closed', closed);
  await heading('Group rules');
  await answerAll();
  await sign();
  await expect.element(words('You can ask for a free copy. You can close this page now.')).toBeVisible();
  await accessible();
  expect(sent.mock.calls[0]?.[1]).toMatchObject({ signer: { as: 'member' }, identityCheck: 'portal-login' });
  await button('Done').click();
  await expect.poll(() => closed.mock.calls.length).toBe(1);
  expect(read(element).trim()).toBe('');
  expect(handed).not.toHaveBeenCalled();
});

test('a member goes on from what they kept', async () => {
  const draft = {
    saved: '2026-11-19T20:00:00-05:00',
    revision: '1',
    source: 'Patient/p1',
    language: 'en',
    version: '2026.1',
    answers: { private: 'talk', limits: 'read' },
  } as const;
  mount(portalFor({ draft }, { user: member }));
  await heading('We ask members not to meet outside of group.');
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
});

test.each(['minor', 'unknown'] as const)(
  'a member of age “%s” is asked to open it with the clinic: never the staff’s screen, nothing to sign',
  async (age) => {
    const element = mount(portalFor({ age }, { user: member }));
    await expect
      .element(words('Please ask the clinic to open this form with you. They need to know first who signs.'))
      .toBeVisible();
    expect(page.getByRole('radio').elements()).toHaveLength(0);
    expect(page.getByRole('button').elements()).toHaveLength(0);
    expect(read(element)).not.toContain('Who signs?');
    await accessible();
  },
);

test('a guardian is asked only why they may sign', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  const element = mount(portalFor({ age: 'minor' }, { user: guardian, sign: sent }));
  await heading('Synthetic Rivera-Test');
  expect(
    page
      .getByRole('group')
      .elements()
      .map((group) => group.querySelector('legend')?.textContent),
  ).toEqual(['Why may you sign for them?']);
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  expect(read(element)).not.toMatch(/two identifiers|interpreter|paper|hand over/i);
  await accessible();
  await button('Next').click();
  await expect.element(page.getByRole('group')).toHaveAccessibleDescription('Choose why you may sign.');
  await radio('Parent').click();
  await button('Next').click();
  await heading('Group rules');
  await answerAll();
  await button('Next').click();
  await radio('They are not here now').click();
  await sign();
  await expect.element(words('You can ask for a free copy. You can close this page now.')).toBeVisible();
  expect(sent.mock.calls[0]?.[1]).toMatchObject({
    signer: { as: 'representative', basis: 'parent' },
    identityCheck: 'portal-login',
  });
});
