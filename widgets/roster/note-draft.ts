/** A note as it is filled in, and what of it can be sent. Pure. @module */
import type { NewNote } from '../../src/preparation-types.ts';

/** Kinds a list offers to note. */
export const noteKinds = [
  'absence-notice',
  'planned-absence',
  'commitment-talk',
  'outside-contact-reported',
  'thinking-of-leaving',
  'asked-to-leave',
] as const;
export type NoteKind = (typeof noteKinds)[number];

/** Kept where only leaders read, or nowhere. */
export const leaderKinds: readonly NoteKind[] = ['outside-contact-reported', 'thinking-of-leaving', 'asked-to-leave'];

type Notice = Extract<NewNote, { kind: 'absence-notice' }>;

/** Nothing is chosen beforehand. */
export interface Draft {
  /** UUID it is sent under, as often as it takes. */
  id: string;
  kind: NoteKind;
  channel?: Notice['channel'];
  reached?: Notice['reached'];
  /** May stay open. */
  from?: Notice['from'] & string;
  /** `HH:MM` of today in the group's zone; empty is now. */
  time?: string;
  start?: string;
  end?: string;
  length?: string;
  unit?: 'weeks' | 'sessions';
  wayHome?: boolean;
}

/** Fields that can be wrong. */
export type Field = 'channel' | 'reached' | 'from' | 'time' | 'start' | 'end' | 'length' | 'wayHome';

/** The note, or which fields are missing or wrong. `at`: the instant of a time of today, undefined for one that is none. */
export function noteFrom(
  draft: Draft,
  { session, at }: { session: string; at: (time: string) => string | undefined },
): { note: NewNote } | { wrong: Field[] } {
  const { id, kind } = draft;
  const said = draft.time ? at(draft.time) : undefined;
  const when = said === undefined ? {} : { at: said };
  const wrong: Field[] = draft.time && said === undefined ? ['time'] : [];
  const result = (note: NewNote): { note: NewNote } | { wrong: Field[] } => (wrong.length > 0 ? { wrong } : { note });
  switch (kind) {
    case 'absence-notice': {
      const { channel, reached, from } = draft;
      if (channel === undefined) wrong.push('channel');
      if (reached === undefined) wrong.push('reached');
      return channel === undefined || reached === undefined
        ? { wrong }
        : result({ id, kind, session, channel, reached, ...(from && { from }), ...when });
    }
    case 'planned-absence': {
      const { start = '', end = '' } = draft;
      if (start === '') wrong.push('start');
      if (end === '' || end < start) wrong.push('end');
      return result({ id, kind, away: { start, end }, ...when });
    }
    case 'commitment-talk': {
      const text = draft.length?.trim() ?? '';
      const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
      if (text === '') return result({ id, kind });
      if (value < 1 || value > 520) wrong.push('length');
      return result({ id, kind, expectedLength: { value, unit: draft.unit ?? 'sessions' } });
    }
    case 'asked-to-leave':
      if (draft.wayHome === undefined) wrong.push('wayHome');
      return result({ id, kind, session, wayHomeOffered: draft.wayHome ?? false, ...when });
    default:
      return result({ id, kind });
  }
}
