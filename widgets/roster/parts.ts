/** The parts of the list as templates; each draws what `view.ts` decided and decides nothing. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import type { RosterWords } from '../strings/roster.ts';
import type { PersonView, RosterView, SessionView } from './view.ts';

type Part = TemplateResult | typeof nothing;

type Open = (person: PersonView) => void;

const under = (text: string): Part => (text ? html`<p class="quiet small">${text}</p>` : nothing);

/** The answer for today, what qualifies it, and the one way to ask again. */
export function headPart(
  { lead, unread, again }: Pick<RosterView, 'lead' | 'unread' | 'again'>,
  button: TemplateResult,
  words: RosterWords,
): TemplateResult {
  return html`<div class="pad">
    <h2 class="title" id="title" tabindex="-1">${words.today}</h2>
    <div class="line top ${lead.unknown ? '' : 'bare'}">
      ${lead.unknown ? glyph('unknown', 'big quiet') : nothing}
      <p class="lead" part="lead">${lead.text}</p>
      ${under(lead.under)}
    </div>
    ${
      unread.length
        ? html`<ul class="unread" role="list">
            ${unread.map(
              (group) =>
                html`<li class="line">
                  ${glyph('unknown', 'quiet')}
                  <p>${group.text}</p>
                  ${under(group.under)}
                </li>`,
            )}
          </ul>`
        : nothing
    }
    ${again ? html`<p class="act ${lead.unknown || unread.length ? 'beside' : ''}">${button}</p>` : nothing}
  </div>`;
}

export function listPart(view: RosterView, open: Open, words: RosterWords): TemplateResult {
  return html`${sessionsPart(view.today, open, words)}
  ${
    view.later.length
      ? html`<div class="pad part"><h2 class="title">${view.laterTitle}</h2></div>
          ${sessionsPart(view.later, open, words)}`
      : nothing
  }`;
}

function sessionsPart(sessions: readonly SessionView[], open: Open, words: RosterWords): TemplateResult[] {
  return sessions.map(
    ({ heading, people }) =>
      html`<h3 class="when">${heading}</h3>
        <ul role="list" aria-label=${heading}>
          ${people.map((person) => personPart(person, open, words))}
        </ul>`,
  );
}

function personPart(person: PersonView, open: Open, words: RosterWords): TemplateResult {
  const { name, fullName, unknown, signs } = person;
  return html`<li class="who">
    <div>
      <p class="name" dir="auto">${name}</p>
      ${fullName ? html`<p class="quiet small" dir="auto">${fullName}</p>` : nothing}
    </div>
    ${
      signs
        ? html`<button type="button" @click=${() => open(person)}>
            ${words.openForm}<span class="visually-hidden">${words.formOf(fullName || name)}</span>
          </button>`
        : nothing
    }
    <p class="open small">${unknown ? glyph('unknown', 'quiet') : nothing}<span>${person.open}</span></p>
  </li>`;
}

/** As high as a list of two, so that little below it jumps. */
export function skeleton(loading: string): TemplateResult {
  const bone = (kind: string): TemplateResult => html`<div class="bone ${kind}"></div>`;
  return html`<div class="pad">
      <p class="visually-hidden" id="title">${loading}</p>
      ${bone('title')} ${bone('lead')}
    </div>
    ${[0, 1].map(() => html`<div class="who">${bone('name')}</div>`)}`;
}
