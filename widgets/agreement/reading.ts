/** The screens the member reads and answers: introduction, one clause, consent to take part. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { agreementWords as words } from '../strings/agreement.ts';
import { eyebrow, foot, mainButton, paragraph, progress } from './pieces.ts';
import { question } from './question.ts';
import { splitFirstSentence } from './sentences.ts';
import type { Acts, Filling } from './session.ts';
import { choices, information, type Part, type Step } from './steps.ts';

export function introScreen({ form, steps }: Filling, acts: Acts): TemplateResult {
  const document = form.documents.rules;
  return html`<div class="body">
      <p class="eyebrow">${words.forGroup(form.group.name)}</p>
      <h2 class="ask" id="heading" tabindex="-1" lang=${document.language} dir="auto">${document.title}</h2>
      ${paragraph(document.intro, document)}
      <p class="quiet">${words.partsAhead(steps.length - 1)}</p>
    </div>
    ${foot(undefined, mainButton(words.next, acts.next), document)}`;
}

/** One clause. A choice has three answers; information has one button that says it was read. */
export function clauseScreen(filling: Filling, step: Step, clausePart: Part, acts: Acts): TemplateResult {
  const document = filling.form.documents[step.document];
  const part = { title: document.title, ...clausePart };
  const reads = part.clause.kind === 'information';
  const body = reads ? readOnly(part, filling, step) : question(part, { index: 0, heading: true }, step, filling, acts);
  return answerable(body, reads ? words.answers.read : words.next, step, filling, acts);
}

/** A document of its own, never bundled with the rules: all of it on one page, then its one question. */
export function consentScreen(filling: Filling, step: Step, acts: Acts): TemplateResult {
  const { form } = filling;
  const document = form.documents[step.document];
  const body = html`<p class="eyebrow">${words.forGroup(form.group.name)}</p>
    <h2 class="ask" id="heading" tabindex="-1" lang=${document.language} dir="auto">${document.title}</h2>
    ${paragraph(document.intro, document)}
    <ul class="sheet" lang=${document.language} dir="auto">
      ${information(step).map(
        ({ title, clause }) => html`<li>${title ? html`<b>${title}</b> ` : nothing}${clause.text}</li>`,
      )}
    </ul>
    ${choices(step).map((part, index) => question(part, { index, heading: false }, step, filling, acts))}`;
  return answerable(body, words.next, step, filling, acts);
}

/** Opened with Change there is one way on, back to the review: nothing has to be walked through again. */
function answerable(body: TemplateResult, on: string, step: Step, filling: Filling, acts: Acts): TemplateResult {
  const { form, steps, walk } = filling;
  return html`${progress(steps, walk)}
    <div class="body">${body}</div>
    ${foot(
      walk.changing ? undefined : acts.back,
      mainButton(walk.changing ? words.backToAnswers : on, acts.next),
      form.documents[step.document],
    )}`;
}

function readOnly({ title, clause }: Part, { form }: Filling, step: Step): TemplateResult {
  const document = form.documents[step.document];
  const { lead, rest } = splitFirstSentence(clause.text, document.language);
  return html`${eyebrow(title, document)}
    <h2 class="ask" id="heading" tabindex="-1" lang=${document.language} dir="auto">${lead}</h2>
    ${paragraph(rest, document)}`;
}
