/** What is looked at after the marks: the real times, and a line for each note. Loaded when one of them is opened. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttendanceSheet, HeldTimes } from '../../src/portal-types.ts';
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import { afterSpeech } from '../strings/attendance-after.ts';
import type { Recorded } from './drafts.ts';
import { lineOf } from './line.ts';
import { clockOf, instantOf, type Fault } from './times.ts';

export { afterSpeech };

export type Side = 'start' | 'end';
/** What was typed, and what is wrong with it. */
export type Typed = Partial<Record<Side, { clock: string; fault?: Fault }>>;

/** The times as they were typed, or what is wrong: `undefined` where nothing may be sent. */
export function heldFrom(typed: Typed, { start, end, group }: AttendanceSheet): { held?: HeldTimes; typed: Typed } {
  const session = { start, end, timeZone: group.timeZone };
  const read = (side: Side): Typed[Side] & { at?: string } => {
    const clock = typed[side]?.clock ?? '';
    if (!clock) return { clock };
    return { clock, ...instantOf(clock, side, session) };
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

const bare = ({ clock, fault }: NonNullable<Typed[Side]>): NonNullable<Typed[Side]> => ({
  clock,
  ...(fault && { fault }),
});

/** Two fields, empty unless somebody knows. */
export function timesPart(
  { held, group }: AttendanceSheet,
  typed: Typed,
  { locale, change }: { locale: string; change: (side: Side, clock: string) => void },
): TemplateResult {
  const { held: words } = afterSpeech.in(locale);
  const field = (side: Side, label: string): TemplateResult => {
    const fault = typed[side]?.fault;
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
    </div>`;
  };
  return html`<fieldset class="times">
    <legend class="visually-hidden">${words.title}</legend>
    ${field('start', words.start)} ${field('end', words.end)}
    <p class="small quiet">${words.about}</p>
  </fieldset>`;
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
