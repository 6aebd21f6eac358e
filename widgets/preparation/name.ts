/** The name a member chooses for the group: a screen of its own. No element, no portal. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { foot, once, type CardState } from './cards.ts';

export interface NameState {
  /** Exactly as typed. */
  text: string;
  /** Save was pressed without a name that can be one. */
  missing?: boolean;
  busy?: boolean;
}

export interface NameActs {
  type: (text: string) => void;
  save: () => void;
  /** Going on without a name: then it is the usual or first given one. */
  skip: () => void;
}

/** True for what can be a name; the portal looks closer. */
export const isName = ({ text }: NameState): boolean => {
  const { length } = text.trim().normalize('NFC');
  return length > 0 && length <= 60;
};

/** `state` is that of the cards around it. Whether anybody else has the name is never said here (G11). */
export function nameScreen(state: CardState, name: NameState, acts: NameActs): TemplateResult {
  const { words } = state;
  const { busy = false, missing = false } = name;
  const unless = (act: () => void) => once(() => (busy ? undefined : act()));
  return html`<div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.name}</h2>
      <p class="quiet" id="name-hint">${words.nameHint}</p>
      <label class="field" for="name">${words.nameLabel}</label>
      ${missing ? html`<p class="missing" id="name-missing">${words.nameMissing}</p>` : nothing}
      <input
        id="name"
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        .value=${name.text}
        ?readonly=${busy}
        aria-invalid=${missing ? 'true' : nothing}
        aria-describedby=${missing ? 'name-missing name-hint' : 'name-hint'}
        @input=${(event: InputEvent) => acts.type((event.target as HTMLInputElement).value)}
      />
    </div>
    ${foot(
      state,
      undefined,
      html`<button type="button" aria-disabled=${busy ? 'true' : nothing} @click=${unless(acts.skip)}>
          ${words.notNow}
        </button>
        <button
          type="button"
          class="main"
          part="action"
          aria-disabled=${busy ? 'true' : nothing}
          @click=${unless(acts.save)}
        >
          ${words.saveName}
        </button>`,
    )}`;
}
