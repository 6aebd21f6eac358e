/** Who interprets: a qualified person, by the number of their service. A child or a friend can't be entered. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Interpreter } from '../../src/signing-types.ts';
import type { StaffWords } from '../strings/agreement-staff.ts';
import type { Desk } from './desk-state.ts';
import type { DeskActs } from './host.ts';
import { field, radios } from './pieces.ts';

export function interpreterPart(state: Desk, acts: Pick<DeskActs, 'set'>, staff: StaffWords): TemplateResult {
  const { form, interprets, interpreterId, way, missing } = state;
  const wrong = missing.includes('interpreter');
  return html`<div>
      ${form.need?.interpreter ? html`<p class="quiet">${staff.needsInterpreter}</p>` : nothing}
      <label class="tick">
        <input
          type="checkbox"
          .checked=${interprets}
          @change=${(event: Event) => acts.set({ interprets: (event.target as HTMLInputElement).checked })}
        />
        <span>${staff.interpreter}</span>
      </label>
    </div>
    ${
      interprets
        ? html`<div class="inset">
            <div class="name">
              <label for="interpreter">${staff.interpreterId}</label>
              <p class="quiet" id="interpreter-hint">${staff.interpreterHint}</p>
              ${wrong ? html`<p class="missing" id="missing-interpreter">${staff.interpreterMissing}</p>` : nothing}
              <input
                id="interpreter"
                type="text"
                autocomplete="off"
                spellcheck="false"
                maxlength="40"
                aria-describedby=${wrong ? 'missing-interpreter interpreter-hint' : 'interpreter-hint'}
                aria-invalid=${wrong ? 'true' : nothing}
                .value=${interpreterId}
                @input=${(event: Event) => acts.set({ interpreterId: (event.target as HTMLInputElement).value })}
              />
            </div>
            ${field('way', staff.way, missing.includes('way') ? staff.wayMissing : '', [
              radios('way', Object.entries(staff.ways) as [Interpreter['way'], string][], way, (chosen) =>
                acts.set({ way: chosen }),
              ),
            ])}
          </div>`
        : nothing
    }`;
}
