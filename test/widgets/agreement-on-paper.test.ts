import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningForm, SigningInput } from '../../src/portal-types.ts';
import { button, heading, mount, portalFor, radio, result, words } from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

const pdf = () => new File(['%PDF-1.7\n1 0 obj\n%%EOF\n'], 'scan.pdf', { type: 'application/pdf' });
const answer = (clause: string, word: string) =>
  page.getByRole('radiogroup', { name: clause, exact: false }).getByRole('radio', { name: word, exact: true });

async function usePaper(): Promise<void> {
  await radio('The member').click();
  await radio('Known to staff').click();
  await button('Use paper').click();
  await heading('Print the form');
}

test('paper is recorded through the form: a failure keeps it as sent, then staff close without a witness box', async () => {
  const sent: [SigningForm, SigningInput][] = [];
  const sign: Portal['sign'] = (form, input) => {
    sent.push([form, input]);
    return sent.length === 1 ? Promise.reject(new PortalError('timeout', '')) : Promise.resolve(result(form));
  };
  const signed = vi.fn<() => void>();
  const element = mount(portalFor({}, { sign }));
  element.addEventListener('group-agreement-signed', signed);
  await usePaper();
  await button('Record the signed paper').click();
  await heading('Record the signed paper');
  await radio('The same').click();
  await radio('2026.1').click();
  await answer('keep what you hear private', 'Yes').click();
  await answer('contact outside group', 'Talk').click();
  await page.getByText('“I read this” is marked at 2 and 4').click();
  await answer('take part in this group', 'Yes').click();
  await page.getByText('“I read this” is marked at 5 and 6').click();
  await page.getByText('There is no date on it').click();
  await page.getByLabelText('Name of who signed', { exact: false }).fill('Sam R.');
  await page.getByLabelText('Scan of every page', { exact: false }).upload(pdf());
  await expect.element(page.getByText('The file is ready', { exact: false })).toBeVisible();
  await button('Save the signed paper').click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  await button('Try again').click();
  await expect.element(words('Signed and saved.')).toBeVisible();
  expect(sent[1]?.[1]).toBe(sent[0]?.[1]);
  expect(sent[0]?.[1]).toMatchObject({ mode: 'paper', name: 'Sam R.', paper: { code: 'same' } });
  await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument();
  await expect.element(button('Print the copy')).not.toBeInTheDocument();
  expect(signed).toHaveBeenCalledTimes(1);
});

test('back from paper, what was settled is still settled', async () => {
  mount(portalFor({}));
  await usePaper();
  await button('Back').click();
  await expect.element(radio('The member')).toBeChecked();
  await expect.element(radio('Known to staff')).toBeChecked();
});
