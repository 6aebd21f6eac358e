/** Words of the attendance picture, for staff: counts first, no adjective about a person (domain.md 4.6, 4.7). @module */
import type { Outcome } from '../../src/readiness/summary.ts';
import { speech, type Speech } from './speech.ts';

export const pictureWords = {
  attended: (n: number, of: number): string => `Attended ${n} of ${of}`,
  attendance: 'Attendance',
  sessionNext: (n: number): string => `session ${n} next`,
  noSessions: 'no sessions yet',
  notRecorded: (n: number): string => `${n} not recorded`,
  moreNotRecorded: (n: number): string => `${n} more not recorded`,
  hidden: 'Attendance is not shown to you',
  oldestFirst: (shown: number, all: number): string =>
    `${shown < all ? `Last ${shown} of ${all} sessions` : 'Sessions'}, oldest first`,
  key: 'What the marks mean',
  mark: {
    present: 'on time',
    'present-late': 'late',
    'present-arrival-unknown': 'here, arrival unknown',
    'absent-with-notice': 'told us',
    'absent-without-notice': 'no word',
    'absent-notice-unknown': 'notice unknown',
    'turned-away': 'came, could not join',
    'session-cancelled': 'not held',
    'excused-by-clinic': 'excused by clinic',
    'not-recorded': 'not recorded',
  } satisfies Record<Outcome, string> as Record<Outcome, string>,
  /** Two outcomes of one shape, both on the strip. */
  either: (one: string, other: string): string => `${one}, or ${other}`,
  absent: (how: string): string => `absent, ${how}`,

  /** Beside the strip, a term and its count. */
  facts: 'Counts',
  onTime: 'On time',
  arrivalsUnknown: 'arrivals not recorded',
  told: 'Told us ahead',
  ofAbsences: (n: number, of: number): string => `${n} of ${of} ${of === 1 ? 'absence' : 'absences'}`,
  noticeUnknown: (n: number): string => `${n} more, notice unknown`,
  commitment: 'Into the commitment',
  held: (n: number, of?: number): string =>
    of === undefined ? `${n} ${n === 1 ? 'session' : 'sessions'} held` : `${n} of ${of} sessions held`,
  week: (n: number, of: number): string => `week ${n} of ${of}`,
  weeksOver: (of: number): string => `the ${of} weeks are over`,
  of: (n: number, of: number): string => `${n} of ${of}`,

  print: 'Print attendance',
  printTitle: 'Attendance',
  forMember: 'Printed for the member it is about. It is no letter to a court, an employer or a payer.',
  asOf: (when: string): string => `As the record had it on ${when}.`,
  session: 'Session',
  recorded: 'What is recorded',
};

/** What every audience and language says. */
export type PictureWords = typeof pictureWords;

export const pictureSpeech: Speech<PictureWords> = speech(
  pictureWords,
  async () => (await import('./picture-es.ts')).es,
);
