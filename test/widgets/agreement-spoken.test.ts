import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal, SigningInput } from '../../src/portal-types.ts';
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
  result,
  say,
  words,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

async function readAloud(): Promise<void> {
  await radio('The member').click();
  await radio('Known to staff').click();
  await button('Read it to them, here or by phone').click();
  await heading('Group rules');
}

async function walk(): Promise<void> {
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('I want to talk about this');
  await button('I read this').click();
  await say('Yes');
}

test('every answer is read back, the name is taken as they say it, and staff close without a witness box', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve({ ...result(form), rules: 'proposed' }));
  const handed = vi.fn<() => void>();
  const element = mount(portalFor({}, { sign: sent }));
  element.addEventListener('group-screen-handed-over', handed);
  await readAloud();
  await walk();
  await heading('Check your answers');
  await expect.element(words('Read every answer back to them. Then ask for their name.')).toBeVisible();
  await accessible();
  await button('Next').click();
  await heading('Sign');
  expect(page.getByRole('radio').elements()).toHaveLength(0);
  expect(page.getByRole('checkbox').elements()).toHaveLength(0);
  await button('They agreed: save').click();
  const name = page.getByLabelText('Their full name, as they say it');
  await expect.element(name).toHaveAccessibleDescription(/^Type your name here/);
  await accessible();
  await name.fill('Sam R.');
  await button('They agreed: save').click();
  await expect.element(words('Saved. Some answers wait for a talk with the leader.')).toBeVisible();
  await expect.element(page.getByRole('listitem')).toHaveTextContent('contact outside group');
  await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument();
  await accessible();
  const input: SigningInput = {
    answers: {
      rules: { private: 'yes', limits: 'read', avoid: 'talk', pace: 'read' },
      participation: { feelings: 'read', stopping: 'read', 'take-part': 'yes' },
    },
    signer: { as: 'member' },
    identityCheck: 'known-to-staff',
    mode: 'spoken',
    name: 'Sam R.',
    mark: { by: 'typing' },
  };
  expect(sent.mock.calls.map(([, one]) => one)).toEqual([input]);
  // the screen was staff's all the time
  expect(handed).not.toHaveBeenCalled();
});

test('stopped while it is read aloud, staff are at the desk again', async () => {
  mount(portalFor({}));
  await readAloud();
  await button('Stop for now').click();
  await button('Stop and keep nothing').click();
  await button('Done').click();
  await heading('Synthetic Rivera-Test');
  await expect.element(button('Hand over this screen')).toBeVisible();
});

test('a second group by phone asks only the consent', async () => {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  const friday = { ...tuesday, key: 'friday', name: 'Friday group' };
  mount(
    portalWith({
      sign: sent,
      openSigning: ({ group }) =>
        Promise.resolve(group === 'friday' ? signingForm({ group: friday }) : signingForm({ alsoIn: [friday] })),
    }),
  );
  await readAloud();
  await walk();
  await button('Next').click();
  await page.getByLabelText('Their full name, as they say it').fill('Sam R.');
  await button('They agreed: save').click();
  await page.getByRole('button', { name: 'Sign for Friday group too' }).click();
  await heading('Taking part in group');
  await say('No');
  await button('Next').click();
  await page.getByLabelText('Their full name, as they say it').fill('Sam R.');
  await button('They agreed: save').click();
  await expect.poll(() => sent.mock.calls.length).toBe(2);
  const [first, second] = sent.mock.calls;
  expect(second?.[1].answers.rules).toEqual(first?.[1].answers.rules);
  expect(second?.[1].answers.participation['take-part']).toBe('no');
  expect(second?.[0].group.key).toBe('friday');
  expect(second?.[0].signing).not.toBe(first?.[0].signing);
});
