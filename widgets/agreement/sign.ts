/** The act of signing, by itself after the review, and what the server said to it. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import { glyph } from '../glyphs.ts';
import { agreementWords as words } from '../strings/agreement.ts';
import { common, failureWords } from '../strings/common.ts';
import { foot, mainButton, progress, versionOf } from './pieces.ts';
import { isSaving, type Acts, type Filling, type Saved } from './session.ts';

/** What is signed, then the signature. Once sent it stays as sent: the server may already have it. */
export function signScreen(filling: Filling, acts: Acts): TemplateResult {
  const { form, steps, walk, sent } = filling;
  const saving = isSaving(filling);
  const failed = sent?.code;
  return html`${progress(steps, walk)}
    <div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.sign}</h2>
      <p class="quiet">${words.signHint}</p>
      <ul class="sheet">
        ${[form.documents.rules, form.documents.participation].map(statement)}
      </ul>
      ${electronicBox(filling, acts)} ${nameField(filling, acts)}
      ${
        failed
          ? html`<p class="note fault" role="alert">
              <span>${failureWords[failed]} <b>${words.notLost}</b></span>
            </p>`
          : nothing
      }
    </div>
    ${foot(
      sent ? undefined : acts.back,
      mainButton(saving ? words.saving : failed ? common.tryAgain : words.signAndSave, acts.sign, saving),
      form.documents.rules,
    )}`;
}

/** The exact words over the signature, with the version they belong to. */
function statement(document: MemberDocument): TemplateResult {
  return html`<li>
    ${versionOf(document)}
    <p lang=${document.language} dir="auto">${document.statements.sign}</p>
  </li>`;
}

function electronicBox({ form, electronic, missing, sent }: Filling, acts: Acts): TemplateResult {
  const { statements, language } = form.documents.rules;
  const wrong = missing === 'electronic';
  return html`<div>
    ${wrong ? html`<p class="missing" id="electronic-missing">${words.electronicMissing}</p>` : nothing}
    <label class="tick">
      <input
        id="electronic"
        type="checkbox"
        aria-describedby=${wrong ? 'electronic-missing' : nothing}
        aria-invalid=${wrong ? 'true' : nothing}
        ?disabled=${sent !== undefined}
        .checked=${electronic}
        @change=${(event: Event) => acts.agreeElectronic((event.target as HTMLInputElement).checked)}
      />
      <span lang=${language} dir="auto">${statements.electronic}</span>
    </label>
  </div>`;
}

/** Any name is accepted as typed: people sign with other names than their record's. The day stands beside it. */
function nameField({ form, name, missing, sent }: Filling, acts: Acts): TemplateResult {
  const wrong = missing === 'name';
  return html`<div class="name">
    <label for="name">${words.fullName}</label>
    <p class="quiet" id="name-hint">${words.nameInRecord(form.memberName)}</p>
    ${wrong ? html`<p class="missing" id="name-missing">${words.nameMissing}</p>` : nothing}
    <input
      id="name"
      type="text"
      dir="auto"
      autocomplete="off"
      autocapitalize="words"
      spellcheck="false"
      aria-describedby=${wrong ? 'name-missing name-hint' : 'name-hint'}
      aria-invalid=${wrong ? 'true' : nothing}
      ?readonly=${sent !== undefined}
      .value=${name}
      @input=${(event: InputEvent) => acts.type((event.target as HTMLInputElement).value)}
    />
    <p class="quiet">${words.day(form.opened, form.group.timeZone)}</p>
  </div>`;
}

/** Shown only after the server answered and the portal read it back. */
export function savedScreen({ rules, talk }: Saved, acts: Acts): TemplateResult {
  return html`<div class="body">
      <div class="row thanks">
        ${glyph('met', 'big c-accent')}
        <h2 class="ask" id="heading" tabindex="-1">${words.thanks}</h2>
      </div>
      <p>${words.saved[rules]}</p>
      ${
        talk.length
          ? html`<div class="talk">
              <p>${words.talkAbout}</p>
              <ul>
                ${talk.map((phrase) => html`<li>${phrase}</li>`)}
              </ul>
            </div>`
          : nothing
      }
      <p class="quiet">${words.afterwards}</p>
    </div>
    ${foot(undefined, mainButton(words.done, acts.close), undefined)}`;
}
