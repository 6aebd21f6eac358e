/** One member's own attendance on paper, for that member: every session in words. Loaded when it is printed. @module */
import { escaped, htmlPage, sheetStyle } from '../../src/content/html-page.ts';
import type { MemberPreparation } from '../../src/portal-types.ts';
import { printHtml } from '../agreement/print.ts';
import { zoneWords } from '../members/days.ts';
import { dayWords } from '../strings/common.ts';
import { pictureSpeech, type PictureWords } from '../strings/picture.ts';
import { byInstant, datesIn } from './dates.ts';
import { pictureOf } from './picture.ts';
import { spoken } from './strip.ts';

export { pictureSpeech };

const style = `${sheetStyle}
table{border-collapse:collapse;margin-block:1rem}
th,td{text-align:start;padding:.3em 1.2em .3em 0;border-block-end:1px solid #000;vertical-align:top}
tr{break-inside:avoid}
dl div{display:flex;gap:.5em}
dd{margin:0;font-weight:600}
@page{margin:1.8cm 2cm}`;

/** The page. It names the group by its neutral name, and nobody: no member, no leader. */
export function attendancePage(
  preparation: MemberPreparation,
  language: string,
  words: PictureWords,
): string | undefined {
  const { group, readiness } = preparation;
  const view = pictureOf(preparation, language, words);
  if (view?.kind !== 'counts') return undefined;
  const { timeZone } = group;
  const dates = datesIn(timeZone, language, readiness.asOf);
  const rows = (readiness.sessions ?? []).toSorted((a, b) => byInstant(a.start, b.start));
  const row = ({ start, outcome }: (typeof rows)[number]): string =>
    `<tr><td>${escaped(dates.moment(start))}</td><td>${escaped(spoken(outcome, words))}</td></tr>`;
  const fact = ({ term, said }: (typeof view.facts)[number]): string =>
    `<div><dt>${escaped(term)}:</dt><dd>${escaped(said)}</dd></div>`;
  const zone = zoneWords(timeZone, language);
  return htmlPage({
    language,
    title: words.printTitle,
    style,
    body: `<h1>${escaped(words.printTitle)} · <bdi>${escaped(group.name)}</bdi></h1>
<p>${escaped([view.heading, view.percent].filter(Boolean).join(' · '))}</p>
<dl>${view.facts.map(fact).join('')}</dl>
<table><thead><tr><th scope="col">${escaped(words.session)} (${escaped(zone)})</th><th scope="col">${escaped(words.recorded)}</th></tr></thead>
<tbody>${rows.map(row).join('\n')}</tbody></table>
<p>${escaped(words.asOf(`${dayWords(readiness.asOf, timeZone, language)} ${readiness.asOf.slice(0, 4)}`))}</p>
<p>${escaped(words.forMember)}</p>`,
  });
}

/** Opens the browser's print dialog. */
export async function printAttendance(
  preparation: MemberPreparation,
  language: string,
  words: PictureWords,
): Promise<void> {
  const page = attendancePage(preparation, language, words);
  if (page !== undefined) await printHtml(page);
}
