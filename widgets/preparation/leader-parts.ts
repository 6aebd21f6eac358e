/** What the leader sees: the talk about staying, wishes to talk, what is to be decided. No element, no portal. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { OpenDocument } from '../../src/preparation-types.ts';
import { glyph } from '../glyphs.ts';
import { dayWords, shortDay } from '../strings/common.ts';
import type { DecisionWords } from '../strings/decisions.ts';
import { topics } from '../strings/preparation-staff.ts';
import { once } from './cards.ts';
import { toDecide, wishesIn, type Asking, type Opened, type Wish } from './leader-session.ts';

export interface LeaderActs {
  talked: () => void;
  typeLength: (length: Partial<Pick<Opened['length'], 'text' | 'unit'>>) => void;
  tick: (wish: Wish) => void;
  ask: (asking: Asking | undefined) => void;
  confirm: () => void;
}

/** All parts of what is open. */
export function leaderParts(session: Opened, words: DecisionWords, acts: LeaderActs): TemplateResult {
  const { of } = session;
  const wishes = wishesIn(of);
  const documents = toDecide(of);
  const sessions = of.sessions ?? [];
  const rest = wishes.length + documents.length + sessions.length;
  return html`${of.shared ? note(words.shared(of.name)) : nothing} ${worriesPart(of.worries, words.language)}
  ${commitment(session, words, acts)} ${wishes.length > 0 ? wishList(wishes, session, words, acts) : nothing}
  ${documents.map((document) => decidePart(document, session, words, acts))}
  ${sessions.length > 0 ? sessionsPart(session, words, acts) : nothing}
  ${rest === 0 ? html`<p class="part quiet">${words.nothing}</p>` : nothing}`;
}

/** Topics welcome early on: never counted, nothing to tick off. */
function worriesPart(ticked: Opened['of']['worries'], language: string): TemplateResult | typeof nothing {
  if (!ticked?.length) return nothing;
  const { title, worry, hint } = topics(language);
  return html`<div class="part">
    <h3>${title}</h3>
    <ul class="list">
      ${ticked.map((id) => html`<li>${worry[id]}</li>`)}
    </ul>
    <p class="quiet small">${hint}</p>
  </div>`;
}

const note = (text: TemplateResult) => html`<p class="note">${glyph('followup', 'c-heed')} <span>${text}</span></p>`;

/** While something is sent nothing else can be pressed. */
const button = (
  { sending }: Opened,
  word: unknown,
  press: () => void,
  { name = '', kind = '', main = false }: { name?: string; kind?: string; main?: boolean } = {},
): TemplateResult =>
  html`<button
    type="button"
    class="${kind} ${main ? 'main' : ''}"
    part=${main ? 'action' : nothing}
    aria-label=${name || nothing}
    aria-disabled=${sending === undefined ? nothing : 'true'}
    @click=${once(() => (sending === undefined ? press() : undefined))}
  >
    ${word}
  </button>`;

function commitment(session: Opened, words: DecisionWords, acts: LeaderActs): TemplateResult {
  const { commitment: talk, group } = session.of;
  const { length } = session;
  if (talk) {
    const { expectedLength: long } = talk;
    const facts = [
      words.talkedOn(shortDay(talk.at, group.timeZone, words.language)),
      ...(long ? [words.length[long.unit](long.value)] : []),
    ];
    return html`<div class="part row">
      ${glyph('met', 'c-accent')}
      <div class="grow">
        <h3>${words.commitment}</h3>
        <p class="quiet">${facts.join(' · ')}</p>
      </div>
    </div>`;
  }
  return html`<div class="part row">
    ${glyph('open', 'quiet')}
    <div class="grow stack">
      <h3>${words.commitment}</h3>
      <p class="quiet">${words.commitmentHint}</p>
      <fieldset class="length">
        <legend class="small quiet">${words.howLong}</legend>
        <input
          id="length"
          type="text"
          inputmode="numeric"
          maxlength="3"
          autocomplete="off"
          aria-label=${words.howMany}
          aria-invalid=${length.wrong ? 'true' : nothing}
          aria-describedby=${length.wrong ? 'length-wrong' : nothing}
          .value=${length.text}
          @input=${(event: InputEvent) => acts.typeLength({ text: (event.target as HTMLInputElement).value })}
        />
        ${(['sessions', 'weeks'] as const).map(
          (unit) =>
            html`<label class="unit">
              <input
                type="radio"
                name="unit"
                .checked=${length.unit === unit}
                @change=${() => acts.typeLength({ unit })}
              />
              ${words.units[unit]}
            </label>`,
        )}
      </fieldset>
      ${length.wrong ? html`<p class="wrong" id="length-wrong">${words.lengthWrong}</p>` : nothing}
      <p>${button(session, words.weTalked, acts.talked, { main: session.asking === undefined })}</p>
    </div>
  </div>`;
}

function wishList(wishes: readonly Wish[], session: Opened, words: DecisionWords, acts: LeaderActs): TemplateResult {
  return html`<div class="part row">
    ${glyph('talk', 'c-heed')}
    <div class="grow stack">
      <h3>${words.talk}</h3>
      <ul class="list">
        ${wishes.map((wish) => {
          const phrase = wish.short ?? words.questions;
          return html`<li>
            <p class="grow">
              <bdi lang=${wish.short ? wish.document.language : nothing}>${phrase}</bdi>
              <span class="quiet small">${words.ofDocument[wish.document.document]}</span>
            </p>
            ${button(session, words.talkedAbout, () => acts.tick(wish), {
              name: words.talkedAboutThis(phrase),
              kind: 'soft',
            })}
          </li>`;
        })}
      </ul>
    </div>
  </div>`;
}

function decidePart(document: OpenDocument, session: Opened, words: DecisionWords, acts: LeaderActs): TemplateResult {
  const { asking } = session;
  const asked = asking?.about === 'document' && asking.key === document.key ? asking.decision : undefined;
  const again = document.clauses.some(({ decided }) => decided === 'sign-again');
  return html`<div class="part row">
    ${glyph('followup', 'c-heed')}
    <div class="grow stack">
      <h3>${document.document === 'preparation' ? nothing : words.open[document.document]}</h3>
      <ul class="stack">
        ${document.clauses.map(
          ({ short, clause, text, answer, talked }) =>
            html`<li>
              <p>
                ${words.answer[answer]} <bdi lang=${document.language}>${short ?? clause}</bdi>${
                  talked === undefined ? nothing : html`<span class="quiet"> · ${words.talkedNote}</span>`
                }
              </p>
              <p class="quiet small" lang=${document.language} dir="auto">${text}</p>
            </li>`,
        )}
      </ul>
      ${again ? html`<p>${words.signsAgain}</p>` : nothing}
      ${
        asked === undefined
          ? html`<p class="quiet">${words.staysOpen}</p>
              <div class="choices">
                ${document.decisions.map((decision) =>
                  button(session, words.decisions[decision].word, () =>
                    acts.ask({ about: 'document', key: document.key, decision }),
                  ),
                )}
              </div>`
          : confirmPart(session, words, acts, words.decisions[asked])
      }
    </div>
  </div>`;
}

/** What it means, then the same words again: nothing is decided by one press. */
function confirmPart(
  session: Opened,
  words: DecisionWords,
  acts: LeaderActs,
  { word, means, confirm }: { word: string; means: string; confirm: string },
): TemplateResult {
  return html`<div class="confirm stack" role="group" aria-labelledby="asked">
    <h4 id="asked" tabindex="-1">${word}</h4>
    <p>${means}</p>
    <div class="choices">
      ${button(session, confirm, acts.confirm, { main: true })}
      ${button(session, words.keep, () => acts.ask(undefined))}
    </div>
  </div>`;
}

function sessionsPart(session: Opened, words: DecisionWords, acts: LeaderActs): TemplateResult {
  const { group, sessions = [] } = session.of;
  const parts = { word: words.sessionsDecide, means: words.sessionsMeans, confirm: words.sessionsConfirm };
  return html`<div class="part row">
    ${glyph('followup', 'c-heed')}
    <div class="grow stack">
      <h3>${words.sessions}</h3>
      <ul>
        ${sessions.map(({ start }) => html`<li>${dayWords(start, group.timeZone, words.language)}</li>`)}
      </ul>
      ${
        session.asking?.about === 'sessions'
          ? confirmPart(session, words, acts, parts)
          : html`<p>${button(session, words.sessionsDecide, () => acts.ask({ about: 'sessions' }))}</p>`
      }
    </div>
  </div>`;
}
