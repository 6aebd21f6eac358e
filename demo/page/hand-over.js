/** What a host does when a member signs: the one-time link for their own device, and who may take this screen back. @module */
import { el } from './dom.js';

/** The demo's code, shown on its own dialog. A clinic asks for a real one: a PIN of the staff member's, a badge, a sign-in. */
const staffCode = '1234';

/** @param {import('../../src/portal-types.ts').HandOverRequest} request */
export async function handOver(request) {
  const answer = await fetch('/hand-over', { method: 'POST', body: JSON.stringify(request) });
  if (!answer.ok) throw new Error('The link did not come.');
  return answer.json();
}

/** Resolves to true once the code was typed; to false when the dialog was closed. @returns {Promise<boolean>} */
export function confirmStaff() {
  const code = el('input', { id: 'staff-code', type: 'password', inputMode: 'numeric', autocomplete: 'off' });
  const wrong = el('p', { className: 'soft', role: 'alert' });
  const cancel = el('button', { type: 'button', onclick: () => dialog.close('') }, 'Cancel');
  const form = el(
    'form',
    {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        if (code.value === staffCode) dialog.close('staff');
        else wrong.textContent = 'That is not the code.';
      },
    },
    el('label', { htmlFor: 'staff-code' }, 'Staff code (in this demo: 1234)'),
    code,
    wrong,
    el('div', { className: 'buttons' }, cancel, el('button', { className: 'main' }, 'OK')),
  );
  const dialog = el('dialog', { className: 'staff-code' }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'staff');
    });
  });
}
