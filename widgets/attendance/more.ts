/** What follows from a choice in a row: minutes or times, whether they told us, what else happened, why it is changed. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { RowWords } from '../strings/attendance-rows.ts';
import { cameAt, leftAt, type Clock } from './clock.ts';
import { draftOf, otherOf, others, type Draft } from './drafts.ts';
import type { RowActions, RowView } from './row.ts';
import { clockOf, type Nth } from './times.ts';

type Part = TemplateResult | typeof nothing;

export const option = (
  name: string,
  label: string | TemplateResult,
  checked: boolean,
  choose: () => void,
): TemplateResult =>
  html`<label>
    <input type="radio" name=${name} .checked=${checked} @change=${choose} />
    <span>${label}</span>
  </label>`;

/** Which of two moments, on the hour that a clock repeats. */
export const whichPart = (
  name: string,
  nth: Nth | undefined,
  { words, choose }: { words: RowWords; choose: (nth: Nth) => void },
): TemplateResult =>
  html`<fieldset role="radiogroup">
    <legend class="visually-hidden">${words.whichOf}</legend>
    <span class="pick wrap">
      ${([0, 1] as const).map((each) => option(name, words.which[each] ?? '', nth === each, () => choose(each)))}
    </span>
  </fieldset>`;

const late = 'present-late';

export function latePart(view: RowView, actions: RowActions): TemplateResult {
  const { words, more, row, index, evening } = view;
  const draft: Draft = view.shown ?? { outcome: late };
  const wrong = draft.wrong ?? false;
  // what is said of leaving is looked at again: they came at another time
  const say = (changed: Partial<Draft>): void => {
    const next = { ...draft, ...changed };
    actions.mark(row.row, { ...next, left: next.left && leftAt(next.left, next.minutes, evening) });
  };
  const minutes = ({ value, validity }: HTMLInputElement): void =>
    // half-typed text has no value: the last one stays bound, or the field would be wiped while typing
    say({
      minutes: validity.badInput ? (draft.minutes ?? '') : value,
      wrong: !validity.valid,
      came: undefined,
    });
  return html`<div class="more small quiet">
    <span>${words.moreThan(evening.lateAfterMinutes)}</span>
    <label for="minutes-${index}">${words.giveMinutes}</label>
    <input
      id="minutes-${index}"
      type="number"
      inputmode="numeric"
      min="1"
      max="120"
      step="1"
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `wrong-${index}` : nothing}
      .value=${draft.minutes ?? ''}
      @input=${(event: Event) => minutes(event.target as HTMLInputElement)}
    />
    ${clockPart({ id: `came-${index}`, label: more.cameAt, ask: more.askCame, typed: draft.came }, view, (clock) =>
      say({ wrong: false, ...(draft.came ? cameAt(clock, evening) : { came: clock }) }),
    )}
    ${wrong ? html`<span class="c-heed" id="wrong-${index}">${words.wrongMinutes}</span>` : nothing}
  </div>`;
}

/** A time of day, and what is wrong with it. */
function clockPart(
  { id, label, ask, typed }: { id: string; label: string; ask: string; typed: Clock | undefined },
  { more, evening }: RowView,
  change: (clock: Clock) => void,
): TemplateResult {
  // a field for a time is four stops of the Tab key: only for who asks for it
  const reveal = (event: Event): void => {
    const place = (event.currentTarget as HTMLElement).parentElement;
    change({ clock: '' });
    requestAnimationFrame(() => place?.querySelector<HTMLElement>(`#${id}`)?.focus());
  };
  if (typed === undefined) return html`<button class="bare" type="button" @click=${reveal}>${ask}</button>`;
  const { clock, nth, at, fault } = typed;
  const input = ({ value, validity }: HTMLInputElement): void => {
    // half-typed
    if (!validity.badInput) change({ clock: value });
  };
  return html`<span class="clock">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type="time"
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? `${id}-wrong` : nothing}
        .value=${clock || (at ? clockOf(at, evening.timeZone) : '')}
        @input=${(event: Event) => input(event.target as HTMLInputElement)}
    /></span>
    ${fault ? html`<span class="c-heed" id="${id}-wrong">${more.wrongClock[fault]}</span>` : nothing}
    ${fault === 'twice' || nth !== undefined ? whichPart(`${id}-which`, nth, { words: more, choose: (next) => change({ clock, nth: next }) }) : nothing}`;
}

export function awayPart({ words, row, index, shown }: RowView, actions: RowActions): TemplateResult {
  const outcomes = ['absent-with-notice', 'absent-without-notice', 'absent-notice-unknown'] as const;
  return html`<div class="more">
    ${shown?.outcome === 'absent' ? html`<span class="small c-heed">${words.tellUs}</span>` : nothing}
    <fieldset role="radiogroup">
      <legend class="visually-hidden">${words.didTheyTell(row.name)}</legend>
      <span class="pick">
        ${outcomes.map((each) =>
          option(`notice-${index}`, words.notice[each], shown?.outcome === each, () =>
            actions.mark(row.row, { outcome: each }),
          ),
        )}
      </span>
    </fieldset>
  </div>`;
}

export function otherPart(view: RowView, actions: RowActions): TemplateResult {
  const { words, more, row, index, shown, evening } = view;
  const isThere = shown?.outcome.startsWith('present');
  const left = (typed: Clock): void => {
    if (shown) actions.mark(row.row, { ...shown, left: leftAt(typed, shown.minutes, evening) });
  };
  return html`<div class="more">
      ${shown?.outcome === 'other' ? html`<span class="small c-heed">${words.tellUs}</span>` : nothing}
      <fieldset role="radiogroup">
        <legend class="visually-hidden">${words.whatElse(row.name)}</legend>
        <span class="pick wrap">
          ${others.map((each) =>
            option(`other-${index}`, words.other[each], !!shown && otherOf(shown) === each, () => {
              const draft = draftOf(each);
              const { asked } = shown ?? {};
              actions.mark(row.row, draft.leftEarly && asked ? { ...draft, asked } : draft);
            }),
          )}
        </span>
      </fieldset>
    </div>
    ${shown?.leftEarly && shown.outcome === late ? latePart(view, actions) : nothing}
    ${
      shown?.leftEarly
        ? html`<div class="more small quiet">
            ${clockPart({ id: `left-${index}`, label: more.leftAt, ask: more.askLeft, typed: shown.left }, view, left)}
          </div>`
        : nothing
    }
    ${view.notesAsked ? askedPart(view, isThere ? shown : undefined, actions) : nothing}`;
}

/** One press: that they were asked, and whether a way home was offered. They were there; how is as it was said. */
function askedPart({ more, row, index }: RowView, shown: Draft | undefined, actions: RowActions): TemplateResult {
  const { asked } = shown ?? {};
  const say = (wayHomeOffered: boolean): void =>
    actions.mark(row.row, {
      ...(shown ?? { outcome: 'present' }),
      asked: { id: crypto.randomUUID(), wayHomeOffered },
    });
  return html`<div class="more">
    <span class="small" aria-hidden="true">${more.asked}</span>
    <fieldset role="radiogroup">
      <legend class="visually-hidden">${more.askedOf(row.name)}</legend>
      <span class="pick">
        ${option(`asked-${index}`, more.yesNo.yes, asked?.wayHomeOffered === true, () => say(true))}
        ${option(`asked-${index}`, more.yesNo.no, asked?.wayHomeOffered === false, () => say(false))}
      </span>
    </fieldset>
  </div>`;
}

/** The record is changed: what it says, and why. A correction it is in any case; more is said only by a press. */
export function changedPart({ words, more, row, index, was, shown }: RowView, actions: RowActions): Part {
  if (!was || !shown) return nothing;
  return html`<div class="more small">
    <span class="quiet">${words.recordedAs(was)}</span>
    <fieldset role="radiogroup">
      <legend class="visually-hidden">${more.whyOf(row.name)}</legend>
      <span class="pick">
        ${([undefined, 'wrong-member'] as const).map((why) =>
          option(`why-${index}`, more.why[why ?? ''], shown.why === why, () =>
            actions.mark(row.row, { ...shown, why }),
          ),
        )}
      </span>
    </fieldset>
  </div>`;
}
