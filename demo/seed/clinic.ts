/** The synthetic clinic: its staff, its two groups, its fourteen members. Every name ends in -Test. @module */
import type { FhirResource } from 'fhir/r4.js';
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { parseGroups, type GroupDefinition, type GroupDefinitionInput } from '../../src/groups.ts';
import { participationEn, preparationEn, rulesEn } from '../../src/content/versions.ts';
import { reviewedParticipationEs, reviewedPreparationEs, reviewedRulesEs } from './reviewed-es.ts';
import type { User } from '../../src/portal-types.ts';

export const users: User[] = [
  { reference: 'Practitioner/l1', display: 'A. Okafor-Test', role: 'leader' },
  { reference: 'Practitioner/l2', display: 'R. Haddad-Test', role: 'leader' },
  { reference: 'Practitioner/i1', display: 'P. Lindqvist-Test', role: 'intake' },
  { reference: 'Practitioner/s1', display: 'M. Novak-Test', role: 'staff' },
];

/** Members the demo lets you sign in as, without their names: the choice stands on every page, also on a tablet handed over. */
export const members: User[] = [
  { reference: 'Patient/p2', display: 'A prepared member', role: 'member' },
  { reference: 'Patient/p8', display: 'A new member', role: 'member' },
];

const shared = {
  organization: 'Organization/clinic',
  timeZone: 'America/New_York',
  documents: {
    rules: [rulesEn.url, reviewedRulesEs.url],
    participation: [participationEn.url, reviewedParticipationEs.url],
    preparation: [preparationEn.url, reviewedPreparationEs.url],
  },
  agreementsRequiredFrom: '2026-01-01',
  programme: { system: 'https://fhir-group-therapy.example/fhir/program', code: 'adult-groups' },
};

/**
 * As a clinic writes them. The second is a substance-use group: its name says nothing of that. The third is new: it is not
 * in the record yet, and its sessions are in no calendar but here.
 */
export const groupDefinitions: GroupDefinitionInput[] = [
  {
    ...shared,
    key: 'tuesday',
    name: 'Tuesday group',
    leaders: [{ reference: 'Practitioner/l1', display: 'A. Okafor-Test' }],
    place: 'Room 2',
  },
  {
    ...shared,
    key: 'thursday',
    name: 'Thursday evening group',
    leaders: [{ reference: 'Practitioner/l2', display: 'R. Haddad-Test' }],
    place: 'Room 4',
    substanceUse: true,
  },
  {
    ...shared,
    key: 'wednesday',
    name: 'Wednesday group',
    leaders: [{ reference: 'Practitioner/l1', display: 'A. Okafor-Test' }],
    place: 'Room 2',
    schedule: { rule: 'FREQ=WEEKLY;BYDAY=WE', firstStart: '2026-01-07T18:00', minutes: 90 },
  },
];
export const groups: GroupDefinition[] = parseGroups(groupDefinitions);

/** When sessions are, in the group's zone: day of the week (0 is Sunday), local start. */
export const weekly = { tuesday: { day: 2, hour: 18, minutes: 90 }, thursday: { day: 4, hour: 17.5, minutes: 90 } };
export type GroupKey = keyof typeof weekly;

export const services: Record<GroupKey, string> = {
  tuesday: 'HealthcareService/g-tuesday',
  thursday: 'HealthcareService/g-thursday',
};

export interface Person {
  id: string;
  given: string;
  family: string;
  birthDate: string;
  group: GroupKey;
  /** Name chosen for the group. */
  displayName?: string;
  /** Sessions ago that the member joined; 0 is the coming one. */
  joined: number;
  /** How preparation stands. */
  prepared: 'complete' | 'wants-to-talk' | 'withdrawn' | 'introduction-only' | 'no';
  /** Outcomes oldest first, one letter a session (domain.md 4.6): P L U N A Q T X H; `-` is not recorded. */
  attendance: string;
}

/** What a letter of `attendance` stands for. */
export const letters: Record<string, RecordedOutcome> = {
  P: 'present',
  L: 'present-late',
  U: 'present-arrival-unknown',
  N: 'absent-with-notice',
  A: 'absent-without-notice',
  Q: 'absent-notice-unknown',
  T: 'turned-away',
  X: 'session-cancelled',
  H: 'excused-by-clinic',
};

export const people: Person[] = [
  ['p1', 'Alex', 'Rivera-Test', '1988-03-14', 'tuesday', 12, 'complete', 'PPLPPNPPXAA-'],
  ['p2', 'Bo', 'Lindgren-Test', '1979-11-02', 'tuesday', 12, 'complete', 'PPPPPPPPXPP-'],
  ['p3', 'Dee', 'Okonkwo-Test', '1994-07-21', 'tuesday', 1, 'wants-to-talk', '-'],
  ['p4', 'Jo', 'Marsh-Test', '1985-01-30', 'tuesday', 12, 'withdrawn', 'PPPAPPPPXPP-'],
  ['p5', 'Max', 'Feld-Test', '1990-09-09', 'tuesday', 12, 'complete', 'PLPNPPLPXPP-'],
  ['p6', 'Noor', 'Haddad-Test', '1998-05-17', 'tuesday', 3, 'complete', 'PP-'],
  ['p7', 'Ty', 'Brooks-Test', '1983-12-25', 'tuesday', 10, 'complete', 'PPPPPPXPQ-'],
  ['p8', 'Sam', 'Santos-Test', '2001-02-11', 'tuesday', 0, 'no', ''],
  ['p9', 'Ife', 'Adeyemi-Test', '1976-08-03', 'thursday', 12, 'complete', 'PPPPPNPPPPPP'],
  ['p10', 'Kit', 'Barros-Test', '1992-04-28', 'thursday', 12, 'complete', 'PPUPPPNPPPPP'],
  ['p11', 'Lee', 'Novak-Test', '1969-10-19', 'thursday', 8, 'complete', 'PPPPNPPP'],
  ['p12', 'Mia', 'Petrov-Test', '1987-06-06', 'thursday', 12, 'complete', 'PLPPPPPPPPPP'],
  ['p13', 'Uma', 'Krishnan-Test', '1995-03-03', 'thursday', 4, 'complete', 'PPPP'],
  ['p14', 'Zoë', 'Núñez-Test', '2000-07-07', 'thursday', 0, 'introduction-only', ''],
].map(([id, given, family, birthDate, group, joined, prepared, attendance]) => ({
  id,
  given,
  family,
  birthDate,
  group,
  displayName: given,
  joined,
  prepared,
  attendance,
})) as Person[];

/** System of the clinic's own numbers for people. */
export const patientNumbers = 'https://clinic.example/mrn';

/** Who records what an export brings: of nobody else, so that a person's word is told from it. */
export const importer = 'Practitioner/import';

/** Resources that are the clinic's, not ours. */
export function clinicResources(): FhirResource[] {
  const practitioner = (user: User): FhirResource => {
    const [given = '', family = ''] = user.display.split(' ');
    return {
      resourceType: 'Practitioner',
      id: user.reference.slice('Practitioner/'.length),
      name: [{ given: [given], family }],
    };
  };
  const patient = (person: Person, i: number): FhirResource => ({
    resourceType: 'Patient',
    id: person.id,
    identifier: [{ system: patientNumbers, value: `TEST-${String(i + 1).padStart(4, '0')}` }],
    active: true,
    name: [{ use: 'official', given: [person.given], family: person.family }],
    birthDate: person.birthDate,
    // who is new has given none yet
    ...(person.joined > 0 && {
      telecom: [{ system: 'phone', use: 'mobile', value: `+1 212 555 01${String(i + 1).padStart(2, '0')}` }],
    }),
  });
  return [
    { resourceType: 'Organization', id: 'clinic', name: 'Harbor Clinic (synthetic)' },
    ...users.map(practitioner),
    { resourceType: 'Practitioner', id: 'import', name: [{ given: ['Attendance import'], family: 'Import-Test' }] },
    ...people.map(patient),
  ];
}
