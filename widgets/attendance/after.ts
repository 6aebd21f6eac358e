/** What is looked at after the marks: the real times, and a line for each note. Loaded when one of them is opened. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttendanceSheet, HeldTimes, Mark } from '../../src/portal-types.ts';
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import { afterSpeech } from '../strings/attendance-after.ts';
import { rowSpeech } from '../strings/attendance-rows.ts';
import { cameAt, eveningOf, leftAt } from './clock.ts';
import type { Drafts, Recorded } from './drafts.ts';
import { lineOf } from './line.ts';
import type { Marks } from './merge.ts';
import { whichPart } from './more.ts';
import { clockOf, instantOf, type Fault, type Nth } from './times.ts';

export { afterSpeech };

export type Side = 'start' | 'end';
/** What was typed, and what is wrong with it. */
export type Typed = Partial<Record<Side, { clock: string; nth?: Nth | undefined; fault?: Fault }>>;

/** The times as they were typed, or what is wrong: `undefined` where nothing may be sent. */
export function heldFrom(typed: Typed, { start, end, group }: AttendanceSheet): { held?: HeldTimes; typed: Typed } {
  const session = { start, end, timeZone: group.timeZone };
  const read = (side: Side): Typed[Side] & { at?: string } => {
    const { clock = '', nth } = typed[side] ?? {};
    if (!clock) return { clock };
    return { clock, nth, ...instantOf(clock, side, session, nth) };
  };
  const [from, to] = [read('start'), read('end')];
  const ended = Date.parse(to.at ?? '') <= Date.parse(from.at ?? start);
  const last = ended ? { ...to, fault: 'end' as const } : to;
  const sides = { start: bare(from), end: bare(last) };
  if (from.fault || last.fault) return { typed: sides };
  return { typed: sides, held: { ...(from.at && { start: from.at }), ...(last.at && { end: last.at }) } };
}

/** What the record has, as it would be typed. */
export const typedOf = ({ held, group }: AttendanceSheet): Typed => ({
  ...(held?.start && { start: { clock: clockOf(held.start, group.timeZone) } }),
  ...(held?.end && { end: { clock: clockOf(held.end, group.timeZone) } }),
});

const bare = ({ clock, nth, fault }: NonNullable<Typed[Side]>): NonNullable<Typed[Side]> => ({
  clock,
  ...(nth !== undefined && { nth }),
  ...(fault && { fault }),
});

/** Two fields, empty unless somebody knows. */
export function timesPart(
  { held, group }: AttendanceSheet,
  typed: Typed,
  { locale, change }: { locale: string; change: (side: Side, clock: string, nth?: Nth) => void },
): TemplateResult {
  const { held: words } = afterSpeech.in(locale);
  const field = (side: Side, label: string): TemplateResult => {
    const { fault, nth, clock = '' } = typed[side] ?? {};
    const known = held?.[side];
    return html`<div>
      <label for="held-${side}">${label}</label>
      <input
        id="held-${side}"
        type="time"
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? `held-${side}-wrong` : nothing}
        .value=${typed[side]?.clock ?? (known ? clockOf(known, group.timeZone) : '')}
        @input=${(event: Event) => change(side, (event.target as HTMLInputElement).value)}
      />
      ${fault ? html`<p class="small c-heed" id="held-${side}-wrong">${words.wrong[fault]}</p>` : nothing}
      ${
        fault === 'twice' || nth !== undefined
          ? whichPart(`held-${side}-which`, nth, {
              words: rowSpeech.in(locale),
              choose: (next) => change(side, clock, next),
            })
          : nothing
      }
    </div>`;
  };
  return html`<fieldset class="times">
    <legend class="visually-hidden">${words.title}</legend>
    ${field('start', words.start)} ${field('end', words.end)}
    <p class="small quiet">${words.about}</p>
  </fieldset>`;
}

/** With other times than the record has, what is recorded of those who were there is sent again; an arrival that was seen stays. */
export function retimedOf(
  { recorded, theirs }: Marks,
  { held: had = {}, start }: AttendanceSheet,
  held: HeldTimes | undefined,
): Map<string, Mark> {
  if (!held || (isSame(held.start, had.start) && isSame(held.end, had.end))) return new Map();
  const began = Math.max(Date.parse(start), Date.parse(held.start ?? start));
  return new Map(
    [...recorded].flatMap(([row, { outcome, minutesLate, leftEarly, left, observed }]) => {
      if (!attendedOutcomes.includes(outcome) || theirs.has(row)) return [];
      const seen = minutesLate && observed?.start ? Math.ceil((Date.parse(observed.start) - began) / 60_000) : 0;
      const late = seen > 0 ? seen : minutesLate;
      return [
        [row, { outcome, ...(late && { minutesLate: late }), ...(leftEarly && { leftEarly, ...(left && { left }) }) }],
      ];
    }),
  );
}

const isSame = (a: string | undefined, b: string | undefined): boolean => (a && Date.parse(a)) === (b && Date.parse(b));

/** Times that were typed count from when it really began. */
export function recounted(drafts: Drafts, sheet: AttendanceSheet, held: HeldTimes | undefined): Drafts {
  const evening = eveningOf(sheet, held);
  return new Map(
    [...drafts].map(([row, draft]) => {
      const came: { minutes?: string } = draft.came?.clock ? cameAt(draft.came, evening) : {};
      const left = draft.left && leftAt(draft.left, came.minutes ?? draft.minutes, evening);
      return [row, { ...draft, ...came, ...(left && { left }) }];
    }),
  );
}

/** A line for each recorded row. The name stands beside it for the leader, and is no part of what is copied. */
export function linesPart(
  sheet: AttendanceSheet,
  recorded: Recorded,
  { locale, said }: { locale: string; said: (news: string) => void },
): TemplateResult {
  const { timeZone } = sheet.group;
  const present = [...recorded.values()].filter(({ outcome }) => attendedOutcomes.includes(outcome)).length;
  const { lines: words, line: own } = afterSpeech.in(locale);
  const facts = { timeZone, locale, words: own, ...(sheet.countsPresent && { present }) };
  const copy = async (event: Event, name: string, text: string): Promise<void> => {
    const line = (event.currentTarget as HTMLElement).previousElementSibling;
    try {
      await navigator.clipboard.writeText(text);
      said(words.copied(name));
    } catch {
      if (line) getSelection()?.selectAllChildren(line);
      said(words.cantCopy);
    }
  };
  return html`<section class="lines" aria-labelledby="lines">
    <h3 id="lines">${words.title}</h3>
    <p class="small quiet">${words.about}</p>
    <ul role="list">
      ${sheet.rows.map(({ row, name }) => {
        const mark = recorded.get(row);
        const text = mark && lineOf(mark, facts);
        return text
          ? html`<li>
              <b><bdi>${name}</bdi></b>
              <span class="grow">${text}</span>
              <button
                type="button"
                aria-label=${words.copyFor(name)}
                @click=${(event: Event) => void copy(event, name, text)}
              >
                ${words.copy}
              </button>
            </li>`
          : nothing;
      })}
    </ul>
  </section>`;
}
