/** A time typed for one row: when they came, or when they left. Pure. @module */
import type { AttendanceSheet, HeldTimes } from '../../src/portal-types.ts';
import { ms } from '../../src/readiness/time.ts';
import { instantOf, type Fault, type Nth } from './times.ts';

/** `on-time`: not late by then. `before`: they had not come yet. `stayed`: it was over by then. */
export type RowFault = Fault | 'on-time' | 'before' | 'stayed';

/** As typed, with the instant it stands for or what is wrong with it. Empty: from the record, or still to be typed. */
export interface Clock {
  clock: string;
  /** Which of the two, on the hour that a clock repeats. */
  nth?: Nth | undefined;
  at?: string;
  fault?: RowFault;
}

/** The session as far as times of one row need it: scheduled, and as it was really held. */
export interface Evening extends Pick<AttendanceSheet, 'start' | 'end' | 'lateAfterMinutes'> {
  timeZone: string;
  held: HeldTimes | undefined;
}

export const eveningOf = ({ start, end, lateAfterMinutes, group }: AttendanceSheet, held?: HeldTimes): Evening => ({
  start,
  end,
  lateAfterMinutes,
  timeZone: group.timeZone,
  held,
});

const minute = 60_000;
const beganAt = ({ start, held }: Evening): number => Math.max(ms(start), held?.start ? ms(held.start) : 0);

/** An arrival as minutes after it began, rounded up (domain.md E16); none while it is wrong or empty. */
export function cameAt({ clock, nth }: Clock, evening: Evening): { came?: Clock; minutes: string } {
  if (!clock) return { came: { clock }, minutes: '' };
  const typed = { clock, nth };
  const read = instantOf(clock, 'start', evening, nth);
  if ('fault' in read) return { came: { ...typed, ...read }, minutes: '' };
  const late = ms(read.at) - beganAt(evening);
  if (late <= evening.lateAfterMinutes * minute) return { came: { ...typed, fault: 'on-time' }, minutes: '' };
  return { came: { ...typed, ...read }, minutes: String(Math.ceil(late / minute)) };
}

/** Whoever leaves early came before, and is gone before it ends. */
export function leftAt({ clock, nth, at }: Clock, minutes: string | undefined, evening: Evening): Clock {
  if (!clock && at === undefined) return { clock };
  const typed = { clock, nth };
  const read = clock ? instantOf(clock, 'end', evening, nth) : { at: at ?? '' };
  if ('fault' in read) return { ...typed, ...read };
  const came = beganAt(evening) + Number(minutes ?? 0) * minute;
  if (ms(read.at) <= came) return { ...typed, fault: 'before' };
  return ms(read.at) < ms(evening.held?.end ?? evening.end) ? { ...typed, ...read } : { ...typed, fault: 'stayed' };
}
