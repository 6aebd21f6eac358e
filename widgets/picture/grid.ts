/** The grid: a real table, people by name, a shape and hidden words in each cell. Loaded with the first answer. @module */
import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { GroupPicture } from '../../src/picture-types.ts';
import { datesIn } from '../readiness/dates.ts';
import { mark } from '../readiness/marks.ts';
import { keyOf, spoken } from '../readiness/strip.ts';
import type { GridWords } from '../strings/grid.ts';
import { pictureSpeech } from '../strings/picture.ts';

export { pictureSpeech };

export const gridStyles: CSSResult = css`
  .scroll {
    overflow-x: auto;
    border-block-start: 1px solid var(--line);
  }
  table {
    border-collapse: collapse;
    min-inline-size: 100%;
  }
  th,
  td {
    padding: 4px 6px;
    text-align: center;
    font-weight: 400;
    white-space: nowrap;
  }
  /* "4 of 5" and "8 Sep" read from their own side */
  thead th,
  tfoot td {
    unicode-bidi: plaintext;
  }
  thead th {
    vertical-align: bottom;
    font-size: 0.75rem;
    color: var(--quiet);
  }
  tr > :first-child {
    position: sticky;
    inset-inline-start: 0;
    padding-inline: 16px 8px;
    text-align: start;
    background: var(--surface);
    white-space: normal;
    min-inline-size: 8rem;
    max-inline-size: 11rem;
    hyphens: auto;
    overflow-wrap: break-word;
  }
  tr > :last-child {
    padding-inline-end: 16px;
  }
  tbody tr {
    border-block-start: 1px solid var(--line);
  }
  tfoot tr {
    border-block-start: 2px solid var(--line);
  }
  tfoot {
    font-size: 0.75rem;
    color: var(--quiet);
  }
  .mark {
    inline-size: 1rem;
    block-size: 1rem;
    vertical-align: middle;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
  }
  .mark .full {
    fill: currentColor;
    stroke: none;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .key li {
    display: flex;
    gap: 5px;
    align-items: center;
  }
  .foot {
    display: grid;
    gap: 8px;
    border-block-start: 1px solid var(--line);
  }
`;

export function gridPart(
  { group, asOf, sessions, rows }: GroupPicture,
  { words, locale }: { words: GridWords; locale: string },
): TemplateResult {
  const pictureWords = pictureSpeech.in(locale);
  const dates = datesIn(group.timeZone, locale, asOf);
  const shown = rows.flatMap(({ outcomes }) => outcomes.filter((one) => one !== undefined));
  const key = keyOf(
    shown.map((outcome) => ({ outcome })),
    pictureWords,
  );
  const hasPresence = sessions.some(({ here }) => here !== undefined);
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${words.scroll}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.member}</th>
            ${sessions.map(({ start }) => html`<th scope="col">${dates.short(start)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, outcomes, unknown }) =>
              html`<tr>
                <th scope="row"><bdi>${name}</bdi></th>
                ${
                  unknown
                    ? html`<td class="quiet small" colspan=${sessions.length}>${words.unknown}</td>`
                    : outcomes.map(
                        (outcome) =>
                          html`<td>
                            ${outcome ? mark(outcome) : nothing}
                            <span class="visually-hidden"
                              >${outcome ? spoken(outcome, pictureWords) : words.notIn}</span
                            >
                          </td>`,
                      )
                }
              </tr>`,
          )}
        </tbody>
        ${
          hasPresence
            ? html`<tfoot>
                <tr>
                  <th scope="row">${words.here}</th>
                  ${sessions.map(
                    ({ here, listed }) =>
                      html`<td>${here === undefined || !listed ? nothing : words.presence(here, listed)}</td>`,
                  )}
                </tr>
              </tfoot>`
            : nothing
        }
      </table>
    </div>
    <div class="pad foot">
      <ul class="key small quiet" role="list" aria-label=${pictureWords.key}>
        ${key.map((entry) => html`<li>${mark(entry.outcome)} ${entry.words}</li>`)}
      </ul>
      <p class="small quiet">${words.by}</p>
    </div>`;
}
