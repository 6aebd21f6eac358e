/** The screens the member reads and answers: introduction, one clause, consent to take part. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { aloudButton, languageButtons } from './listen.ts';
import { eyebrow, foot, mainButton, paragraph, progress } from './pieces.ts';
import { question } from './question.ts';
import { splitFirstSentence } from './sentences.ts';
import type { Screen } from './host.ts';
import type { Filling } from './session.ts';
import { choices, information, type Part, type Step } from './steps.ts';

export function introScreen(filling: Filling, screen: Screen): TemplateResult {
  const { acts, words } = screen;
  const { form, steps, changed } = filling;
  const document = form.documents.rules;
  return html`<div class="body">
      ${changed ? html`<p class="note calm" role="status">${words.textChanged}</p>` : nothing}
      <p class="eyebrow">${words.forGroup(form.group.name)}</p>
      <h2 class="ask" id="heading" tabindex="-1" lang=${document.language} dir="auto">${document.title}</h2>
      ${paragraph(document.intro, document)}
      <p class="quiet">${words.partsAhead(steps.length - 1)}</p>
      ${languageButtons(filling, acts, words)}
      ${aloudButton([document.title, document.intro].join(' '), document, screen)}
    </div>
    ${foot(screen, { on: mainButton(words.next, acts.next), document })}`;
}

/** One clause. A choice has three answers; information has one button that says it was read. */
export function clauseScreen(filling: Filling, step: Step, clausePart: Part, screen: Screen): TemplateResult {
  const { words } = screen;
  const document = filling.form.documents[step.document];
  const part = { title: document.title, ...clausePart };
  const reads = part.clause.kind === 'information';
  const body = reads
    ? readOnly(part, filling, step)
    : question(part, { index: 0, heading: true }, step, filling, screen);
  const spoken = html`${body} ${aloudButton(part.clause.text, document, screen)}`;
  return answerable(spoken, reads ? words.answers.read : words.next, filling, { step, screen });
}

/** A document of its own, never bundled with the rules: all of it on one page, then its one question. */
export function consentScreen(filling: Filling, step: Step, screen: Screen): TemplateResult {
  const { words } = screen;
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
    ${aloudButton([document.intro, ...step.parts.map(({ clause }) => clause.text)].join(' '), document, screen)}
    ${choices(step).map((part, index) => question(part, { index, heading: false }, step, filling, screen))}`;
  return answerable(body, words.next, filling, { step, screen });
}

/** Opened with Change there is one way on, back to the review: nothing has to be walked through again. */
function answerable(
  body: TemplateResult,
  on: string,
  filling: Filling,
  { step, screen }: { step: Step; screen: Screen },
): TemplateResult {
  const { acts, words } = screen;
  const { form, steps, walk } = filling;
  return html`<div class="top">${progress(steps, walk, words)} ${languageButtons(filling, acts, words)}</div>
    <div class="body">${body}</div>
    ${foot(screen, {
      ...(!walk.changing && { back: acts.back }),
      on: mainButton(walk.changing ? words.backToAnswers : on, acts.next),
      document: form.documents[step.document],
    })}`;
}

function readOnly({ title, clause }: Part, { form }: Filling, step: Step): TemplateResult {
  const document = form.documents[step.document];
  const { lead, rest } = splitFirstSentence(clause.text, document.language);
  return html`${eyebrow(title, document)}
    <h2 class="ask" id="heading" tabindex="-1" lang=${document.language} dir="auto">${lead}</h2>
    ${paragraph(rest, document)}`;
}
