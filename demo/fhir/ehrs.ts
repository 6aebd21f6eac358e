/**
 * The embedded server doing as Epic and Oracle Health are documented to: context to read, and no place for these records.
 * What they offer is reduced from their own CapabilityStatements (Epic May 2026, captured 2026-07-24:
 * https://github.com/api-evangelist/epic-systems; Oracle Health Millennium, captured 2026-08-14:
 * https://github.com/api-evangelist/cerner). It proves nothing about either.
 * @module
 */
import type {
  Bundle,
  BundleEntry,
  CapabilityStatement,
  CapabilityStatementRestResource,
  Resource,
} from '@medplum/fhirtypes';
import type { Behaviour, Call } from './handler.ts';
import type { Answer } from './wire.ts';

type Code = NonNullable<CapabilityStatementRestResource['interaction']>[number]['code'];
type Offer = Readonly<Record<string, readonly NonNullable<Code>[]>>;

const look = ['read', 'search-type'] as const;

const epicOffer: Offer = {
  Appointment: look,
  Consent: look,
  DocumentReference: [...look, 'create', 'update'],
  Encounter: look,
  EpisodeOfCare: look,
  Observation: [...look, 'create', 'update'],
  Patient: [...look, 'create'],
  Practitioner: look,
  Provenance: ['read'],
  Questionnaire: look,
  QuestionnaireResponse: [...look, 'create'],
  RelatedPerson: look,
};

// no EpisodeOfCare and no HealthcareService at all
const oracleOffer: Offer = {
  Appointment: [...look, 'create', 'patch'],
  Consent: look,
  DocumentReference: [...look, 'create', 'update'],
  Encounter: [...look, 'create', 'patch'],
  Observation: [...look, 'create', 'update'],
  Patient: [...look, 'create', 'patch'],
  Practitioner: [...look, 'create'],
  Provenance: [...look, 'create'],
  Questionnaire: look,
  QuestionnaireResponse: [...look, 'update'],
  RelatedPerson: [...look, 'create', 'patch'],
};

const methods: Readonly<Record<string, Code>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

function ehr(offer: Offer, { batch, categories }: { batch: boolean; categories: readonly string[] }): Behaviour {
  return {
    says: (statement) => reduced(statement, offer, batch),
    refuses(call) {
      const [type = ''] = call.url.split(/[/?]/);
      if (type === '') return batch && isBatch(call) ? undefined : refusal(405, 'No such bundles');
      if (!Object.hasOwn(offer, type)) return refusal(404, 'No such type');
      const code = call.method === 'POST' && call.url.includes('_search') ? 'search-type' : methods[call.method];
      if (code !== undefined && !offer[type]?.includes(code)) return refusal(405, 'Not offered');
      // Observation.Create takes vital signs only (Epic), or laboratory too (Oracle Health): their own pages of that API
      if (type === 'Observation' && code !== undefined && !isOf(call.body, categories))
        return refusal(422, 'No such category');
      return undefined;
    },
    heeds: (call) => ({ ...call, body: heeded(call.body) }),
    answers(answer, call) {
      if (call.url !== '' || answer.body?.resourceType !== 'Bundle') return answer;
      const asked = (call.body as Bundle).entry ?? [];
      const isOffered = (i: number) => Object.hasOwn(offer, asked[i]?.request?.url.split(/[/?]/)[0] ?? '');
      const none: BundleEntry = { response: { status: '404 Not Found' } };
      return {
        ...answer,
        body: { ...answer.body, entry: answer.body.entry?.map((e, i) => (isOffered(i) ? e : none)) ?? [] },
      };
    },
  };
}

const isBatch = ({ body }: Call) => (body as { type?: string }).type === 'batch';

function isOf(body: unknown, categories: readonly string[]): boolean {
  const { category = [] } = body as { category?: { coding?: { code?: string }[] }[] };
  return category.some(({ coding = [] }) => coding.some(({ code }) => categories.includes(code ?? '')));
}

/** What they have no place for is dropped without a word; of a document one attachment is kept. */
function heeded(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('resourceType' in body) || body.resourceType === 'Bundle')
    return body;
  const { extension: _e, contained: _c, identifier: _i, ...kept } = body as Resource & Record<string, unknown>;
  const { content } = kept;
  return { ...kept, ...(Array.isArray(content) && { content: content.slice(0, 1) }) };
}

const refusal = (status: number, text: string): Answer => ({
  status,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported', details: { text } }] },
});

function reduced(statement: CapabilityStatement, offer: Offer, batch: boolean): CapabilityStatement {
  const resource = Object.entries(offer).map(([type, codes]) => ({
    type: type as NonNullable<CapabilityStatementRestResource['type']>,
    interaction: codes.map((code) => ({ code })),
  }));
  return {
    ...statement,
    software: { name: 'fhir-group-therapy demo server, in the manner of an EHR' },
    rest: [{ mode: 'server', resource, interaction: batch ? [{ code: 'batch' }] : [] }],
  };
}

/** By name. */
export const ehrs = {
  epic: ehr(epicOffer, { batch: false, categories: ['vital-signs'] }),
  'oracle-health': ehr(oracleOffer, { batch: true, categories: ['vital-signs', 'laboratory'] }),
};
