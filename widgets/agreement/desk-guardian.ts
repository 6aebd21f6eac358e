/** A guardian's own page: who they are is known, and only why they may sign is asked. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { SignerBasis } from '../../src/signing-types.ts';
import type { Desk } from './desk-state.ts';
import type { Screen } from './host.ts';
import { field, mainButton, radios } from './pieces.ts';

export function guardianScreen({ form, basis, missing }: Desk, { acts, staff, words }: Screen): TemplateResult {
  const { rules, participation } = form.documents;
  const draft = rules.review === null || participation.review === null;
  const bases = Object.entries(staff.bases) as [SignerBasis, string][];
  return html`<div class="body">
      <p class="eyebrow">${words.forGroup(form.group.name)}</p>
      <h2 class="ask" id="heading" tabindex="-1"><bdi>${form.memberName}</bdi></h2>
      ${
        draft
          ? html`<p class="note">${staff.draft}</p>`
          : field('basis', staff.guardianBasis, missing.includes('basis') ? staff.guardianMissing : '', [
              radios('basis', bases, basis, (chosen) => acts.set({ basis: chosen })),
            ])
      }
    </div>
    ${draft ? nothing : html`<div class="actions">${mainButton(words.next, () => acts.start('screen'))}</div>`}`;
}
