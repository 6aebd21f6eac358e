/** One page of paper for an evening without network: names and empty boxes, nothing of the topic. Pure. @module */
import { cssString, escaped, htmlPage, sheetStyle } from '../../src/content/html-page.ts';
import type { SessionRoster } from '../../src/roster-types.ts';
import { dayWords, timeWords } from '../strings/common.ts';
import { linesOf, nameOf, type Saying } from './leader-view.ts';

/** What of a line is worth paper: whether they told us. */
const known = ['told-us', 'away-planned', 'seat-given-back'];

/** The whole file. No group, no leader and no topic in its title or header: it may be left lying about. */
export function sheetHtml(list: SessionRoster, saying: Saying): string {
  const { words, locale } = saying;
  const said = words.sheet;
  const { start, group, place } = list;
  const when = `${dayWords(start, group.timeZone, locale)}, ${timeWords(start, group.timeZone, locale)}`;
  const where = place === undefined || place.startsWith('https://') ? '' : ` · ${place}`;
  const [name = '', ...boxes] = said.columns;
  const cell = (text: string) => `<th scope="col">${escaped(text)}</th>`;
  const rows = list.people.map((person) => {
    const { row, name: own } = person;
    const told = { row, name: own, raise: [], lines: person.lines.filter(({ code }) => known.includes(code)) };
    const note = linesOf(told, list, saying)
      .map(({ text }) => text)
      .join(' · ');
    return `<tr><th scope="row"><bdi>${escaped(nameOf(person, words))}</bdi></th>${boxes.map(() => '<td><i class="box"></i></td>').join('')}<td class="known">${escaped(note)}</td></tr>`;
  });
  const line = (text: string) => `<span class="line">${escaped(text)} <i class="rule"></i></span>`;
  return htmlPage({
    language: locale,
    title: said.title,
    style: `${sheetStyle}\n${style(said.shred)}`,
    body: `<p class="head"><b>${escaped(when + where)}</b><b>${escaped(said.shred)}</b></p>
<p class="small">${escaped(said.hint)}</p>
<table><thead><tr>${cell(name)}${boxes.map(cell).join('')}${cell(said.known)}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
<p class="lines">${line(said.started)}${line(said.ended)}</p>
<p class="lines">${line(said.filled)}${line(said.on)}</p>`,
  });
}

const style = (shred: string): string =>
  `
main{max-width:none}
.head{display:flex;justify-content:space-between;gap:1em;border-block-end:1.5px solid #000;padding-block-end:.3em}
.small{font-size:10pt}
table{inline-size:100%;border-collapse:collapse;margin-block:.6em}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{border-block-end:1px solid #000;padding:.35em .3em;text-align:center;vertical-align:middle}
thead th{font-size:10pt}
th:first-child,.known,thead th:last-child{text-align:start}
.known{font-size:10pt}
.box{display:inline-block;inline-size:1.15em;block-size:1.15em;border:1.5px solid #000;vertical-align:middle}
.lines{display:flex;gap:2em;margin-block-start:1.2em}
.line{flex:1;display:flex;gap:.5em;align-items:flex-end}
.rule{flex:1;border-block-end:1px solid #000;block-size:1.4em}
@page{margin:1.6cm;@bottom-left{content:${cssString(shred)};font:9pt sans-serif}@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}}
@media print{main{padding:0}}
`.trim();
