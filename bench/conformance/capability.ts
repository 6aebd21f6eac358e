/** What a server must offer to be the record store (design 3), as a CapabilityStatement of kind `requirements`. @module */
import { fhirVersions, head, type Conformance, type Version } from './shape.ts';

type Kind = 'token' | 'reference' | 'date' | 'uri';
interface Needs {
  interactions: readonly string[];
  search: Record<string, Kind>;
  conditionalCreate?: true;
  profiles?: readonly string[];
}

const read = ['read', 'search-type'];
const record = [...read, 'create', 'update'];

const needs: Record<string, Needs> = {
  Patient: { interactions: read, search: { _id: 'token' } },
  HealthcareService: { interactions: read, search: { identifier: 'token' } },
  EpisodeOfCare: {
    interactions: record,
    search: { patient: 'reference', type: 'token', identifier: 'token' },
    conditionalCreate: true,
    profiles: ['membership'],
  },
  Appointment: {
    interactions: record,
    search: { patient: 'reference', actor: 'reference', date: 'date', identifier: 'token' },
    conditionalCreate: true,
    profiles: ['seat'],
  },
  Encounter: {
    interactions: record,
    search: { patient: 'reference', 'episode-of-care': 'reference', identifier: 'token' },
    conditionalCreate: true,
    profiles: ['attended-visit'],
  },
  Observation: {
    interactions: record,
    search: { patient: 'reference', code: 'token', date: 'date', identifier: 'token', 'component-code': 'token' },
    conditionalCreate: true,
    profiles: ['session-attendance', 'staff-note', 'preparation-snapshot'],
  },
  QuestionnaireResponse: {
    interactions: record,
    search: { patient: 'reference', identifier: 'token', questionnaire: 'reference' },
    conditionalCreate: true,
    profiles: ['signed-answers', 'unsigned-answers'],
  },
  Consent: {
    interactions: record,
    search: { patient: 'reference', category: 'token', identifier: 'token' },
    conditionalCreate: true,
    profiles: ['rules-agreement', 'participation-consent'],
  },
  DocumentReference: {
    interactions: record,
    search: { patient: 'reference', category: 'token', identifier: 'token' },
    conditionalCreate: true,
  },
  Provenance: {
    interactions: record,
    search: { target: 'reference', _tag: 'token' },
    conditionalCreate: true,
    profiles: ['signing', 'change'],
  },
  RelatedPerson: {
    interactions: [...read, 'create'],
    search: { patient: 'reference', identifier: 'token' },
    conditionalCreate: true,
  },
};

export function capability(version: Version, profileUrl: (id: string) => string): Conformance {
  return {
    ...head('CapabilityStatement', 'record-store', {
      title: 'Record store',
      description:
        'What a FHIR server must offer to hold the record of group therapy. A server that lacks creation or search of one of these types is not a record store; it can still be the EHR that context is read from.',
    }),
    kind: 'requirements',
    fhirVersion: fhirVersions[version],
    format: ['json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Searches page with _count and next links. If-Match is honoured on update. Referential integrity and resolution of urn:uuid references inside a transaction are relied upon.',
        resource: Object.entries(needs).map(([type, n]) => ({
          type,
          ...(n.profiles && { supportedProfile: n.profiles.map(profileUrl) }),
          interaction: n.interactions.map((code) => ({ code })),
          ...(n.interactions.includes('update') && { versioning: 'versioned-update' }),
          ...(n.conditionalCreate && { conditionalCreate: true }),
          searchParam: Object.entries(n.search).map(([name, kind]) => ({ name, type: kind })),
        })),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  };
}
