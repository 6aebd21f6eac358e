/** The act of signing, by itself after the review, and what the server said to it. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import type { AgreementWords } from '../strings/agreement.ts';
import { drawingField } from './drawing.ts';
import type { Screen } from './host.ts';
import { foot, mainButton, progress, radios, versionOf } from './pieces.ts';
import { isSaving, needsName, shownName, type Filling, type WayToSign } from './session.ts';

/** What is signed, then the signature. Once sent it stays as sent: the server may already have it. */
export function signScreen(filling: Filling, screen: Screen): TemplateResult {
  const { acts, words, staff } = screen;
  const { form, steps, walk, sent, setup } = filling;
  const saving = isSaving(filling);
  const failed = sent?.code;
  const spoken = setup.mode === 'spoken';
  const press = spoken ? staff.readBackSign : words.signAndSave;
  return html`${progress(steps, walk, words)}
    <div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.sign}</h2>
      <p class="quiet">${spoken ? staff.readBack : words.signHint}</p>
      <ul class="sheet">
        ${[form.documents.rules, form.documents.participation].map((document) => statement(document, words))}
      </ul>
      ${spoken ? nothing : electronicBox(filling, screen)} ${spoken ? nothing : ways(filling, screen)}
      ${needsName(filling) ? nameField(filling, screen) : html`<p>${words.signsAs(shownName(filling))}</p>`}
      ${!spoken && filling.way === 'drawing' && !isGone(filling) ? drawing(filling, screen) : nothing}
      <p class="quiet">${words.day(form.opened, form.group.timeZone)}</p>
      ${
        failed
          ? html`<p class="note fault" role="alert">
              <span>${words.failure[failed]} <b>${sent.unsure ? words.unsure : words.notLost}</b></span>
            </p>`
          : nothing
      }
    </div>
    ${foot(screen, {
      ...(!sent && { back: acts.back }),
      on: mainButton(saving ? words.saving : failed ? words.tryAgain : press, acts.sign, saving),
      document: form.documents.rules,
      stop: !saving,
    })}`;
}

/** The exact words over the signature, with the version they belong to. */
function statement(document: MemberDocument, words: AgreementWords): TemplateResult {
  return html`<li>
    ${versionOf(document, words)}
    <p lang=${document.language} dir="auto">${document.statements.sign}</p>
  </li>`;
}

/** Typing, drawing and the button are equals (WCAG 2.5.1, 2.5.7). */
function ways({ way, sent }: Filling, { acts, words }: Screen): TemplateResult {
  return html`<fieldset ?disabled=${sent !== undefined}>
    <legend class="small">${words.howToSign}</legend>
    ${radios('way', Object.entries(words.ways) as [WayToSign, string][], way, acts.signBy)}
  </fieldset>`;
}

/** Sent, and its screen was left meanwhile: an empty field would look like a drawing that is lost. */
const isGone = ({ sent, drawing: drawn }: Filling) => sent !== undefined && drawn === undefined;

function drawing({ missing, sent }: Filling, { acts, words }: Screen): TemplateResult {
  const fault = missing === 'mark' ? words.drawingMissing : missing === 'mark-small' ? words.drawingSmall : '';
  return html`<div>
    ${fault ? html`<p class="missing" id="mark-missing" tabindex="-1">${fault}</p>` : nothing}
    ${drawingField({ label: words.drawHere, again: words.drawAgain, locked: sent !== undefined, drawn: acts.drawn })}
  </div>`;
}

function electronicBox({ form, electronic, missing, sent }: Filling, { acts, words }: Screen): TemplateResult {
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
function nameField(filling: Filling, { acts, words, staff }: Screen): TemplateResult {
  const { name, missing, sent, setup } = filling;
  const wrong = missing === 'name';
  const recorded = shownName(filling);
  const described = [wrong && 'name-missing', recorded && 'name-hint'].filter(Boolean).join(' ');
  return html`<div class="name">
    <label for="name">${setup.mode === 'spoken' ? staff.signerNameSpoken : words.fullName}</label>
    ${recorded ? html`<p class="quiet" id="name-hint">${words.nameInRecord(recorded)}</p>` : nothing}
    ${wrong ? html`<p class="missing" id="name-missing">${words.nameMissing}</p>` : nothing}
    <input
      id="name"
      type="text"
      dir="auto"
      autocomplete="off"
      autocapitalize="words"
      spellcheck="false"
      aria-describedby=${described || nothing}
      aria-invalid=${wrong ? 'true' : nothing}
      ?readonly=${sent !== undefined}
      .value=${name}
      @input=${(event: InputEvent) => acts.type((event.target as HTMLInputElement).value)}
    />
  </div>`;
}
