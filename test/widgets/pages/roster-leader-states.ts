/** Synthetic lists of a session, for tests of `<group-roster mode="leader">` and its trial page. @module */
import type { RosterPerson, SessionRoster } from '../../../src/roster-types.ts';
import { group } from './readiness-states.ts';

export const start = '2026-11-24T18:00:00-05:00';

/** Somebody with nothing to know, unless said otherwise. */
export const person = (name: string, over: Partial<RosterPerson> = {}): RosterPerson => ({
  row: `row-${name}`,
  name,
  lines: [],
  raise: [],
  ...over,
});

/** A list of these people; the counts follow from their lines. */
export function roster(people: RosterPerson[], over: Partial<SessionRoster> = {}): SessionRoster {
  const having = (...codes: string[]) => people.filter((p) => p.lines.some(({ code }) => codes.includes(code))).length;
  const away = having('told-us', 'away-planned', 'seat-given-back');
  const listed = people.length - having('not-a-member');
  return {
    group,
    start,
    end: '2026-11-24T19:30:00-05:00',
    asOf: '2026-11-24T17:52:00-05:00',
    place: 'Room 4',
    people,
    counts: { listed, away, first: having('first-session'), expected: listed - away },
    left: [],
    keepsLeaderNotes: true,
    recordsAskedToLeave: false,
    ...over,
  };
}

export const dee = person('Dee', {
  raise: [
    {
      item: 'item-0',
      code: 'wants-to-talk',
      phrases: [{ text: 'avoiding contact outside group', language: 'en' }],
      closes: 'talked-about',
    },
  ],
});
export const noor = person('Noor', {
  lines: [{ code: 'away-coming', from: '2026-12-08' }],
  raise: [
    {
      item: 'item-0',
      code: 'planned-absence-undiscussed',
      away: { start: '2026-12-08', end: '2026-12-15' },
      closes: 'talked-about',
    },
  ],
});
export const bo = person('Bo', { lines: [{ code: 'first-session' }] });
export const sam = person('Sam', { lines: [{ code: 'told-us', at: '2026-11-24T17:47:00-05:00' }] });

const sixty = Array.from({ length: 60 }, (_, i) =>
  person(`Member ${String(i + 1).padStart(2, '0')}`, i % 7 === 0 ? { lines: [{ code: 'first-session' }] } : {}),
);

export const leaderStates: Record<string, SessionRoster> = {
  usual: roster([
    person('Alex'),
    bo,
    dee,
    person('Jo'),
    person('Max', { lines: [{ code: 'back-after-absence', weeks: 3 }] }),
    noor,
    person('Sam'),
    person('Ty', { lines: [{ code: 'agreement-open' }] }),
  ]),
  'three notes': roster([person('Alex'), bo, dee, person('Jo'), person('Max'), person('Noor'), sam, person('Ty')]),
  one: roster([bo]),
  nobody: roster([]),
  sixty: roster(sixty),
  'some can’t be told': roster([person('Alex', { unknown: true }), bo], {
    counts: { listed: 2, away: 0, first: 1 },
  }),
  cancelled: roster([person('Alex'), bo], { cancelled: true }),
  'all there is': roster(
    [
      person('Alex', {
        lines: [{ code: 'back-after-absence', weeks: 1 }],
        raise: [
          {
            item: 'item-0',
            code: 'two-unannounced',
            inARow: true,
            sessions: ['2026-11-10T18:00:00-05:00', '2026-11-17T18:00:00-05:00'],
            closes: 'followed-up',
          },
          { item: 'item-1', code: 'contact-undiscussed', closes: 'talked-about' },
          { item: 'item-2', code: 'leaving-undiscussed', closes: 'talked-about' },
        ],
      }),
      person('Bo', { lines: [{ code: 'agreement-open' }, { code: 'first-session' }], shared: true }),
      person('Bo ', { lines: [{ code: 'away-planned', until: '2026-12-08' }], shared: true }),
      person('Cy', { lines: [{ code: 'seat-given-back' }] }),
      person('Di', { lines: [{ code: 'leaving', last: '2026-11-24' }] }),
      person('Ed', { lines: [{ code: 'leaving', last: '2026-12-08' }] }),
      person('Eve', { lines: [{ code: 'not-a-member' }] }),
      person('Noor', {
        raise: [
          { item: 'item-0', code: 'rule-declined', phrases: [{ text: 'reporting contact', language: 'en' }] },
          { item: 'item-1', code: 'early-phase', closes: 'talked-about' },
          { item: 'item-2', code: 'asked-to-leave', sessions: ['2026-11-17T18:00:00-05:00'], closes: 'followed-up' },
        ],
      }),
      person('Ty', {
        raise: [
          { item: 'item-0', code: 'no-word', sessions: ['2026-11-17T18:00:00-05:00'], closes: 'followed-up' },
          { item: 'item-1', code: 'new-version-due' },
          { item: 'item-2', code: 'attended-without-agreement', sessions: ['2026-11-17T18:00:00-05:00'] },
        ],
      }),
    ],
    {
      place: 'https://video.example/room-4',
      video: true,
      left: [
        { name: 'Max', last: '2026-11-23', movedTo: 'Wednesday group' },
        { name: 'Jo', last: '2026-11-17' },
      ],
    },
  ),
  'long names': roster([
    person('محمد', { lines: [{ code: 'told-us', at: '2026-11-24T17:47:00-05:00' }] }),
    person('Bartholomew-James-Featherstonehaugh', { lines: [{ code: 'agreement-open' }, { code: 'first-session' }] }),
    person('שרה', {
      raise: [
        {
          item: 'item-0',
          code: 'wants-to-talk',
          phrases: [{ text: 'el contacto fuera del grupo', language: 'es' }],
          closes: 'talked-about',
        },
      ],
    }),
  ]),
};
