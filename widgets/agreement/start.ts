/** What staff see before and around the member's part: start, loading, can't open. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { agreementWords as words } from '../strings/agreement.ts';
import { common, failureWords } from '../strings/common.ts';
import { mainButton, radios, versionOf } from './pieces.ts';
import type { Acts, IdentityCheck, Starting } from './session.ts';

const identityChecks = Object.entries(words.identity) as [IdentityCheck, string][];

/** Who signs, how that is known, and one button. Nothing here looks signed. */
export function startScreen({ form, identity, unanswered }: Starting, acts: Acts): TemplateResult {
  const documents = [form.documents.rules, form.documents.participation];
  const draft = documents.some(({ review }) => review === null);
  const who = html`<p class="eyebrow">${words.forGroup(form.group.name)}</p>
    <h2 class="lead" id="heading" tabindex="-1"><bdi>${form.memberName}</bdi></h2>`;
  const versions = html`<ul>
    ${documents.map((document) => html`<li>${versionOf(document)}</li>`)}
  </ul>`;
  if (draft)
    return html`<div class="staff">
      ${who}${versions}
      <p class="note">${words.draft}</p>
    </div>`;
  return html`<div class="staff">
    ${who}
    <p class="quiet">${words.beforeStart}</p>
    <fieldset aria-describedby=${unanswered ? 'missing' : nothing}>
      <legend>${words.howKnown}</legend>
      ${unanswered ? html`<p class="missing" id="missing">${words.identityMissing}</p>` : nothing}
      ${radios(0, identityChecks, identity, acts.identify)}
    </fieldset>
    ${documents.some(({ template }) => template) ? html`<p class="note">${words.template}</p>` : nothing}
    <div class="row end">
      <div class="grow">${versions}</div>
      ${mainButton(words.start, acts.start)}
    </div>
  </div>`;
}

/** As tall as the start screen, so that nothing jumps. */
export function openingScreen(): TemplateResult {
  return html`<div class="staff">
    <span class="visually-hidden">${common.loading}</span>
    ${['third', 'half', '', '', '', 'third'].map((size) => html`<div class="bone ${size}"></div>`)}
  </div>`;
}

export function unopenedScreen(code: string, acts: Acts): TemplateResult {
  return html`<div class="staff">
    <p class="note fault" role="alert">${failureWords[code]}</p>
    <div><button type="button" @click=${acts.reopen}>${common.tryAgain}</button></div>
  </div>`;
}

export function unconnectedScreen(): TemplateResult {
  return html`<div class="staff"><p class="quiet">${common.noConnection}</p></div>`;
}
