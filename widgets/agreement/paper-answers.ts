/** Each clause of the paper in one line, with the answer that is marked there. Nothing is chosen beforehand. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Clause } from '../../src/content/document.ts';
import { clausesOf, numbersOf } from '../../src/content/shown.ts';
import { glyph } from '../glyphs.ts';
import { faultPart, fieldId, type PaperView } from './paper-view.ts';
import { copyAnswer, paperDocuments, type PaperDocument } from './paper-state.ts';

/** Both documents, numbered as on paper, each with one tick for what is only read. */
export function answersPart(view: PaperView): TemplateResult {
  const { words, form, missing, locale } = view;
  const numbers = numbersOf(form);
  const open = paperDocuments.flatMap((name) =>
    clausesOf(form.documents[name], form).filter(({ id }) => missing.includes(`answers.${name}.${id}`)),
  );
  const list = listed(
    open.flatMap((clause) => numbers.get(clause) ?? []),
    locale,
  );
  return html`<section aria-labelledby="paper-answers">
    <h3 id="paper-answers">${words.answers}</h3>
    <p class="quiet">${words.answersHint}</p>
    ${open.length > 0 ? html`<p class="missing">${words.answersMissing(list)}</p>` : nothing}
    ${paperDocuments.map((name) => documentPart(view, name))}
  </section>`;
}

function documentPart(view: PaperView, name: PaperDocument): TemplateResult {
  const { form } = view;
  const { title, language } = form.documents[name];
  const numbers = numbersOf(form);
  const clauses = clausesOf(form.documents[name], form);
  const number = (clause: Clause): number => numbers.get(clause) ?? 0;
  const reads = clauses.filter(({ kind }) => kind === 'information').map(number);
  return html`<h4 lang=${language} dir="auto">${title}</h4>
    ${clauses.filter(({ kind }) => kind === 'choice').map((clause) => clausePart(view, name, clause, number(clause)))}
    ${reads.length > 0 ? readPart(view, name, reads) : nothing}`;
}

const answers = ['yes', 'no', 'talk'] as const;

function clausePart(view: PaperView, name: PaperDocument, { id, short }: Clause, number: number): TemplateResult {
  const { state, form, acts, words, missing } = view;
  const field = `answers.${name}.${id}` as const;
  const at = fieldId(field);
  const open = missing.includes(field);
  return html`<fieldset class="clause" id=${at} role="radiogroup" aria-describedby=${open ? `${at}-fault` : nothing}>
    <legend>
      <span class="number ${open ? 'c-heed' : ''}">${number}</span>
      ${open ? glyph('followup', 'c-heed') : nothing}
      <span lang=${form.documents[name].language} dir="auto">${short}</span>
    </legend>
    <span class="pick">
      ${answers.map(
        (answer) =>
          html`<label>
            <input
              type="radio"
              name=${at}
              .checked=${state.answers[name][id] === answer}
              @change=${() => acts.change(copyAnswer(state, name, id, answer))}
            />
            <span>${words.answer[answer]}</span>
          </label>`,
      )}
    </span>
    ${open ? html`<span class="visually-hidden" id="${at}-fault">${words.answerMissing}</span>` : nothing}
  </fieldset>`;
}

const listed = (numbers: readonly number[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(numbers.map(String));

/** Information has no "no": its boxes are all marked, or the paper is not complete (domain.md 1.9). */
function readPart(view: PaperView, name: PaperDocument, numbers: readonly number[]): TemplateResult {
  const { state, acts, words, missing, locale } = view;
  const field = `read.${name}` as const;
  const open = missing.includes(field);
  return html`<div class="clause">
    <label class="tick">
      <input
        type="checkbox"
        id=${fieldId(field)}
        aria-describedby=${open ? `${fieldId(field)}-fault` : nothing}
        aria-invalid=${open ? 'true' : nothing}
        .checked=${state.read[name]}
        @change=${(event: Event) =>
          acts.change({ ...state, read: { ...state.read, [name]: (event.target as HTMLInputElement).checked } })}
      />
      <span>${words.allRead(listed(numbers, locale))}</span>
    </label>
    ${faultPart(field, open ? words.readMissing : undefined)}
  </div>`;
}
