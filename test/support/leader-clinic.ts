/** A group for each of the leader's golden cases (domain.md 6): its people, and what was recorded before the story begins. @module */
import type { FhirResource, Patient } from 'fhir/r4.js';
import type { SessionTime } from '../../demo/seed/calendar.ts';
import { clinicResources, groupDefinitions, users, type Person } from '../../demo/seed/clinic.ts';
import { memberResources, withId } from '../../demo/seed/member.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { parseGroups, type GroupDefinition, type GroupDefinitionInput } from '../../src/groups.ts';
import { instantIn } from '../../src/portal/context.ts';
import type { User } from '../../src/portal-types.ts';
import { addDays, dayStart, hour } from '../../src/readiness/time.ts';

const newYork = 'America/New_York';
/** Sessions a week apart, at an hour of the zone's wall clock: never on the day of a clock change. */
function weekly(first: string, count: number, timeZone: string, at = 18): SessionTime[] {
  return Array.from({ length: count }, (_, i) => {
    const start = dayStart(addDays(first, 7 * i), timeZone) + at * hour;
    return { start: instantIn(timeZone, new Date(start)), end: instantIn(timeZone, new Date(start + 1.5 * hour)) };
  });
}

/** Somebody of a case, and what is recorded of them: letters of domain.md 4.6, `-` is not recorded. */
interface Somebody {
  id: string;
  name: string;
  attendance: string;
}

export interface Case {
  group: GroupDefinition;
  sessions: SessionTime[];
  people: Somebody[];
}

const [tuesday] = groupDefinitions;
const [okafor, haddad] = users as [User, User];
const leaderOf = ({ reference, display }: User) => [{ reference, display }];

/** A case: a group of weekly sessions, and who is in it. */
export function inGroup(
  key: string,
  sessions: { first: string; count: number; at?: number },
  people: [id: string, name: string, attendance: string][],
  over: Partial<GroupDefinitionInput> = {},
): Case {
  const timeZone = over.timeZone ?? 'America/Chicago';
  const name = `Group ${key.replaceAll('-', ' ')}`;
  const [group] = parseGroups([{ ...tuesday, key, name, leaders: leaderOf(okafor), timeZone, ...over }]);
  if (!group) throw new Error('no group');
  return {
    group,
    sessions: weekly(sessions.first, sessions.count, timeZone, sessions.at),
    people: people.map(([id, given, attendance]) => ({ id, name: given, attendance })),
  };
}

const nine = ['Mia', 'Ana', 'Ben', 'Cal', 'Dot', 'Eli', 'Fay', 'Gus'];

export const cases = {
  g4a: inGroup('four-a', { first: '2026-09-08', count: 8 }, [['ife', 'Ife', 'PPPLPPN-']]),
  g4b: inGroup(
    'four-b',
    { first: '2026-09-10', count: 4 },
    [
      ['ife', 'Ife', 'APA-'],
      ['kim', 'Kim', 'PPP-'],
    ],
    { leaders: leaderOf(haddad) },
  ),
  g5: inGroup('five', { first: '2026-10-06', count: 6 }, [['jo', 'Jo', 'PPLP--']]),
  g6: inGroup('six', { first: '2026-10-24', count: 2, at: 23.25 }, [['kit', 'Kit', 'P-']], { timeZone: newYork }),
  g7: inGroup('seven', { first: '2026-09-08', count: 5 }, [['noor', 'Noor', 'PPAP-']]),
  g8a: inGroup('eight-a', { first: '2026-09-22', count: 5 }, [['alex', 'Alex', 'PPNPA']]),
  g8b: inGroup('eight-b', { first: '2026-10-27', count: 2 }, [['bo', 'Bo', '--']], {
    leaders: leaderOf(haddad),
    schedule: { rule: 'FREQ=WEEKLY;BYDAY=TU', firstStart: '2026-10-27T18:00', minutes: 90 },
  }),
  g9: inGroup(
    'nine',
    { first: '2026-11-10', count: 1 },
    nine.map((name) => [`nine-${name.toLowerCase()}`, name, '-']),
  ),
  g11: inGroup('eleven', { first: '2026-11-10', count: 1 }, [
    ['zoe', 'Zoë', '-'],
    ['muhammad', 'محمد', '-'],
    ['sara', 'שרה', '-'],
  ]),
  g16: inGroup('sixteen', { first: '2026-09-08', count: 8 }, [['ravi', 'Ravi', 'P--PXAPP']]),
  g17: inGroup('seventeen', { first: '2026-09-15', count: 7 }, [['elin', 'Elin', 'PP-----']]),
  g18: inGroup('eighteen', { first: '2026-09-08', count: 4 }, [['cody', 'Cody', 'PP--']], { recordAskedToLeave: true }),
  g19: inGroup('nineteen', { first: '2026-10-13', count: 5 }, [
    ['uma', 'Uma', 'PPPP-'],
    ['may', 'May', 'PPPP-'],
  ]),
};
export type CaseName = keyof typeof cases;

/** Everything of these cases, with ids, in an order fit for the record. R4. */
export async function leaderClinic(all: readonly Case[] = Object.values(cases)): Promise<FhirResource[]> {
  const [mappings, key] = await Promise.all([mappingsFor('4.0'), publicIdentityKey()]);
  const somebody = new Map(all.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)));
  const patients = [...somebody].map(([id, name]): Patient => ({
    resourceType: 'Patient',
    id,
    name: [{ given: [name], family: 'Case-Test' }],
    birthDate: '1990-05-03',
  }));
  const people = all.flatMap((one) => one.people.map((person) => ({ ...one, person })));
  const members = people.map(({ group, sessions, person: { id, name, attendance } }, index) => {
    const person: Pick<Person, 'id' | 'given' | 'family' | 'displayName' | 'prepared' | 'attendance'> = {
      id,
      given: name,
      family: 'Case-Test',
      displayName: name,
      prepared: 'complete',
      attendance,
    };
    return memberResources({
      person,
      index,
      mark: `${group.key}-${id}`,
      group,
      service: `HealthcareService/${group.key}`,
      status: 'active',
      own: sessions,
      now: new Date('2026-12-01T00:00:00Z'),
      key,
      mappings,
    });
  });
  return [
    ...clinicResources().filter(({ resourceType }) => resourceType !== 'Patient'),
    ...patients,
    ...all.map(({ group }) => withId(mappings.groupToFhir(group), `HealthcareService/${group.key}`)),
    ...(await Promise.all(members)).flat(),
  ];
}
