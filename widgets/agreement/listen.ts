/** Two helps on every page the member reads: the other languages, and having it read aloud. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import type { AgreementWords } from '../strings/agreement.ts';
import type { MemberActs } from './host.ts';
import type { Filling } from './session.ts';

/** "Español": only languages that can be signed. Text and controls both switch (WCAG 3.1.2). */
export function languageButtons(
  { form, walk }: Filling,
  acts: Pick<MemberActs, 'switchTo'>,
): TemplateResult | typeof nothing {
  const now = form.documents.rules.language;
  const others = form.languages.filter(({ language, review }) => language !== now && review !== 'draft');
  if (others.length === 0 || walk.changing) return nothing;
  return html`<p class="languages">
    ${others.map(
      ({ language }) =>
        html`<button type="button" class="bare" lang=${language} @click=${() => acts.switchTo(language)}>
          ${new Intl.DisplayNames([language], { type: 'language' }).of(language)}
        </button>`,
    )}
  </p>`;
}

/** Filled in once the reader is there: see aloud.ts. */
export function aloudButton(_text: string, _document: MemberDocument, _words: AgreementWords): typeof nothing {
  return nothing;
}
