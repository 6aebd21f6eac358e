/** The whole pack on paper: every card in order, the drawings in words. Names nobody. Loaded when it is printed. @module */
import type { MemberDocument } from '../../src/content/document.ts';
import { cssString, escaped, htmlPage, sheetStyle } from '../../src/content/html-page.ts';
import { printHtml } from '../agreement/print.ts';
import type { PreparationWords } from '../strings/preparation.ts';

const style = (foot: string): string => `${sheetStyle}
h2{break-after:avoid}
section{margin-block-end:1.5rem}
ol,ul{margin:.25rem 0;padding-inline-start:1.6em;font-weight:600}
.help{padding:.4em .8em;border:1px solid #000;break-inside:avoid}
@page{margin:1.8cm 2cm 2.2cm;@bottom-left{font-size:9pt;content:${cssString(foot)}}@bottom-right{font-size:9pt;content:counter(page)}}`;

/** A self-contained HTML document in the language of the pack, under its own title. */
export function bookletHtml(
  { url, version, language, title, intro, rules, statements }: MemberDocument,
  words: Pick<PreparationWords, 'threeSteps' | 'fourBoxes'>,
): string {
  const list = (tag: 'ol' | 'ul', items: readonly string[]): string =>
    `<${tag}>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</${tag}>`;
  const drawn = (id: string): string =>
    id === 'how-change-happens'
      ? list('ol', words.threeSteps)
      : id === 'known-and-not-known'
        ? list('ul', words.fourBoxes)
        : '';
  const parts = rules.map(
    (section) =>
      `<section><h2 dir="auto">${escaped(section.title)}</h2>${section.clauses
        .map(({ id, text }) => `<p dir="auto">${escaped(text)}</p>${drawn(id)}`)
        .join('')}</section>`,
  );
  return htmlPage({
    language,
    title,
    style: style(`${url.split('/').findLast(Boolean) ?? url} ${version}`),
    body: `<h1 dir="auto">${escaped(title)}</h1>
<p dir="auto">${escaped(intro)}</p>
${parts.join('\n')}
<p class="help" dir="auto">${escaped(statements.help)}</p>`,
  });
}

/** Opens the browser's print dialog. */
export const printBooklet = (
  pack: MemberDocument,
  words: Pick<PreparationWords, 'threeSteps' | 'fourBoxes'>,
): Promise<void> => printHtml(bookletHtml(pack, words));
