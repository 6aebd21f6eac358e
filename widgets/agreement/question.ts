/** A clause that is answered, with its three answers. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { eyebrow, paragraph, radios } from './pieces.ts';
import { splitFirstSentence } from './sentences.ts';
import type { Screen } from './host.ts';
import type { Filling } from './session.ts';
import type { Part, Step } from './steps.ts';

/** `index`: which question of this screen. `heading`: it is what the whole screen is about. */
export function question(
  { clause, title }: Part,
  { index, heading }: { index: number; heading: boolean },
  step: Step,
  { form, walk }: Filling,
  { acts, words }: Screen,
): TemplateResult {
  const answers = (['yes', 'no', 'talk'] as const).map((code) => [code, words.answers[code]] as const);
  const document = form.documents[step.document];
  const { lead, rest } = splitFirstSentence(clause.text, document.language);
  const missing = walk.unanswered === clause.id;
  const described = [rest && `rest-${index}`, missing && `missing-${index}`].filter(Boolean).join(' ');
  return html`<fieldset aria-describedby=${described || nothing}>
    <legend>
      ${eyebrow(title, document)}
      ${
        heading
          ? html`<h2 class="ask" id="heading" tabindex="-1" lang=${document.language} dir="auto">${lead}</h2>`
          : html`<h3 class="ask" lang=${document.language} dir="auto">${lead}</h3>`
      }
    </legend>
    ${paragraph(rest, document, `rest-${index}`)}
    ${missing ? html`<p class="missing" id="missing-${index}">${words.answerMissing}</p>` : nothing}
    ${radios(String(index), answers, walk.answers[step.document][clause.id], (value) => acts.answer(step.document, clause.id, value))}
  </fieldset>`;
}
