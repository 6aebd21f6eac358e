/** One synthetic answer per state of `<group-readiness>`, for its tests and its trial page. @module */
import type { GroupSummary, MemberPreparation } from '../../../src/portal-types.ts';
import type { AttendanceSummary, Outcome, Ratio, SessionOutcome } from '../../../src/readiness/summary.ts';
import {
  criteria,
  type Criterion,
  type CriterionResult,
  type Readiness,
  type Reason,
} from '../../../src/readiness/types.ts';

export const group: GroupSummary = {
  key: 'tuesday',
  name: 'Tuesday group',
  timeZone: 'America/New_York',
  leaders: ['A. Okafor-Test'],
};

type Overrides = Partial<Omit<Readiness, 'criteria'>> & {
  criteria?: Partial<Record<Criterion, CriterionResult['state']>>;
};

/** An answer with every criterion met unless said; attendance is not shown unless given. */
export function prepared(overrides: Overrides = {}, details: MemberPreparation['details'] = {}): MemberPreparation {
  const states = {
    communication: 'not-required',
    video: 'not-required',
    ...overrides.criteria,
  } as Overrides['criteria'];
  const preparation = overrides.preparation ?? 'ready';
  return {
    group,
    details,
    readiness: {
      preparation,
      state: preparation,
      missing: [],
      membership: 'active',
      reasons: [],
      notes: [],
      prompts: [],
      asOf: '2026-11-24T22:00:00Z',
      settings: 'sha256:0',
      ...overrides,
      criteria: Object.fromEntries(
        criteria.map((c) => [c, { state: states?.[c] ?? 'met', evidence: [] } satisfies CriterionResult]),
      ) as unknown as Readiness['criteria'],
    },
  };
}

const letters: Record<string, Outcome> = {
  P: 'present',
  L: 'present-late',
  U: 'present-arrival-unknown',
  N: 'absent-with-notice',
  A: 'absent-without-notice',
  Q: 'absent-notice-unknown',
  T: 'turned-away',
  X: 'session-cancelled',
  H: 'excused-by-clinic',
  M: 'not-recorded',
};

/** Weekly Tuesdays at 6:00 pm in New York ending with 17 November 2026, from the letters of domain.md 4.6. */
export function weekly(outcomes: string): SessionOutcome[] {
  const all = outcomes.match(/\S/g) ?? [];
  return all.map((letter, i) => {
    const day = new Date(Date.UTC(2026, 10, 17 - 7 * (all.length - 1 - i)));
    const offset = day < new Date('2026-11-01') ? '-04:00' : '-05:00';
    return { start: `${day.toISOString().slice(0, 10)}T18:00:00${offset}`, outcome: letters[letter] ?? 'not-recorded' };
  });
}

const ratio = (numerator: number, denominator: number): Ratio => ({
  numerator,
  denominator,
  percent: denominator < 4 ? null : Math.round((100 * numerator) / denominator),
});

/** Only what the card reads is right here; the real sums are `summarizeAttendance`'s. */
export function sums(sessions: readonly SessionOutcome[]): AttendanceSummary {
  const count = (...of: Outcome[]): number => sessions.filter(({ outcome }) => of.includes(outcome)).length;
  const attended = count('present', 'present-late', 'present-arrival-unknown');
  const notRecorded = count('not-recorded');
  const recorded = sessions.length - notRecorded - count('session-cancelled', 'excused-by-clinic');
  const none = ratio(0, 0);
  return {
    recorded,
    attended,
    notRecorded,
    rate: ratio(attended, recorded),
    punctuality: none,
    notice: none,
    completeness: ratio(recorded, recorded + notRecorded),
    unannounced: 0,
    unannouncedRecent: 0,
    consecutiveAbsences: { count: 0, atLeast: false },
    uncoveredConsecutiveAbsences: { count: 0, atLeast: false },
    sessionsIntoCommitment: recorded + notRecorded,
    memberSessionNumber: attended + 1,
  };
}

/** The two fields of an answer that show attendance. */
export const attending = (outcomes: string): Pick<Readiness, 'attendance' | 'sessions'> => {
  const sessions = weekly(outcomes);
  return { sessions, attendance: sums(sessions) };
};

const signed = { agreementSigned: '2026-08-25T15:00:00Z', participationSigned: '2026-08-25T15:01:00Z' };
const missed = ['2026-11-10T18:00:00-05:00', '2026-11-17T18:00:00-05:00'];
const since = '2026-11-17T18:00:00-05:00';
const leader: Pick<Reason, 'owner' | 'since' | 'evidence'> = { owner: 'leader', since, evidence: [] };
const stepsLeft = {
  preparation: 'in-progress',
  criteria: { agreement: 'not-met', commitment: 'not-met' },
  reasons: [{ code: 'wants-to-talk', owner: 'leader', since: '2026-11-20T15:00:00Z', evidence: [] }],
  notes: [{ code: 'first-session' }],
} satisfies Overrides;
const begun: MemberPreparation['details'] = {
  introduction: { at: '2026-11-12T16:00:00Z', mode: 'spoken' },
  participationSigned: '2026-11-20T15:00:00Z',
  agreementSigned: '2026-11-20T15:00:00Z',
  contact: { way: 'phone', message: true },
  talk: ['contact outside group'],
  nextSession: '2026-12-01T18:00:00-05:00',
};

/** By name, in the order of look/readiness.png; the rest after it. */
export const states = {
  complete: prepared({ ...attending('PPPPP PPLPP PP') }, signed),
  'steps left': prepared({ ...stepsLeft, ...attending('') }, begun),
  'follow up': prepared(
    {
      ...attending('PPLPPNPPXPAA'),
      state: 'needs-attention',
      reasons: [
        { code: 'two-unannounced', sessions: missed, ...leader },
        { code: 'two-in-a-row', sessions: missed, ...leader },
      ],
    },
    signed,
  ),
  'attendance unread': prepared({ state: 'unknown', missing: [{ fact: 'seats', why: 'failed' }] }, signed),
  lapsed: prepared({
    preparation: 'lapsed',
    lapse: { of: 'agreement', why: 'withdrawn', since: '2026-11-03T14:10:00-05:00' },
    criteria: { agreement: 'not-met' },
    ...attending('PPPAPP'),
  }),
  unknown: prepared({ preparation: 'unknown', missing: [{ fact: 'agreements', why: 'failed' }] }),
  'not started': prepared(
    {
      preparation: 'not-started',
      criteria: {
        introduction: 'not-met',
        questions: 'not-met',
        agreement: 'not-met',
        participation: 'not-met',
        commitment: 'not-met',
        contact: 'not-met',
      },
      reasons: [
        { code: 'late-start-of-preparation', owner: 'intake', since: '2026-11-24T18:00:00-05:00', evidence: [] },
      ],
      notes: [{ code: 'first-session' }],
    },
    { nextSession: '2026-12-01T18:00:00-05:00' },
  ),
  'not in group': prepared({ preparation: 'not-applicable', membership: 'ended', ...attending('PPNPA') }),
  'many reasons': prepared(
    {
      ...attending('PMPLU NAQTX HMPP'),
      state: 'needs-attention',
      reasons: [
        { code: 'attended-without-agreement', ...leader, sessions: ['2026-09-08T18:00:00-04:00'] },
        { code: 'rule-declined', ...leader, since: '2025-11-20T15:00:00Z' },
        { code: 'wants-to-talk', ...leader },
        { code: 'new-version-due', ...leader, owner: 'intake' },
        { code: 'contact-undiscussed', ...leader, since: '2026-11-05T15:00:00Z' },
      ],
    },
    { ...signed, talk: ['contact outside group', 'coming on time', 'leaving'], no: ['reporting contact'] },
  ),
  'intake view': prepared({}, { agreementSigned: '2025-12-02T15:00:00Z', participationSigned: '2026-01-12T15:01:00Z' }),
  'consent withdrawn': prepared({
    preparation: 'lapsed',
    lapse: { of: 'participation', why: 'withdrawn', since: '2026-11-03T14:10:00-05:00' },
    criteria: { participation: 'not-met' },
  }),
  'nothing loads': prepared({
    preparation: 'unknown',
    missing: ['memberships', 'agreements', 'preparations', 'notes', 'seats', 'attendance', 'person'].map((fact) => ({
      fact,
      why: 'failed' as const,
    })),
  }),
};
