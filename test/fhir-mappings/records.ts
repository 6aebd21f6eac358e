/** One synthetic member's records, each the source of an example resource. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import type { Preparation } from '../../fhir-mappings/records/preparation.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import type { Snapshot } from '../../fhir-mappings/records/snapshot.ts';

export * from './records-signed.ts';

export const labels = labelsFor({ substanceUse: false, redisclosureAllowed: false });

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const keyed = (kind: Parameters<typeof sid.keyed>[0], value: string) => ({ system: sid.keyed(kind, 'k1'), value });
const onTuesday = 'w9h0FkOSGiAiPgJV0hZxWjcMvNGpCc2xvNeKSVGGXkU';
const questionnaire = 'https://fhir-group-therapy.example/fhir/Questionnaire';

export const seat: Seat = {
  patient: 'Patient/p1',
  leaders: ['Practitioner/l1'],
  service: 'HealthcareService/g1',
  start: '2026-12-01T18:00:00-05:00',
  end: '2026-12-01T19:30:00-05:00',
  status: 'booked',
  identity: keyed('seat', 'lh2ZCMysXjiR5LHOAoiqeEzzXjncnNGBJBCSYSFVt60'),
};

export const membership: Membership = {
  patient: 'Patient/p1',
  group: 'tuesday',
  service: 'HealthcareService/g1',
  displayName: 'Sam',
  start: '2026-12-01',
  status: 'active',
  history: [],
  leader: 'Practitioner/l1',
  organization: 'Organization/clinic',
  identity: keyed('membership', 'FUNabAxtb6Zj0mKaF6Z34anvYE6U_SPmZZbF6cffnpg'),
};
export const onHold: Membership = {
  ...membership,
  status: 'on-hold',
  history: [
    { status: 'active', start: '2026-12-01', end: '2026-12-20' },
    { status: 'on-hold', start: '2026-12-21' },
  ],
};

const absent: Attendance = {
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  start: '2026-12-08T18:00:00-05:00',
  outcome: 'absent-with-notice',
  leaders: ['Practitioner/l1'],
  recordedBy: 'Practitioner/l1',
  recordedAt: '2026-12-01T19:41:00.000-05:00',
  status: 'final',
  identity: { attendance: keyed('attendance', 'ZFumi60ZPfa-782BWv4-0ZYjpDh1EG4a7JykDUaDm3A') },
};
const late: Attendance = {
  ...absent,
  start: '2026-12-01T18:00:00-05:00',
  seat: 'Appointment/s1',
  outcome: 'present-late',
  observed: { start: '2026-12-01T18:12:00-05:00', end: '2026-12-01T19:30:00-05:00' },
  minutesLate: 12,
  organization: 'Organization/clinic',
  identity: {
    attendance: keyed('attendance', onTuesday),
    encounter: keyed('encounter', 'xG_UKFK56k4c2HhubI61aJnFhoht--scGbKsBzqStII'),
  },
  encounter: 'Encounter/e1',
};
const {
  observed: _observed,
  minutesLate: _minutes,
  ...arrivalUnknown
} = { ...late, outcome: 'present-arrival-unknown' as const };
const { minutesLate: _late, ...leftEarly } = {
  ...late,
  outcome: 'present' as const,
  departure: 'left-early' as const,
  observed: { start: '2026-12-01T18:00:00-05:00', end: '2026-12-01T18:50:00-05:00' },
};
export const attendances = {
  'observation-attendance-late': late,
  'observation-attendance-arrival-unknown': arrivalUnknown,
  'observation-attendance-left-early': leftEarly,
  'observation-attendance-told-us': absent,
  'observation-attendance-cancelled': {
    ...absent,
    outcome: 'session-cancelled' as const,
    start: '2026-12-15T18:00:00-05:00',
    identity: { attendance: keyed('attendance', 'bxJ31LlmMZph4EnvHb6fu87er7SqrrMW4mZWEHr3N-M') },
  },
} satisfies Record<string, Attendance>;

/** Entered in error, its identity given up (design 4.2d): no visit is left of it. */
export const voided: Attendance = {
  ...absent,
  start: late.start,
  outcome: 'present-late',
  observed: { start: '2026-12-01T18:12:00-05:00', end: '2026-12-01T19:30:00-05:00' },
  minutesLate: 12,
  status: 'entered-in-error',
  identity: { attendance: { system: sid.void, value: onTuesday } },
};

export const snapshot: Snapshot = {
  id: uuid(13),
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  at: '2026-11-24T10:06:00-05:00',
  by: 'Organization/clinic',
  preparation: 'ready',
  criteria: ['introduction', 'questions', 'agreement', 'commitment', 'contact', 'participation'].map((code) => ({
    code,
    state: 'met',
  })),
  derivedFrom: ['QuestionnaireResponse/answers', 'QuestionnaireResponse/preparation'],
};

const sections = ['introduction', 'helps', 'how-it-works', 'myths', 'getting-the-most', 'stumbling-blocks', 'rules'];
export const preparation: Preparation = {
  id: uuid(7),
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  document: { url: `${questionnaire}/group-preparation-en`, version: '2026.11' },
  status: 'completed',
  authored: '2026-11-12T10:00:00-05:00',
  author: 'Patient/p1',
  source: 'Patient/p1',
  mode: 'screen',
  sections: sections.map((id) => ({ id, marks: id === 'stumbling-blocks' ? ['read', 'talk'] : ['read'] })),
  questions: 'no-questions',
  contact: { way: 'phone', message: true },
};

const note = { patient: 'Patient/p1', membership: 'EpisodeOfCare/m1', by: 'Practitioner/l1' };
export const notes = {
  'observation-commitment-talk': {
    ...note,
    kind: 'commitment-talk',
    id: uuid(10),
    at: '2026-11-24T10:00:00-05:00',
    expectedLength: { value: 26, unit: 'wk' },
  },
  'observation-talked-about-clause': {
    ...note,
    kind: 'talked-about',
    id: uuid(17),
    at: '2026-11-24T10:04:00-05:00',
    clauses: ['avoid'],
    response: 'QuestionnaireResponse/answers-to-talk',
  },
  'observation-followed-up': {
    ...note,
    kind: 'followed-up',
    id: uuid(12),
    at: '2026-12-16T09:00:00-05:00',
    reason: 'two-unannounced',
  },
  'observation-leaving-outcome': {
    ...note,
    kind: 'followed-up',
    id: uuid(34),
    at: '2026-12-16T09:00:00-05:00',
    reason: 'leaving-undiscussed',
    leaving: { outcome: 'leaves', last: '2027-01-12' },
  },
  'observation-talked-about-absence': {
    ...note,
    kind: 'talked-about',
    id: uuid(16),
    at: '2026-12-01T19:25:00-05:00',
    note: 'Observation/planned-absence',
  },
  'observation-notice': {
    ...note,
    by: 'Practitioner/i1',
    kind: 'absence-notice',
    id: uuid(8),
    at: '2026-12-08T17:57:00-05:00',
    session: '2026-12-08T18:00:00-05:00',
    channel: 'phone',
    reached: 'left-word',
  },
  'observation-planned-absence': {
    ...note,
    kind: 'planned-absence',
    id: uuid(9),
    at: '2026-12-01T19:20:00-05:00',
    away: { start: '2026-12-22', end: '2027-01-05' },
  },
  'observation-decision': {
    ...note,
    kind: 'leader-decision',
    id: uuid(11),
    at: '2026-11-24T10:05:00-05:00',
    decision: 'exception',
    clauses: ['avoid'],
    response: 'QuestionnaireResponse/answers-to-talk',
  },
  'observation-outside-contact': {
    ...note,
    kind: 'outside-contact-reported',
    id: uuid(18),
    at: '2026-12-01T19:28:00-05:00',
  },
  'observation-thinking-of-leaving': {
    ...note,
    kind: 'thinking-of-leaving',
    id: uuid(19),
    at: '2026-12-01T19:29:00-05:00',
  },
  'observation-asked-to-leave': {
    ...note,
    kind: 'asked-to-leave',
    id: uuid(30),
    at: '2026-12-01T18:20:00-05:00',
    session: seat.start,
    wayHomeOffered: true,
  },
  'observation-signed-copy-problem': {
    ...note,
    kind: 'signed-copy-problem',
    id: uuid(31),
    at: '2026-12-01T10:00:00-05:00',
    problem: 'missing-page',
  },
  'observation-decision-on-session': {
    ...note,
    kind: 'leader-decision',
    id: uuid(32),
    at: '2026-12-02T10:00:00-05:00',
    decision: 'exception',
    sessions: [seat.start],
  },
} satisfies Record<string, Note>;

/** Without the parts that may be missing: the golden cases have it validated. */
export const otherNotes: Note[] = [{ ...note, kind: 'commitment-talk', id: uuid(33), at: '2026-12-02T10:00:00-05:00' }];
