/** The sessions as templates: the coming ones, the last two, each with its day, its time and what became of it. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { GroupSession, MemberList } from '../../src/book-types.ts';
import { glyph } from '../glyphs.ts';
import { dayWords, timeWords } from '../strings/common.ts';
import type { MembersWords } from '../strings/members.ts';
import type { Page } from './book.ts';
import { daysFrom, zoneWords } from './days.ts';
import { oldPart } from './parts.ts';
import { panelPart, restPart, type Open, type Rest, type SessionActs } from './session-panel.ts';

export interface SessionsView {
  /** Once they were read. */
  sessions?: readonly GroupSession[];
  /** Why the last read failed, else empty. */
  code: string;
  /** The user changes sessions. */
  leads: boolean;
  open?: Open | undefined;
  /** What became of the last change, or of what was open. */
  notice: string;
  /** What is left of changes that were not made for everybody. */
  rests: readonly Rest[];
  /** Start of the session to go back to. */
  last: string;
}

export function sessionsPart(view: SessionsView, list: MemberList, page: Page, acts: SessionActs): TemplateResult {
  const { words } = page;
  const { sessions, code, leads, open, notice, rests } = view;
  const coming = sessions?.filter(({ start }) => start.slice(0, 10) >= list.day) ?? [];
  const before =
    sessions?.filter((session) => session.start.slice(0, 10) < list.day && concerned(session)).slice(-2) ?? [];
  const rows = (of: readonly GroupSession[]): unknown =>
    of.map((session) => sessionRow(session, view, list, page, acts));
  const several = open && !open.session;
  return html`<div class="pad head">
      <h2 class="lead grow" id="sessions-title" tabindex="-1">${words.sessions}</h2>
      ${
        leads && sessions && !several
          ? html`<button id="sessions-several" type="button" @click=${acts.several}>${words.cancelSeveral}</button>`
          : nothing
      }
    </div>
    ${several ? panelPart(open, { name: '', zone: '', days: daysFrom(list.day, page.locale()) }, acts) : nothing}
    ${rests.map((rest) => restPart(rest, words))} ${notice ? html`<p class="note calm">${notice}</p>` : nothing}
    ${code && sessions ? oldPart(words.old.sessions, code, { again: acts.reread, words }) : nothing}
    ${
      sessions
        ? html`<div class="part">
              <h3 class="title" id="coming">${words.coming}</h3>
              ${
                coming.length
                  ? html`<ul role="list" aria-labelledby="coming">
                      ${rows(coming)}
                    </ul>`
                  : html`<p class="quiet nobody">${words.noSessions}</p>`
              }
            </div>
            ${
              before.length
                ? html`<div class="part">
                    <h3 class="title" id="earlier">${words.earlier}</h3>
                    <ul role="list" aria-labelledby="earlier">
                      ${rows(before)}
                    </ul>
                  </div>`
                : nothing
            }`
        : code
          ? unread(code, acts.reread, words)
          : bones(words.loading)
    }`;
}

/** The schedule goes back to before the group had members. */
const concerned = ({ state, expected, recorded }: GroupSession): boolean =>
  state === 'cancelled' || expected + recorded > 0;

function sessionRow(
  session: GroupSession,
  { leads, open, last }: SessionsView,
  { group, day: today }: MemberList,
  { words, locale: language }: Page,
  acts: SessionActs,
): TemplateResult {
  const locale = language();
  const { timeZone } = group;
  const { start, end, state, movedFrom } = session;
  const day = dayWords(start, timeZone, locale);
  const time = (instant: string): string => timeWords(instant, timeZone, locale);
  const opened = open?.session?.start === start ? open : undefined;
  const held = state === 'scheduled';
  return html`<li tabindex="-1" ?data-last-session=${start === last}>
    <div class="who">
      <div class="grow">
        <p><b>${day}</b></p>
        <p class="small quiet state">
          ${words.hours(time(start), time(end))} ·
          ${held ? words.expected(session, start.slice(0, 10) < today) : html`${glyph('lapsed')} ${words.cancelled}`}
        </p>
        ${
          movedFrom
            ? html`<p class="small quiet">
                ${words.movedFrom(`${dayWords(movedFrom, timeZone, locale)}, ${time(movedFrom)}`)}
              </p>`
            : nothing
        }
      </div>
      ${
        leads && start.slice(0, 10) >= today
          ? html`<button
              class="bare"
              type="button"
              aria-expanded=${opened ? 'true' : 'false'}
              aria-controls=${opened ? 'session-panel' : nothing}
              @click=${() => acts.toggle(session)}
            >
              ${words.change}<span class="visually-hidden"> ${day}</span>
            </button>`
          : nothing
      }
    </div>
    ${opened ? panelPart(opened, { name: day, zone: zoneWords(timeZone, locale), days: daysFrom(today, locale) }, acts) : nothing}
  </li>`;
}

function unread(code: string, again: () => void, words: MembersWords): TemplateResult {
  return html`<div class="part row">
    ${glyph('unknown', 'quiet')}
    <div class="grow">
      <p>${words.cantTellSessions}</p>
      <p class="small quiet">${words.failures[code]}</p>
      <p class="act"><button type="button" @click=${again}>${words.tryAgain}</button></p>
    </div>
  </div>`;
}

/** As high as six weekly sessions. */
function bones(loading: string): TemplateResult {
  const row = html`<li>
    <div class="who"><span class="bone grow"></span></div>
  </li>`;
  return html`<div class="part">
    <p class="visually-hidden">${loading}</p>
    <ul aria-hidden="true">
      ${Array.from({ length: 6 }, () => row)}
    </ul>
  </div>`;
}
