/** Small synthetic facts: one adult in a Tuesday group, prepared and signed, until a test says otherwise (domain.md 6). */
import { parseAgreement, type Agreement } from '../../../fhir-mappings/records/agreement.ts';
import { parseAttendance, type Attendance } from '../../../fhir-mappings/records/attendance.ts';
import { parseMembership, type Membership } from '../../../fhir-mappings/records/membership.ts';
import { parseNote, type Note } from '../../../fhir-mappings/records/note.ts';
import { parsePreparation, type Preparation } from '../../../fhir-mappings/records/preparation.ts';
import { parseSeat, type Seat } from '../../../fhir-mappings/records/seat.ts';
import type { Answer } from '../../../fhir-mappings/codes.ts';
import { parseGroups, type GroupDefinitionInput } from '../../../src/groups.ts';
import { evaluateReadiness } from '../../../src/readiness/evaluate.ts';
import type { Outcome, SessionOutcome } from '../../../src/readiness/summary.ts';
import type { DocumentVersion, Known, MemberFacts, Person, Readiness, Stored } from '../../../src/readiness/types.ts';

export const zone = 'America/Chicago';
const patient = 'Patient/p1';
const leader = 'Practitioner/l1';
const member = 'EpisodeOfCare/m1';
const identity = { system: 'https://example.org/sid', value: 'x' };
const hash = `ni:///sha-256;${'a'.repeat(43)}`;
export const urls = {
  rules: 'https://clinic.example/Questionnaire/rules-en',
  participation: 'https://clinic.example/Questionnaire/participation-en',
  preparation: 'https://clinic.example/Questionnaire/preparation-en',
};

/** A Chicago wall-clock time as an instant; daylight saving of 2026 and 2027 written down, not computed. */
export function chicago(date: string, time = '18:00:00'): string {
  const summer = (date >= '2026-03-08' && date < '2026-11-01') || (date >= '2027-03-14' && date < '2027-11-07');
  return `${date}T${time.length === 5 ? `${time}:00` : time}${summer ? '-05:00' : '-06:00'}`;
}

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

let count = 0;
const nextId = () => `${(count += 1)}`.padStart(8, '0');
export const uuid = () => `${nextId()}-0000-4000-8000-000000000000`;

/** Wraps a record with evidence of its own. */
export const stored = <T>(type: string, record: T, id = nextId()): Stored<T> => ({ record, evidence: `${type}/${id}` });
export const known = <T>(...items: Stored<T>[]): Known<T> => ({ items });

export const group = (over: Partial<GroupDefinitionInput> = {}) => {
  const [made] = parseGroups([
    {
      key: 'tuesday',
      name: 'Tuesday group',
      organization: 'Organization/clinic',
      timeZone: zone,
      leaders: [{ reference: leader, display: 'Leader One' }],
      documents: { rules: [urls.rules], participation: [urls.participation], preparation: [urls.preparation] },
      agreementsRequiredFrom: '2026-01-01',
      ...over,
    },
  ]);
  if (!made) throw new Error('no group');
  return made;
};

export const membership = (over: Partial<Membership> = {}, id = 'm1'): Stored<Membership> =>
  stored(
    'EpisodeOfCare',
    parseMembership({
      patient,
      group: 'tuesday',
      service: 'HealthcareService/g1',
      start: '2026-09-08',
      status: 'active',
      history: [],
      identity,
      ...over,
    }),
    id,
  );

const ruleClauses: Record<string, string[]> = {
  confidentiality: ['private', 'limits'],
  attendance: ['come', 'on-time', 'tell-us', 'plan'],
  commitment: ['talk-about-stay', 'leaving'],
  'alcohol-drugs': ['sober'],
  'outside-contact': ['avoid', 'report'],
};
const information = ['limits', 'leaving', 'name', 'pace'];

/** The rules with every clause yes, but for the answers given. */
export function agreement(
  {
    answers = {},
    version = '1.0',
    ...over
  }: Partial<Agreement> & { answers?: Record<string, Answer>; version?: string } = {},
  id?: string,
): Stored<Agreement> {
  const clause = (name: string) => ({
    id: name,
    text: 'The words.',
    answer: answers[name] ?? (information.includes(name) ? 'read' : 'yes'),
  });
  const kind = over.kind ?? 'group-rules';
  const parts =
    kind === 'group-rules'
      ? [
          ...Object.entries(ruleClauses).map(([rule, clauses]) => ({
            id: rule,
            text: 'Rule.',
            clauses: clauses.map(clause),
          })),
          ...['name', 'pace'].map(clause),
          ...(answers['video'] ? [clause('video')] : []),
        ]
      : ['take-part'].map(clause);
  const start = (over.signed ?? '2026-09-01').slice(0, 10);
  return stored(
    'Consent',
    parseAgreement({
      kind,
      signing: uuid(),
      patient,
      covers: { membership: member },
      signer: { reference: patient, name: 'Sam Rivera-Test', role: 'self' },
      document: { url: kind === 'group-rules' ? urls.rules : urls.participation, version },
      textHash: hash,
      parts,
      mode: 'screen',
      signed: chicago('2026-09-01', '14:00'),
      author: patient,
      signedHash: hash,
      status: 'active',
      ...(over.status === 'proposed' || over.status === 'rejected'
        ? {}
        : { period: { start, end: plusDays(start, 364) } }),
      response: `QuestionnaireResponse/${nextId()}`,
      ...over,
    }),
    id,
  );
}

export const participation = (over: Parameters<typeof agreement>[0] = {}, id?: string) =>
  agreement({ kind: 'group-participation', ...over }, id);

export const preparation = (over: Partial<Preparation> = {}, id?: string): Stored<Preparation> =>
  stored(
    'QuestionnaireResponse',
    parsePreparation({
      id: uuid(),
      patient,
      membership: member,
      document: { url: urls.preparation, version: '1.0' },
      status: 'completed',
      authored: chicago('2026-09-01', '13:30'),
      author: patient,
      source: patient,
      mode: 'screen',
      sections: [
        { id: 'introduction', marks: ['read'] },
        { id: 'myths', marks: ['read'] },
      ],
      questions: 'no-questions',
      contact: { way: 'phone', message: true },
      ...over,
    }),
    id,
  );

type Loose<N> = N extends Note ? Omit<N, 'id' | 'patient' | 'membership' | 'by'> & { membership?: string } : never;
export const note = (over: Loose<Note>, id?: string): Stored<Note> =>
  stored('Observation', parseNote({ id: uuid(), patient, membership: member, by: leader, ...over }), id);
export const commitmentTalk = (at = chicago('2026-09-01', '15:00')) => note({ kind: 'commitment-talk', at });

export const seat = (start: string, over: Partial<Seat> = {}, id?: string): Stored<Seat> =>
  stored(
    'Appointment',
    parseSeat({
      patient,
      leaders: [leader],
      service: 'HealthcareService/g1',
      start,
      end: new Date(Date.parse(start) + 90 * 60_000).toISOString(),
      status: 'booked',
      identity,
      ...over,
    }),
    id,
  );

export const attended = (start: string, outcome: Attendance['outcome'], over: Partial<Attendance> = {}, id?: string) =>
  stored(
    'Observation',
    parseAttendance({
      patient,
      membership: member,
      start,
      outcome,
      leaders: [leader],
      recordedBy: leader,
      recordedAt: start,
      status: 'final',
      identity: { attendance: identity, encounter: identity },
      ...over,
    }),
    id,
  );

export const person = (over: Person): Stored<Person> => stored('Patient', over, 'p1');

/** The letters of domain.md 4.6. */
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

/** `P P N* M` as outcomes a week apart; `*`: inside a discussed planned absence. */
export const outcomes = (text: string, first = '2026-09-08'): SessionOutcome[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((mark, i) => {
      const outcome = letters[mark[0] ?? ''];
      if (outcome === undefined) throw new Error(`no outcome ${mark}`);
      const start = chicago(plusDays(first, 7 * i));
      return mark.endsWith('*') ? { start, outcome, discussedPlannedAbsence: true } : { start, outcome };
    });

/** The same as seats and records: every session has a seat, M has no record. */
export function held(text: string, first = '2026-09-08'): { seats: Known<Seat>; attendance: Known<Attendance> } {
  const sessions = outcomes(text, first);
  return {
    seats: known(...sessions.map(({ start }) => seat(start, {}, `s${start.slice(0, 10)}`))),
    attendance: known(
      ...sessions.flatMap(({ start, outcome }) =>
        outcome === 'not-recorded' ? [] : [attended(start, outcome, {}, `a${start.slice(0, 10)}`)],
      ),
    ),
  };
}

export const version = (name: string, effective: string, change: DocumentVersion['change'] = 'material') => ({
  version: name,
  effective,
  change,
});

/** Everything met, no sessions yet. */
export const facts = (over: Partial<MemberFacts> = {}): MemberFacts => ({
  group: group(),
  settings: hash,
  rules: [version('1.0', '2026-01-01')],
  participation: [version('1.0', '2026-01-01')],
  memberships: known(membership()),
  agreements: known(agreement({}, 'rules'), participation({}, 'part')),
  preparations: known(preparation({}, 'prep')),
  notes: known(commitmentTalk()),
  pack: [version('1.0', '2026-01-01')],
  languages: { [urls.rules]: 'en', [urls.participation]: 'en', [urls.preparation]: 'en' },
  person: known(),
  seats: known(),
  attendance: known(),
  ...over,
});

export const evaluate = (over: Partial<MemberFacts>, asOf: string, timeZone = zone): Readiness =>
  evaluateReadiness(facts(over), { asOf, timeZone });

/** Codes of the open reasons. */
export const codes = (readiness: Readiness) => readiness.reasons.map((r) => r.code);
