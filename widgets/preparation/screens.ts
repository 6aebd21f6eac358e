/** The member's first and last screen, and those for when nothing is open. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import type { PreparationWords } from '../strings/preparation.ts';
import { foot, once, type CardState } from './cards.ts';
import type { Walking } from './session.ts';
import { isDone, toTalkAbout } from './steps.ts';

const action = (word: string, press: () => void) =>
  html`<button type="button" class="main" part="action" @click=${once(press)}>${word}</button>`;

export interface Aids {
  /** The whole pack on paper. */
  print: () => void;
  /** What they ticked, to be taken back or ticked anew. */
  worries: () => void;
}

export interface StartActs extends Aids {
  start: () => void;
  /** All of it once more. */
  again: () => void;
  speak: (language: string) => void;
}

/** What it is, how long it is, and that it was begun or gone through before. */
export function startScreen(session: Walking, state: CardState, acts: StartActs): TemplateResult {
  const { opened, words, steps, walk } = session;
  const { pack } = opened;
  const done = isDone(steps, walk, opened.completed);
  const begun = pack.rules.some(({ id }) => walk.marks[id] !== undefined);
  const asksMore = steps.some(({ kind }) => kind === 'word' || kind === 'name');
  const buttons = done
    ? html`<button type="button" @click=${once(acts.again)}>${words.again}</button> ${
          asksMore ? action(words.goOn, acts.start) : nothing
        }`
    : action(begun ? words.goOn : words.start, acts.start);
  return html`<div class="body">
      <p class="eyebrow">${words.forGroup(opened.group.name)}</p>
      <h2 class="ask" id="heading" tabindex="-1" lang=${pack.language} dir="auto">${pack.title}</h2>
      <p lang=${pack.language} dir="auto">${pack.intro}</p>
      ${opened.instead ? html`<p class="quiet">${words.instead}</p>` : nothing}
      ${opened.renewed ? html`<p><b>${words.renewed}</b></p>` : nothing}
      <p class="quiet">${done ? words.done : begun ? words.begun : words.cardsAhead(pack.rules.length)}</p>
      ${aidsPart(session, acts)}
    </div>
    ${foot(state, undefined, buttons)} ${languages(session, acts.speak)}`;
}

/** The pack to take along; what went wrong with it. */
const aidsPart = ({ words, unprinted, opened }: Walking, { print, worries }: Aids): TemplateResult =>
  html`<p class="aids">
    <button type="button" class="bare" @click=${once(print)}>${words.booklet}</button>
    ${opened.worries?.kept ? html`<button type="button" class="bare" @click=${once(worries)}>${words.myWorries}</button>` : nothing}
    ${unprinted ? html`<span class="missing" role="alert">${words.notPrinted}</span>` : nothing}
  </p>`;

/** The languages somebody reviewed, each in its own name. */
export function languages(
  { opened, words }: Walking,
  speak: (language: string) => void,
): TemplateResult | typeof nothing {
  const other = opened.languages.filter(
    ({ language, review }) => review !== 'draft' && language !== opened.pack.language,
  );
  if (other.length === 0) return nothing;
  const nameOf = (language: string) =>
    words.otherLanguage[language] ?? new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return html`<p class="languages">
    ${other.map(
      ({ language }) =>
        html`<button type="button" class="bare" lang=${language} @click=${once(() => speak(language))}>
          ${nameOf(language)}
        </button>`,
    )}
  </p>`;
}

/** Thanks, and what will be talked about: in the member's own words of it. */
export function thanksScreen(session: Walking, aids: Aids): TemplateResult {
  const { opened, words, walk } = session;
  const talk = toTalkAbout(opened.pack, walk);
  const asks = walk.questions === 'has-questions';
  return html`<div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.thanks}</h2>
      ${
        talk.length > 0 || asks
          ? html`<p>${words.talkAbout}</p>
              <ul class="talk">
                ${talk.map((title) => html`<li lang=${opened.pack.language} dir="auto">${title}</li>`)}
                ${asks ? html`<li>${words.yourQuestions}</li>` : nothing}
              </ul>`
          : nothing
      }
      <p>${words.kept}</p>
      <p class="quiet">${words.afterwards}</p>
      ${aidsPart(session, aids)}
    </div>
    <p class="help quiet" lang=${opened.pack.language} dir="auto">${opened.pack.statements.help}</p>`;
}

export const openingScreen = (words: PreparationWords): TemplateResult =>
  html`<div class="body"><p class="quiet">${words.opening}</p></div>`;

export const unopenedScreen = (words: PreparationWords, code: string, again: () => void): TemplateResult =>
  html`<div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.notOpened}</h2>
      <p>${words.failure[code] ?? words.failed}</p>
    </div>
    <div class="actions">${action(words.tryAgain, again)}</div>`;

/** What became of the last save, where the eye is anyway; a failure with the one thing to do. */
export function savingPart(
  { saving, words }: Walking,
  retry: () => void,
  reopen: () => void,
): TemplateResult | typeof nothing {
  if (saving === 'nothing') return nothing;
  if (typeof saving === 'string')
    return html`<span class="saved quiet"
      >${saving === 'saved' ? glyph('met', 'c-accent') : nothing} ${words[saving]}</span
    >`;
  const changed = saving.code === 'conflict';
  return html`<div class="note">
    ${glyph('unknown', 'c-heed')}
    <div class="grow">
      <p><b>${words.unsaved}</b> ${words.failure[saving.code] ?? words.failed}</p>
      <button type="button" class="bare" @click=${once(changed ? reopen : retry)}>
        ${changed ? words.openAgain : words.tryAgain}
      </button>
    </div>
  </div>`;
}
