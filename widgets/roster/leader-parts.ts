/** The parts of the leader's list as templates; each draws what `leader-view.ts` decided. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionRoster } from '../../src/roster-types.ts';
import { glyph } from '../glyphs.ts';
import { fullDay, timeWords } from '../strings/common.ts';
import type { LeaderWords } from '../strings/roster-leader.ts';
import { listGlyph } from './leader-glyphs.ts';
import { countsOf, dayOf, linesOf, nameOf, raiseOf, whenWords, type RaiseView, type Saying } from './leader-view.ts';
import { outcomePart, type Outcome } from './outcome.ts';

type Part = TemplateResult | typeof nothing;

export interface LeaderActs {
  cover: () => void;
  close: (list: SessionRoster, one: RaiseView) => void;
  /** Asks first what came of it. */
  ask: (list: SessionRoster, row: string) => void;
  /** How to reach somebody who gave no word. */
  reach: (list: SessionRoster, row: string) => void;
  outcome: (more: Outcome) => void;
  /** Lets go of the question what came of it. */
  back: () => void;
  open: (list: SessionRoster, row: string) => void;
  print: (list: SessionRoster) => void;
}

/** What was pressed, and what became of it. */
export interface Standing {
  /** `row item` that is being saved. */
  sending?: string | undefined;
  refused?: { key: string; code: string } | undefined;
  /** What came of what is being closed, as it is filled in. */
  asking?: { patient: string; outcome: Outcome } | undefined;
  printing?: boolean | undefined;
  unprinted?: boolean | undefined;
}

const isLink = (place: string): boolean => place.startsWith('https://');

/** Which group, when, where; and how many. */
export function headPart(list: SessionRoster, saying: Saying, { cover }: LeaderActs): TemplateResult {
  const { words } = saying;
  const { group, place = '', video } = list;
  return html`<div class="top-line">
    <div class="row">
      <div class="grow">
        <h2 class="lead" id="title" tabindex="-1" part="lead">${group.name}</h2>
        <p class="quiet">
          ${whenWords(list, saying)}${isLink(place) ? nothing : place && ` · ${place}`}${
            video ? ` · ${words.video}` : nothing
          }
        </p>
        ${
          isLink(place) ? html`<p><a href=${place} target="_blank" rel="noreferrer">${words.openLink}</a></p>` : nothing
        }
      </div>
      <button type="button" class="small hide" aria-keyshortcuts="H" @click=${cover}>
        ${words.hide} <kbd class="quiet" aria-hidden="true">${words.key}</kbd>
      </button>
    </div>
    ${
      list.cancelled
        ? html`<p class="counts"><b>${words.cancelled}</b></p>`
        : html`<p class="counts">
            ${countsOf(list, words).map(
              (count, i) =>
                html`${i > 0 ? ' · ' : nothing}${
                  typeof count === 'string' ? count : html`<span class="count"><b>${count.n}</b> ${count.text}</span>`
                }`,
            )}
          </p>`
    }
  </div>`;
}

/** Rows are those of one list; who they are about stays the same from list to list. */
interface Opened {
  acts: LeaderActs;
  who: (row: string) => string;
  /** Whose panel is open. */
  opened: string | undefined;
  panel: TemplateResult;
}

/** One line for each: a name alone where there is nothing to know. */
export function listPart(list: SessionRoster, saying: Saying, { acts, who, opened, panel }: Opened): TemplateResult {
  const { words } = saying;
  if (list.people.length === 0) return html`<p class="pad quiet part">${words.nobody}</p>`;
  return html`<ul role="list" aria-label=${words.list}>
    ${repeat(
      list.people,
      ({ row }) => who(row),
      (person) => {
        const opens = opened !== undefined && opened === who(person.row);
        return html`<li class="who">
          <div class="person">
            <button
              type="button"
              class="bare name"
              aria-expanded=${opens ? 'true' : 'false'}
              aria-controls=${opens ? 'person' : nothing}
              @click=${() => acts.open(list, person.row)}
            >
              <bdi>${nameOf(person, words)}</bdi>
            </button>
            <p class="lines small">
              ${linesOf(person, list, saying).map(
                (line) => html`<span class="known c-${line.tone}">${listGlyph(line.glyph)} ${line.text}</span>`,
              )}
            </p>
          </div>
          ${opens ? html`<div class="panel" id="person" tabindex="-1">${panel}</div>` : nothing}
        </li>`;
      },
    )}
  </ul>`;
}

/** What to raise today, with the one press that closes it; a thought of leaving asks what came of it. */
export function raisePart(
  list: SessionRoster,
  saying: Saying,
  { acts, standing, who }: { acts: LeaderActs; standing: Standing; who: Opened['who'] },
): Part {
  const { words } = saying;
  const all = raiseOf(list, saying);
  if (all.length === 0) return nothing;
  return html`<section class="raise" aria-labelledby="raise">
    <h3 class="title" id="raise" tabindex="-1">${words.raise}</h3>
    ${list.readOnly ? html`<p class="small quiet">${words.failure['unsupported']}</p>` : nothing}
    <ul role="list">
      ${repeat(
        all,
        ({ row, item, text }) => `${row} ${item} ${text}`,
        (one) => raiseRow(list, one, { words, acts, standing, who }),
      )}
    </ul>
  </section>`;
}

function raiseRow(
  list: SessionRoster,
  one: RaiseView,
  { words, acts, standing, who }: { words: LeaderWords; acts: LeaderActs; standing: Standing; who: Opened['who'] },
): TemplateResult {
  const { row, name, text, language, glyph: mark, closes, asks, calls } = one;
  const key = `${row} ${one.item}`;
  const asking = asks && standing.asking?.patient === who(row) ? standing.asking.outcome : undefined;
  const sending = standing.sending === key;
  const refused = standing.refused?.key === key ? standing.refused.code : undefined;
  const callPart = (): Part =>
    calls
      ? html`<button type="button" class="bare small" @click=${() => acts.reach(list, row)}>
          ${words.call}<span class="visually-hidden"> ${name}</span>
        </button>`
      : nothing;
  const closePart = (): Part =>
    closes && !list.readOnly
      ? html`<button
          type="button"
          class="bare small"
          aria-disabled=${standing.sending === undefined ? nothing : 'true'}
          @click=${() => (asks ? acts.ask(list, row) : acts.close(list, one))}
        >
          ${sending ? words.closing : words.closes[closes]}<span class="visually-hidden"
            >${words.closesFor(name)}: ${text}</span
          >
        </button>`
      : nothing;
  return html`<li class="row">
    ${listGlyph(mark, mark === 'calendar' || mark === 'phone' ? 'quiet' : 'c-heed')}
    <div class="said">
      <div>
        <p>
          <bdi>${name}</bdi>: <span lang=${language ?? nothing}>${text}</span>
          ${
            refused === undefined
              ? nothing
              : html`<span class="c-fault refused">${words.person.notSaved} ${words.failure[refused] ?? ''}</span>`
          }
        </p>
        ${
          asking
            ? outcomePart(
                asking,
                { words, name, today: dayOf(list.asOf, list.group.timeZone), sending },
                { change: acts.outcome, save: () => acts.close(list, one), back: acts.back },
              )
            : nothing
        }
      </div>
      ${asking ? nothing : html`<div class="closing">${callPart()} ${closePart()}</div>`}
    </div>
  </li>`;
}

/** Who left, what to do with somebody else, the sheet of paper, and how old all this is. */
export function footPart(
  list: SessionRoster,
  { words, locale }: Saying,
  { acts, standing, stale }: { acts: LeaderActs; standing: Standing; stale: boolean },
): TemplateResult {
  const time = timeWords(list.asOf, list.group.timeZone, locale);
  return html`<div class="foot">
    ${list.left.map(
      ({ name, last, movedTo }) =>
        html`<p class="small quiet">
          ${movedTo === undefined ? words.left(name, fullDay(last, locale)) : words.moved(name, movedTo)}
        </p>`,
    )}
    <details>
      <summary class="small">${words.someoneElse}</summary>
      <p class="small">${words.notListed}</p>
      <p class="small">${words.trainee}</p>
      <p class="small">${words.substitute}</p>
    </details>
    <div class="row ends">
      <p class="small ${stale ? 'c-heed' : 'quiet'} grow">
        ${stale ? html`${glyph('unknown', 'inline')} ${words.notUpdated(time)}` : words.updated(time)}
      </p>
      <button
        type="button"
        class="small"
        title=${words.printHint}
        aria-disabled=${standing.printing ? 'true' : nothing}
        @click=${() => acts.print(list)}
      >
        ${words.print}
      </button>
    </div>
    ${standing.unprinted ? html`<p class="small c-fault" role="alert">${words.printFailed}</p>` : nothing}
  </div>`;
}

/** Nothing of the list is in the page. */
export function coveredPart(show: () => void, words: LeaderWords): TemplateResult {
  return html`<div class="cover">
    <p class="quiet" id="title" tabindex="-1">${words.hidden}</p>
    <button type="button" id="show" aria-keyshortcuts="H" @click=${show}>
      ${words.show} <kbd class="quiet" aria-hidden="true">${words.key}</kbd>
    </button>
  </div>`;
}
