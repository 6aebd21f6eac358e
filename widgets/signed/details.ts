/** One signing, opened: who signed, how, what was answered, how it ended. Draws, decides nothing. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { copyWords } from '../../src/content/copy-words.ts';
import type { SignedDocument, SignedForm } from '../../src/signed-types.ts';
import { stateWords, type Saying } from './view.ts';

type Part = TemplateResult | typeof nothing;

const fact = (term: string, value: string | undefined): Part =>
  value
    ? html`<div>
        <dt class="small quiet">${term}</dt>
        <dd>${value}</dd>
      </div>`
    : nothing;

/** Who, when, how, and who was there. */
export function factsPart(form: SignedForm, saying: Saying): TemplateResult {
  const { words, full, zone, locale, weekday } = saying;
  const said = copyWords(locale);
  const { signer, interpreter, recorder, witness } = form;
  const basis = signer?.as === 'minor' ? words.minor : signer?.basis ? said.basis[signer.basis].toLowerCase() : '';
  const later =
    recorder !== undefined &&
    (form.signedUnknown === true || Date.parse(recorder.at) - Date.parse(form.signed) > 60_000);
  return html`<dl class="facts">
      ${fact(
        words.signed,
        form.signedUnknown
          ? words.noDate
          : form.mode === 'paper'
            ? weekday(form.signed)
            : words.instant(full(form.signed), zone),
      )}
      ${fact(words.signedBy, signer && words.signer[signer.as](signer.name, basis))}
      ${fact(said.how, form.mode && said.mode[form.mode])}
      ${fact(said.howKnown, form.identityCheck && said.known[form.identityCheck])}
      ${fact(said.interpreter, interpreter && `${interpreter.id}, ${said.way[interpreter.way]}`)}
      ${fact(said.witness, witness && (witness.name ?? said.witnessed))}
      ${fact(
        recorder?.name ? words.recordedBy : words.recordedOn,
        recorder && (later ? words.by(recorder.name ?? '', full(recorder.at)) : recorder.name),
      )}
    </dl>
    ${form.assent ? html`<p class="small">${words.assent}</p>` : nothing}`;
}

/** Entered in error: when, by whom and why; nothing of what it said. */
export function voidedPart({ voided }: SignedForm, { words, full }: Saying): Part {
  if (!voided) return nothing;
  return html`<p>
    ${voided.at ? words.voidedAt(full(voided.at), voided.by ?? '') : nothing}
    ${voided.reason ? words.voidedAs[voided.reason] : nothing}
  </p>`;
}

/** One document of it: what it was, how it stands, what was answered. */
export function documentPart(row: SignedDocument, saying: Saying): TemplateResult {
  const { words, days } = saying;
  const { from, to, ended } = row;
  const lines = [
    words.version(row.version, row.language ? languageWords(row.language, saying) : ''),
    ...(row.programme ? [words.programme] : []),
    from !== undefined && to !== undefined
      ? row.state === 'in-force'
        ? `${words.from(days.short(from))} · ${words.lastDay(days.short(to))}`
        : words.span(days.short(from), days.short(to))
      : '',
    ...(ended ? endedWords(ended, saying) : []),
    ...(row.exception ? [exceptionWords(row.exception, saying)] : []),
  ].filter(Boolean);
  return html`<div class="document">
    <h4 lang=${row.title && row.language ? row.language : nothing}>${row.title ?? words.option(row.document)}</h4>
    <p>${first(stateWords(row, saying))}</p>
    ${lines.map((line) => html`<p class="small quiet">${line}</p>`)} ${row.answers ? answersPart(row, saying) : nothing}
  </div>`;
}

function endedWords(ended: NonNullable<SignedDocument['ended']>, { words, full, short }: Saying): string[] {
  const when = full(ended.when);
  if (ended.why === 'replaced') return [words.replacedAt(when)];
  const recorded = ended.recorded && Date.parse(ended.recorded) - Date.parse(ended.when) > 60_000;
  return [
    words.withdrawnAt(when, ended.by ? words.ended[ended.by] : ''),
    ...(ended.recorder || recorded
      ? [words.recordedLater(ended.recorder ?? '', short(ended.recorded ?? ended.when))]
      : []),
  ];
}

const exceptionWords = (
  { on, clauses = [] }: NonNullable<SignedDocument['exception']>,
  { words, short, locale }: Saying,
): string => words.exception(short(on), new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale).format(clauses));

const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Spanish" */
const languageWords = (language: string, { locale }: Saying): string =>
  new Intl.DisplayNames(locale === 'en' ? 'en-GB' : locale, { type: 'language' }).of(language) ?? language;

/** In the words that were shown; the answer first, for it is what is looked for. */
function answersPart({ answers = [], language }: SignedDocument, { words, locale }: Saying): TemplateResult {
  const said = copyWords(locale).answers;
  return html`<details class="answers">
    <summary>${words.answers}</summary>
    ${answers.map(
      (part) =>
        html`${part.title ? html`<h5 lang=${language ?? nothing}>${part.title}</h5>` : nothing}
          <ul role="list">
            ${part.clauses.map(
              ({ text, answer }) =>
                html`<li>
                  <p class=${answer === 'yes' || answer === 'read' ? 'answer small' : 'answer small open'}>
                    ${said[answer]}
                  </p>
                  <p lang=${language ?? nothing}>${text}</p>
                </li>`,
            )}
          </ul>`,
    )}
  </details>`;
}
