/** A synthetic Tuesday group: who is in it, and its sessions around 24 November 2026. @module */
import type { GroupMember, GroupSession, MemberList } from '../../../src/book-types.ts';
import type { GroupSummary } from '../../../src/portal-types.ts';
import { tuesday } from '../../support/fake-portal.ts';

export const thursday: GroupSummary = { ...tuesday, key: 'thursday', name: 'Thursday evening group' };
export const day = '2026-11-24';

/** One of each kind, and a few more. `row` is their place on the list, as the portal numbers them. */
export const people = {
  alex: { name: 'Alex', fullName: 'Alexandra Rivera-Test', place: 'now', start: '2026-09-08' },
  bo: { name: 'Bo', fullName: 'Bo Lindgren-Test', place: 'now', start: '2025-11-18', end: '2026-12-15' },
  dee: {
    name: 'Dee',
    fullName: 'Dolores Abernathy-Featherstonehaugh-Test',
    place: 'now',
    start: '2026-09-15',
    hold: { from: '2026-12-01', until: '2026-12-14' },
  },
  sam: { name: 'Sam', fullName: 'Sam', place: 'now', start: '2026-10-06' },
  max: {
    name: 'Max',
    fullName: 'Maximilian Okoye-Test',
    place: 'on-hold',
    start: '2026-03-03',
    hold: { from: '2026-11-03' },
  },
  noor: { name: 'Noor', fullName: 'Noor Haddad-Test', place: 'coming', start: '2026-12-01' },
  ty: { name: 'Ty', fullName: 'Tyrone Marsh-Test', place: 'past', start: '2025-02-04', end: '2026-05-05' },
} satisfies Record<string, Omit<GroupMember, 'row'>>;

/** A list as the portal gives it; the people behind it are told by `patientOf`. */
export function memberList(
  members: readonly Omit<GroupMember, 'row'>[] = Object.values(people),
  rest: Partial<MemberList> = {},
): MemberList {
  return {
    group: tuesday,
    day,
    created: true,
    others: [thursday],
    members: members.map((member, i) => ({ row: `row-${i}`, ...member })),
    ...rest,
  };
}

/** Synthetic references: one person for each full name, wherever they stand on a list. */
export const patientOf = ({ members }: Pick<MemberList, 'members'>, row: string): string =>
  `Patient/${members
    .find((member) => member.row === row)
    ?.fullName.replaceAll(' ', '-')
    .toLowerCase()}`;

const session = (date: string, rest: Partial<GroupSession> = {}): GroupSession => ({
  start: `${date}T18:00:00-05:00`,
  end: `${date}T19:30:00-05:00`,
  state: 'scheduled',
  expected: 8,
  recorded: 0,
  ...rest,
});

/** Three before today, today's, and four to come; one was moved, one is cancelled. */
export const schedule: GroupSession[] = [
  session('2026-11-03'),
  session('2026-11-10', { recorded: 8 }),
  session('2026-11-17', { state: 'cancelled' }),
  session('2026-11-24'),
  session('2026-12-02', { movedFrom: '2026-12-01T18:00:00-05:00' }),
  session('2026-12-08', { expected: 1 }),
  session('2026-12-15', { expected: 7 }),
  session('2026-12-22', { state: 'cancelled' }),
];
