/** Designs that other systems use and that leak (fhir.md 4.2), with only the elements that matter: proof that the check can fail. @module */
import type { Member, Resource } from './compartment.ts';

export interface Leaky {
  /** What is stored besides what we write. */
  stored: (Resource & Record<string, unknown>)[];
  /** What each member's chart then leads to, by member. */
  leaks: string[][];
}

const roster = (members: readonly Member[]) => ({
  resourceType: 'Group',
  id: 'roster',
  member: members.map(({ patient: reference }) => ({ entity: { reference } })),
});

export const leakyDesigns: Record<string, (members: readonly Member[]) => Leaky> = {
  'a shared Group that lists its members': (members) => ({
    stored: [roster(members)],
    leaks: members.map(() => ['Group/roster']),
  }),
  'one Appointment for all': (members) => ({
    stored: [
      {
        resourceType: 'Appointment',
        id: 'session',
        participant: members.map(({ patient: reference }) => ({ actor: { reference } })),
      },
    ],
    leaks: members.map(() => ['Appointment/session']),
  }),
  'a session Encounter of the Group that members’ Encounters are part of': (members) => ({
    stored: [
      roster(members),
      { resourceType: 'Encounter', id: 'session', subject: { reference: 'Group/roster' } },
      ...members.map(({ patient: reference }, i) => ({
        resourceType: 'Encounter',
        id: `part${i}`,
        subject: { reference },
        partOf: { reference: 'Encounter/session' },
      })),
    ],
    leaks: members.map(() => ['Encounter/session', 'Group/roster']),
  }),
  'one Provenance of a change to several members’ records': (members) => ({
    stored: [
      {
        resourceType: 'Provenance',
        id: 'change',
        target: members.map(({ mark }) => ({ reference: `EpisodeOfCare/m-${mark}` })),
      },
    ],
    leaks: members.map(() => ['Provenance/change']),
  }),
  'one identifier of the session in every member’s record': (members) => ({
    stored: members.map(({ patient: reference }, i) => ({
      resourceType: 'Observation',
      id: `present${i}`,
      identifier: [{ system: 'https://clinic.example/sessions', value: 'tuesday-1' }],
      subject: { reference },
    })),
    leaks: members.map((_, i) => [`Observation/present${i}`]),
  }),
};
