/** Stopping, being idle, thanks, and handing the screen back: the member's last screens, in their words. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import type { Screen } from './host.ts';
import { foot, mainButton } from './pieces.ts';
import type { Filling, Saved, Stopped } from './session.ts';

/** "Stop for now": equal ways, nothing lost by asking. What may be signed already is not kept as unsigned. */
export function stoppingScreen({ stopping = {}, sent }: Filling, { acts, words }: Screen): TemplateResult {
  const busy = stopping.saving ? 'true' : nothing;
  return html`<div class="body">
    <h2 class="ask" id="heading" tabindex="-1">${words.stopTitle}</h2>
    <p>${sent?.unsure ? words.unsure : words.stopHint}</p>
    ${
      stopping.code
        ? html`<p class="note fault" role="alert">
            <span>${words.failure[stopping.code]} <b>${words.notKept}</b></span>
          </p>`
        : nothing
    }
    <div class="stack">
      ${
        sent?.unsure
          ? nothing
          : html`<button type="button" class="soft" aria-disabled=${busy} @click=${acts.keep}>
              ${stopping.saving ? words.saving : words.keepAnswers}
            </button>`
      }
      <button type="button" class="soft" aria-disabled=${busy} @click=${acts.drop}>
        ${sent?.unsure ? words.stopUnsure : words.dropAnswers}
      </button>
      <button type="button" class="soft" aria-disabled=${busy} @click=${acts.goOn}>${words.goOn}</button>
    </div>
  </div>`;
}

/** Nobody touched the screen: said in words, without a countdown (domain.md 5.1). */
export function idleScreen({ acts, words }: Pick<Screen, 'acts' | 'words'>): TemplateResult {
  return html`<div
      class="body"
      role="alertdialog"
      aria-labelledby="heading"
      aria-describedby="idle-hint"
      @click=${acts.goOn}
    >
      <h2 class="ask" id="heading" tabindex="-1">${words.idleTitle}</h2>
      <p id="idle-hint">${words.idleHint}</p>
    </div>
    <div class="actions">${mainButton(words.stillHere, acts.goOn)}</div>`;
}

/** Nothing of the form is left. */
export function stoppedScreen(state: Stopped, screen: Screen): TemplateResult {
  const { words } = screen;
  const what = state.why === 'cleared' ? words.cleared : words.stopped[state.why];
  return html`<div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.thanks}</h2>
      <p>${what}</p>
      ${state.place === 'here' ? html`<p class="quiet">${words.handBack}</p>` : nothing}
    </div>
    ${handBack(state, screen)}`;
}

/** Shown only after the server answered and the portal read it back. */
export function savedScreen(state: Saved, screen: Screen): TemplateResult {
  const { words } = screen;
  const { result, place } = state;
  const talk = state.covered ? [] : (state.talk ?? []);
  return html`<div class="body">
      <div class="row thanks">
        ${glyph('met', 'big c-accent')}
        <h2 class="ask" id="heading" tabindex="-1">${words.thanks}</h2>
      </div>
      <p>${words.saved[result.rules === 'active' ? 'active' : 'proposed']}</p>
      ${
        talk.length
          ? html`<div class="talk">
              <p>${words.talkAbout}</p>
              <ul>
                ${talk.map((phrase) => html`<li lang=${state.form.documents.rules.language} dir="auto">${phrase}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      <p class="quiet">${place === 'own' ? words.closePage : words.afterwards}</p>
    </div>
    ${handBack(state, screen)}`;
}

/** On a clinic's screen the way on is for staff; on the member's own there is just the end. */
function handBack({ place, confirming }: Saved | Stopped, screen: Screen): TemplateResult {
  const { acts, words, staff } = screen;
  if (place !== 'here') return foot(screen, { on: mainButton(words.done, acts.takeBack) });
  return html`<div class="actions handback">
    ${confirming === 'refused' ? html`<p class="quiet grow" role="alert">${staff.notConfirmed}</p>` : nothing}
    <button
      type="button"
      class="staff-only"
      id="take-back"
      aria-disabled=${confirming === 'asked' ? 'true' : nothing}
      @click=${acts.takeBack}
    >
      ${confirming === 'asked' ? staff.confirming : staff.staffOnly}
    </button>
  </div>`;
}
