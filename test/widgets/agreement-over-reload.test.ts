import { nothing, render } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
import { clearOutbox } from '../../widgets/agreement/outbox.ts';
import { signingForm } from './agreement-form.ts';
import { button, handOver, heading, mount, portalWith, radio, read, say } from './agreement-page.ts';

beforeEach(async () => {
  await clearOutbox();
});
afterEach(async () => {
  render(nothing, document.body);
  await clearOutbox();
});

/** How many entries lie in the browser. */
function kept(): Promise<number> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('group-forms');
    open.addEventListener('error', () => reject(new Error('not opened')));
    open.addEventListener('success', () => {
      const database = open.result;
      const count = database.transaction('forms').objectStore('forms').count();
      count.addEventListener('success', () => {
        database.close();
        resolve(count.result);
      });
    });
  });
}

/** Each member's form, a new signing unless one is asked for. */
const forms = () =>
  vi.fn<Portal['openSigning']>(({ patient = 'Patient/p1', signing }) =>
    Promise.resolve(
      signingForm({
        patient,
        ...(signing && { signing }),
        memberName: patient === 'Patient/p1' ? 'Synthetic Rivera-Test' : 'Synthetic Other-Test',
      }),
    ),
  );

async function answerOne(): Promise<void> {
  await handOver();
  await button('Next').click();
  await say('I want to talk about this');
  await heading('Leaders keep what you say private too.');
}

test('where the host opted in, a form made anew goes on where it was, in the same signing', async () => {
  const opened = forms();
  mount(portalWith({ openSigning: opened }), { keepOverReload: true });
  await answerOne();
  await expect.poll(kept).toBe(1);
  render(nothing, document.body);
  const handed = vi.fn<() => void>();
  document.body.addEventListener('group-screen-handed-over', handed);
  mount(portalWith({ openSigning: opened }), { keepOverReload: true });
  await heading('Leaders keep what you say private too.');
  const first = await opened.mock.results[0]?.value;
  expect(opened.mock.lastCall?.[0].signing).toBe(first?.signing);
  // the host hides the rest of the page again
  expect(handed).toHaveBeenCalledTimes(1);
  document.body.removeEventListener('group-screen-handed-over', handed);
  await button('Back').click();
  await expect.element(radio('I want to talk about this')).toBeChecked();
});

test('without it nothing is kept, and a form made anew begins at the desk', async () => {
  const opened = forms();
  mount(portalWith({ openSigning: opened }));
  await answerOne();
  expect(await kept()).toBe(0);
  render(nothing, document.body);
  mount(portalWith({ openSigning: opened }));
  await heading('Synthetic Rivera-Test');
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
});

test('another patient never sees what one before began, and it is gone', async () => {
  const element = mount(portalWith({ openSigning: forms() }), { keepOverReload: true });
  await answerOne();
  await expect.poll(kept).toBe(1);
  element.patient = 'Patient/p2';
  await heading('Synthetic Other-Test');
  expect(read(element)).not.toMatch(/Leaders keep|Rivera/);
  await expect.poll(kept).toBe(0);
});

test('another account does not open it', async () => {
  const opened = forms();
  mount(portalWith({ openSigning: opened }), { keepOverReload: true });
  await answerOne();
  await expect.poll(kept).toBe(1);
  render(nothing, document.body);
  const user = { reference: 'Practitioner/l2', display: 'B. Other-Test', role: 'intake' } as const;
  mount(portalWith({ openSigning: opened, user }), { keepOverReload: true });
  await heading('Synthetic Rivera-Test');
  await expect.poll(kept).toBe(0);
});

test('signing out on the page clears it', async () => {
  const element = mount(portalWith({ openSigning: forms() }), { keepOverReload: true });
  await handOver();
  await button('Next').click();
  await expect.poll(kept).toBe(1);
  // stopped and taken back, or the element would hold on to the portal that the member signs with
  await button('Stop for now').click();
  await button('Stop and keep nothing').click();
  await expect.poll(kept).toBe(0);
  element.portal = undefined;
  await element.updateComplete;
  expect(await kept()).toBe(0);
});
