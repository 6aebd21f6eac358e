/** Help with reading: this device reads a card aloud, or prints the whole pack. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import type { Aloud } from '../agreement/aloud.ts';
import type { PreparationWords } from '../strings/preparation.ts';
import type { Section } from './steps.ts';

/** What a card says, drawings too, in the order it is read. */
export const spokenCard = ({ title, clauses }: Section, words: PreparationWords): string =>
  [
    title,
    ...clauses.flatMap(({ id, text }) => [
      text,
      ...(id === 'how-change-happens' ? words.threeSteps : id === 'known-and-not-known' ? words.fourBoxes : []),
    ]),
  ]
    .map((text) => (/[.?!:]$/.test(text) ? text : `${text}.`))
    .join(' ');

/** Only where this device has a voice of its own for the language: nothing is sent anywhere. */
export function aloudPart(
  { language }: MemberDocument,
  section: Section,
  { aloud, words }: { aloud: Aloud; words: PreparationWords },
): TemplateResult | typeof nothing {
  if (!aloud.canRead(language)) return nothing;
  const press = () => (aloud.isReading() ? aloud.stop() : aloud.read(spokenCard(section, words), language));
  return html`<p class="aids">
    <button type="button" class="bare" @click=${press}>${aloud.isReading() ? words.quiet : words.listen}</button>
  </p>`;
}

/** Opens the print dialog with the whole pack. Rejects when its part of the code does not come. */
export async function printPack(pack: MemberDocument, words: PreparationWords): Promise<void> {
  const { printBooklet } = await import('./booklet.ts');
  await printBooklet(pack, words);
}
