/** Staff again: what was saved, what is open and for whom, who saw it, and the copy. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { SigningClose } from '../../src/signing-types.ts';
import { glyph } from '../glyphs.ts';
import type { Screen } from './host.ts';
import { field, mainButton, radios } from './pieces.ts';
import type { After } from './session.ts';

type Copy = NonNullable<SigningClose['copyGiven']>;

export function afterScreen(state: After, { acts, staff, words }: Screen): TemplateResult {
  const { form, result, close, sending, setup } = state;
  const waits = result.rules === 'proposed' || result.participation === 'proposed';
  // what a newer word has answered since is nothing to talk about
  const ended = result.rules === 'ended';
  const { talk = [] } = ended ? {} : state;
  const [leader = ''] = form.group.leaders;
  const busy = sending !== undefined && sending.code === undefined;
  // read on the phone, or signed on another device: nobody here saw it
  const seen = state.place === 'here' && setup.mode === 'screen';
  return html`<div class="staff">
    <p class="eyebrow">${staff.forGroup(form.group.name)}</p>
    <div class="row">
      ${glyph('met', 'c-accent')}
      <h2 class="lead grow" id="heading" tabindex="-1"><bdi>${form.memberName}</bdi></h2>
    </div>
    <p>${staff.after[ended ? 'ended' : waits ? 'proposed' : 'active']}</p>
    ${result.participation === 'rejected' ? html`<p class="note calm">${staff.refused}</p>` : nothing}
    ${
      talk.length
        ? html`<div class="talk">
            <p>${staff.openFor.leader(leader)}</p>
            <ul>
              ${talk.map((phrase) => html`<li lang=${form.documents.rules.language} dir="auto">${phrase}</li>`)}
            </ul>
            <p class="quiet">${staff.thank}</p>
          </div>`
        : waits
          ? html`<p class="quiet">${staff.thank}</p>`
          : html`<p class="quiet">${staff.openFor.nothing}</p>`
    }
    ${state.sameName ? html`<p class="note calm">${staff.sameName}</p>` : nothing}
    ${
      seen
        ? html`<label class="tick">
            <input
              type="checkbox"
              .checked=${close.witness === true}
              @change=${(event: Event) => acts.close(witnessed(close, (event.target as HTMLInputElement).checked))}
            />
            <span>${staff.witness} <span class="quiet">${staff.witnessHint}</span></span>
          </label>`
        : nothing
    }
    ${field('copy', staff.copy, '', [
      radios('copy', Object.entries(staff.copies) as [Copy, string][], close.copyGiven, (copyGiven) =>
        acts.close({ ...close, copyGiven }),
      ),
    ])}
    ${
      state.answers && form.alsoIn.length > 0
        ? html`<div>
            ${form.alsoIn.map(
              (group) =>
                html`<p>
                  <button type="button" @click=${() => acts.alsoIn(group.key)}>${staff.alsoIn(group.name)}</button>
                </p>`,
            )}
            <p class="quiet">${staff.alsoHint}</p>
          </div>`
        : nothing
    }
    ${sending?.code ? html`<p class="note fault" role="alert">${words.failure[sending.code]}</p>` : nothing}
    <div class="row end">
      <div class="grow">
        ${setup.mode === 'paper' ? nothing : html`<button type="button" @click=${acts.print}>${staff.print}</button>`}
      </div>
      ${mainButton(busy ? staff.finishing : sending?.code ? words.tryAgain : staff.finish, acts.finish, busy)}
    </div>
  </div>`;
}

const witnessed = ({ copyGiven }: SigningClose, seen: boolean): SigningClose => ({
  ...(copyGiven && { copyGiven }),
  ...(seen && { witness: true as const }),
});
