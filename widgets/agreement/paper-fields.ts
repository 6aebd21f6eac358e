/** What else is copied from the paper: its date, the name, the scan, what is wrong with it. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { faultPart, fieldId, nameInRecord, type PaperView } from './paper-view.ts';
import { dateFault, isBeforeVersion, type PaperField, type PaperState } from './paper-state.ts';

const described = (field: PaperField, open: boolean): string =>
  `${fieldId(field)}-hint${open ? ` ${fieldId(field)}-fault` : ''}`;

/** The day on the paper, or that there is none. The field is empty until staff fill it in. */
export function datePart({ state, form, acts, words, missing }: PaperView): TemplateResult {
  const id = fieldId('signedOn');
  const fault = dateFault(state);
  const open = missing.includes('signedOn') || fault === 'future';
  // day before month where our form asks so: content/paper-words.ts
  const dayFirst = /^es\b/i.test(form.documents.rules.language);
  const type = ({ target }: Event): void => {
    const { value, validity } = target as HTMLInputElement;
    // a part of a date has no value: the last one stays bound, or what is there would be wiped while typing
    acts.change({ ...state, halfDate: validity.badInput, ...(validity.badInput ? {} : { signedOn: value }) });
  };
  return html`<div class="field">
    <label for=${id}>${words.date}</label>
    <p class="quiet" id="${id}-hint">${words.dateHint(dayFirst)}</p>
    ${faultPart('signedOn', open && fault ? words.dateMissing[fault] : undefined)}
    <input
      type="date"
      id=${id}
      max=${state.today}
      autocomplete="off"
      aria-describedby=${described('signedOn', open)}
      aria-invalid=${open && fault ? 'true' : nothing}
      ?disabled=${state.noDate}
      .value=${state.signedOn}
      @input=${type}
    />
    <div role="status">
      ${isBeforeVersion(state, form) ? html`<p class="note">${words.beforeVersion}</p>` : nothing}
    </div>
    ${tick(words.noDate, state.noDate, (noDate) => acts.change({ ...state, noDate }))}
  </div>`;
}

/** Exactly as it is written: people sign with other names than their record's. */
export function namePart(view: PaperView): TemplateResult {
  const { state, acts, words, missing } = view;
  const id = fieldId('name');
  const open = missing.includes('name');
  return html`<div class="field">
    <label for=${id}>${words.name}</label>
    <p class="quiet" id="${id}-hint">${nameInRecord(view)}</p>
    ${faultPart('name', open ? words.nameMissing : undefined)}
    <input
      type="text"
      id=${id}
      dir="auto"
      autocomplete="off"
      autocapitalize="words"
      spellcheck="false"
      aria-describedby=${described('name', open)}
      aria-invalid=${open ? 'true' : nothing}
      .value=${state.name}
      @input=${(event: Event) => acts.change({ ...state, name: (event.target as HTMLInputElement).value })}
    />
  </div>`;
}

/** The file stays here until Save; the browser shows its name, we keep none. */
export function scanPart({ state, acts, words, missing, locale }: PaperView): TemplateResult {
  const id = fieldId('scan');
  const refused = state.refused && words.refused[state.refused];
  const fault = refused ?? (missing.includes('scan') && !state.reading ? words.scanMissing : undefined);
  const choose = ({ target }: Event): void => {
    const file = (target as HTMLInputElement).files?.[0];
    if (file) acts.scan(file);
  };
  return html`<div class="field">
    <label for=${id}>${words.scan}</label>
    <p class="quiet" id="${id}-hint">${words.scanHint}</p>
    <input
      type="file"
      id=${id}
      accept="application/pdf,image/jpeg,image/png"
      aria-describedby=${described('scan', fault !== undefined)}
      aria-invalid=${fault ? 'true' : nothing}
      @change=${choose}
    />
    <div role="status">${scanWords(state, words, locale)} ${faultPart('scan', fault)}</div>
  </div>`;
}

function scanWords(
  { reading, scan }: PaperState,
  words: PaperView['words'],
  locale: string,
): TemplateResult | typeof nothing {
  if (reading) return html`<p>${words.scanReading}</p>`;
  return scan ? html`<p>${words.scanReady(sizeWords(scan.bytes, locale))}</p>` : nothing;
}

/** "240 kB", "1.4 MB" */
function sizeWords(bytes: number, locale: string): string {
  const large = bytes >= 1_000_000;
  const size = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: large ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: large ? 1 : 0,
  });
  return size.format(large ? bytes / 1_000_000 : Math.max(1, bytes / 1000));
}

/** Each becomes a reason for intake to look at the paper again: `signed-copy-problem` (domain.md 4.3). */
export function problemsPart({ state, acts, words }: PaperView): TemplateResult {
  const { missingPage, unreadable } = state;
  return html`<fieldset>
    <legend>${words.problems}</legend>
    ${tick(words.missingPage, missingPage, (value) => acts.change({ ...state, missingPage: value }))}
    ${tick(words.unreadable, unreadable, (value) => acts.change({ ...state, unreadable: value }))}
    <div role="status">${missingPage || unreadable ? html`<p class="note">${words.problemHint}</p>` : nothing}</div>
  </fieldset>`;
}

const tick = (word: string, checked: boolean, change: (checked: boolean) => void): TemplateResult =>
  html`<label class="tick">
    <input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    />
    <span>${word}</span>
  </label>`;
