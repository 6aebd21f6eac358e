/** Two helps on every page the member reads: the other languages, and having it read aloud. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import type { AgreementWords } from '../strings/agreement.ts';
import type { MemberActs, Screen } from './host.ts';
import type { Filling } from './session.ts';

/** "Español": only languages that can be signed. Text and controls both switch (WCAG 3.1.2). */
export function languageButtons(
  { form, walk, trouble }: Filling,
  acts: Pick<MemberActs, 'switchTo'>,
  { failure }: Pick<AgreementWords, 'failure'>,
): TemplateResult | typeof nothing {
  const now = form.documents.rules.language;
  const others = form.languages.filter(({ language, review }) => language !== now && review !== 'draft');
  if (others.length === 0 || walk.changing) return nothing;
  return html`<p class="languages">
    ${others.map(
      ({ language }) =>
        html`<button type="button" class="bare" lang=${language} @click=${() => acts.switchTo(language)}>
          ${ownName(language)}
        </button>`,
    )}
    ${trouble ? html`<span class="missing" role="alert">${failure[trouble]}</span>` : nothing}
  </p>`;
}

/** A language in its own words, with a capital as a button has. */
function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** Only where this device has a voice of its own for the language: nothing is sent anywhere. */
export function aloudButton(
  text: string,
  { language }: MemberDocument,
  { words, aloud }: Pick<Screen, 'words' | 'aloud'>,
): TemplateResult | typeof nothing {
  if (!aloud.canRead(language)) return nothing;
  const press = () => (aloud.isReading() ? aloud.stop() : aloud.read(text, language));
  return html`<p>
    <button type="button" class="bare" @click=${press}>${aloud.isReading() ? words.quiet : words.listen}</button>
  </p>`;
}
