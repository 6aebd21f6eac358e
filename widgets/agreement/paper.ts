/** The two screens of staff around paper: printing the form, and recording the one that came back signed. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { SigningForm } from '../../src/signing-types.ts';
import { glyph } from '../glyphs.ts';
import { paperScreenWords } from '../strings/paper.ts';
import { answersPart } from './paper-answers.ts';
import { datePart, namePart, problemsPart, scanPart } from './paper-fields.ts';
import { copyCode, isLocked, isSending, isThisPaper, missingIn, type PaperState } from './paper-state.ts';
import { faultPart, fieldId, type PaperActs, type PaperOptions, type PaperView } from './paper-view.ts';
import { mainButton, radios } from './pieces.ts';

const aboutPart = ({ form }: PaperView, title: string): TemplateResult =>
  html`<h2 class="lead" id="heading" tabindex="-1">${title}</h2>
    <p class="quiet"><bdi>${form.memberName}</bdi> · <bdi>${form.group.name}</bdi></p>`;

/** "español, 2026.1" */
function languageName({ form, locale }: PaperView): string {
  const { language } = form.documents.rules;
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
}

const viewOf = (state: PaperState, form: SigningForm, acts: PaperActs, options: PaperOptions): PaperView => ({
  state,
  form,
  acts,
  words: paperScreenWords(options.locale ?? 'en'),
  locale: options.locale ?? 'en',
  signer: options.signer,
  missing: state.tried ? missingIn(state, form) : [],
});

/** Which form comes out of the printer, how large, and what to do with it. Nothing says that there is paper now. */
export function printScreen(
  state: PaperState,
  form: SigningForm,
  acts: PaperActs,
  options: PaperOptions = {},
): TemplateResult {
  const view = viewOf(state, form, acts, options);
  const { words } = view;
  const documents = Object.values(form.documents);
  const facts = [
    [words.code, form.memberCode],
    [words.language, languageName(view)],
    [words.version, form.documents.rules.version],
  ];
  const draft = documents.some(({ review }) => review === null);
  const sizes = [
    ['usual', words.sizes.usual],
    ['large', words.sizes.large],
  ] as const;
  return html`<div class="staff paper">
    ${aboutPart(view, words.print)}
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>`,
      )}
    </dl>
    <p class="quiet">${words.codeHint}</p>
    ${
      draft
        ? html`<p class="note">${words.draft}</p>`
        : html`<fieldset>
              <legend>${words.size}</legend>
              ${radios('size', sizes, state.large ? 'large' : 'usual', (size) => acts.change({ ...state, large: size === 'large' }))}
            </fieldset>
            ${documents.some(({ template }) => template) ? html`<p class="note">${words.template}</p>` : nothing}
            <div>${mainButton(words.printNow, acts.print)}</div>
            <h3>${words.next}</h3>
            <ol>
              ${words.nextSteps.map((step) => html`<li>${step}</li>`)}
            </ol>`
    }
    <div class="row ends">
      <button type="button" @click=${acts.back}>${words.back}</button>
      <button type="button" class="soft" @click=${acts.record}>${words.record}</button>
    </div>
  </div>`;
}

/** First whose paper it is and which version, then what is on it. Another's paper goes no further. */
export function paperScreen(
  state: PaperState,
  form: SigningForm,
  acts: PaperActs,
  options: PaperOptions = {},
): TemplateResult {
  const view = viewOf(state, form, acts, options);
  const { words } = view;
  const other = state.code === 'other';
  const sending = isSending(state);
  return html`<div class="staff paper">
    ${aboutPart(view, words.record)}
    <fieldset class="all" ?disabled=${isLocked(state)}>
      ${codePart(view)} ${state.code && !other ? versionPart(view) : nothing}
      ${
        isThisPaper(state, form)
          ? [answersPart(view), datePart(view), namePart(view), scanPart(view), problemsPart(view)]
          : nothing
      }
    </fieldset>
    ${failedPart(view)}
    <div class="row ends">
      ${sending ? nothing : html`<button type="button" @click=${acts.back}>${words.back}</button>`}
      ${
        isThisPaper(state, form)
          ? mainButton(
              sending ? words.saving : state.sent ? words.tryAgain : words.save,
              () => sending || acts.save(),
              sending,
            )
          : nothing
      }
    </div>
  </div>`;
}

function failedPart({ state: { sent }, words }: PaperView): TemplateResult | typeof nothing {
  if (!sent?.code) return nothing;
  return html`<p class="note fault" role="alert">
    <span>${words.failures[sent.code]} <b>${words.kept}</b></span>
  </p>`;
}

function codePart({ state, form, acts, words, missing }: PaperView): TemplateResult {
  const codes = Object.entries(words.codes) as [NonNullable<PaperState['code']>, string][];
  const open = missing.includes('code') && state.code === undefined;
  return html`<fieldset id=${fieldId('code')} aria-describedby=${open ? `${fieldId('code')}-fault` : nothing}>
    <legend>${words.askCode} <bdi class="code">${form.memberCode}</bdi></legend>
    ${faultPart('code', open ? words.codeMissing : undefined)}
    ${radios('code', codes, state.code, (code) => acts.change(copyCode(state, code)))}
    <div role="status">
      ${
        state.code === 'other'
          ? html`<p class="note">
              ${glyph('lapsed', 'c-heed')}<span><b>${words.other}</b> ${words.otherNext}</span>
            </p>`
          : state.code === 'unreadable'
            ? html`<p class="note">
                <span>${words.compare} <bdi>${form.memberName}</bdi></span>
              </p>`
            : nothing
      }
    </div>
  </fieldset>`;
}

function versionPart(view: PaperView): TemplateResult {
  const { state, form, acts, words, missing } = view;
  const known = typeof state.version === 'string' ? state.version : undefined;
  const chosen = state.version === undefined ? undefined : known === undefined ? 'none' : `v${known}`;
  const options = [
    ...form.versions.map((version) => [`v${version}`, version] as const),
    ['none', words.noneOfThese] as const,
  ];
  const open = missing.includes('version') && state.version === undefined;
  const choose = (value: string): void => {
    const version = value === 'none' ? ({ other: true } as const) : value.slice(1);
    acts.change({ ...state, version });
    if (typeof version === 'string' && version !== form.documents.rules.version) acts.version(version);
  };
  const note =
    state.version === undefined
      ? undefined
      : known === undefined
        ? words.noneNext
        : known !== form.documents.rules.version
          ? words.opening
          : known === form.versions[0]
            ? undefined
            : words.oldVersion;
  return html`<fieldset
    id=${fieldId('version')}
    aria-describedby="${fieldId('version')}-hint${open ? ` ${fieldId('version')}-fault` : ''}"
  >
    <legend>${words.askVersion}</legend>
    <p class="quiet" id="${fieldId('version')}-hint">${words.versionHint} ${words.languageHint(languageName(view))}</p>
    ${faultPart('version', open ? words.versionMissing : undefined)} ${radios('version', options, chosen, choose)}
    <div role="status">${note ? html`<p class="note">${note}</p>` : nothing}</div>
  </fieldset>`;
}
