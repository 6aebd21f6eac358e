/** Staff's screen while the member signs on another device. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import type { Screen } from './host.ts';
import type { Away } from './session.ts';

/** The code to scan is fetched only here; the address beside it is the same. */
const code = (link: string, label: string) =>
  import('./link.ts').then(
    ({ qrTemplate }) => qrTemplate(link, label),
    () => nothing,
  );

export function awayScreen({ form, link, copied, code: failed }: Away, { acts, staff, words }: Screen): TemplateResult {
  return html`<div class="staff">
    <p class="eyebrow">${staff.forGroup(form.group.name)}</p>
    <h2 class="lead" id="heading" tabindex="-1"><bdi>${form.memberName}</bdi></h2>
    <h3>${staff.away}</h3>
    <p class="quiet">${staff.awayHint}</p>
    ${until(code(link, staff.away), nothing)}
    <p class="address" dir="ltr">${link}</p>
    <p role="status" class="quiet">${copied ? staff.copied : staff.waiting}</p>
    ${failed ? html`<p class="note fault" role="alert">${words.failure[failed]}</p>` : nothing}
    <div class="row wrap">
      <button type="button" @click=${acts.copyLink}>${staff.copyLink}</button>
      <button type="button" @click=${acts.checkNow}>${staff.checkNow}</button>
      <button type="button" class="bare" @click=${acts.recall}>${staff.takeBack}</button>
    </div>
  </div>`;
}
