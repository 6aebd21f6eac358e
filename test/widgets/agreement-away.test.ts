import { render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { signingForm } from './agreement-form.ts';
import { button, handOver, heading, mount, portalWith } from './agreement-page.ts';
import { opened } from './pages/preparation-page.ts';

afterEach(() => {
  vi.useRealTimers();
  render(null, document.body);
});

/** The clock goes on while nobody does anything; a page that is looked at again looks at the clock. */
function pass(seconds: number): void {
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + seconds * 1000);
  document.dispatchEvent(new Event('visibilitychange'));
}

async function toIntroduction(): Promise<void> {
  mount(
    portalWith({
      openSigning: () => Promise.resolve(signingForm({ introduced: false })),
      openPreparation: () => Promise.resolve(opened()),
      savePreparation: () => Promise.resolve(),
    }),
  );
  await handOver();
  await heading('What to expect');
  await button('Start').click();
  await heading('Does group help?');
  await button('I read this').click();
  await heading('How group works');
}

test('the introduction is left with a warning too, and goes on where it was', async () => {
  await toIntroduction();
  pass(301);
  await heading('Are you still there?');
  // any key keeps it: the warning goes before a click would land
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('heading', { name: 'How group works' })).toBeVisible();
});

test('nobody came back to the introduction: nothing of it stays on the screen', async () => {
  await toIntroduction();
  pass(301);
  await heading('Are you still there?');
  pass(61);
  await heading('Thank you.');
  expect(document.querySelector('group-agreement')?.renderRoot.textContent).not.toContain('How group works');
});
