/**
 * The embedded server doing as Epic and Oracle Health are documented to: context to read, and no place for these records.
 * Each behaviour names its page; where none was found it says so. It proves nothing about either.
 *
 * What they offer is reduced from their own CapabilityStatements:
 * - Epic May 2026, captured 2026-07-24: fhir/epic-fhir-r4-capabilitystatement.json of
 *   https://github.com/api-evangelist/epic-systems
 * - Oracle Health Millennium, captured 2026-08-14: conformance/cerner-capability-statement-r4-secure.json of
 *   https://github.com/api-evangelist/cerner
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

interface Ways {
  batch: boolean;

  takesObservation: (body: unknown) => boolean;
  takesDocument: (body: unknown) => boolean;
}

function ehr(offer: Offer, { batch, takesObservation, takesDocument }: Ways): Behaviour {
  return {
    says: (statement) => reduced(statement, offer, batch),
    refuses(call) {
      const [type = ''] = call.url.split(/[/?]/);
      if (type === '') return batch && isBatch(call) ? undefined : refusal(405, 'No such bundles');
      if (!Object.hasOwn(offer, type)) return refusal(404, 'No such type');
      const code = call.method === 'POST' && call.url.includes('_search') ? 'search-type' : methods[call.method];
      if (code !== undefined && !offer[type]?.includes(code)) return refusal(405, 'Not offered');
      const isWritten = code === 'create' || code === 'update';
      if (type === 'Observation' && isWritten && !takesObservation(call.body)) return refusal(422, 'No such category');
      if (type === 'DocumentReference' && isWritten && !takesDocument(call.body)) return refusal(422, 'One content');
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

interface Coded {
  coding?: { code?: string }[];
}
const has = (concepts: readonly Coded[], ...codes: string[]): boolean =>
  concepts.some(({ coding = [] }) => coding.some(({ code }) => codes.includes(code ?? '')));

/**
 * What they have no place for is dropped without a word. Oracle Health: "Only the body fields mentioned below are supported.
 * Unsupported fields are ignored", on its pages "Create an observation" and "Create a document reference" (below); its
 * "R4 Overview" also knows a 422 for them. That it holds for `identifier` is our reading of the search parameters it
 * declares. Epic: no public source found; R4 leaves it to each server ("Variations between Submitted data and Retrieved
 * data", http://hl7.org/fhir/R4/updates.html).
 *
 * Of a document Epic keeps the first attachment: no public source found. Its page of DocumentReference.Create is among
 * https://fhir.epic.com/Specifications, of which we had no copy.
 */
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

/**
 * Error 59188 of https://fhir.epic.com/Specifications: Observation.Create fails where the codes find no flowsheet row that is
 * mapped to vital signs (copied in errors/epic-systems-error-codes.yml of the repository above). The status is ours.
 */
const vitalSigns = (body: unknown): boolean => {
  const { category = [] } = body as { category?: Coded[] };
  return has(category, 'vital-signs');
};

/**
 * "Create an observation", https://docs.oracle.com/en/industries/health/millennium-platform-apis/mfrap/op-observation-post.html:
 * vital signs, laboratory, and imaging of three codes; another code of imaging is 422.
 */
const vitalsLaboratoryOrDose = (body: unknown): boolean => {
  const { category = [], code = {} } = body as { category?: Coded[]; code?: Coded };
  if (has(category, 'imaging')) return has([code], '96912-1', '96913-9', '96914-7');
  return has(category, 'vital-signs', 'laboratory');
};

/**
 * "Create a document reference", content "Must contain only one entry":
 * https://docs.oracle.com/en/industries/health/millennium-platform-apis/mfrap/op-documentreference-post.html. The status is ours.
 */
const oneContent = (body: unknown): boolean => (body as { content?: unknown[] }).content?.length === 1;

/** By name. */
export const ehrs = {
  epic: ehr(epicOffer, { batch: false, takesObservation: vitalSigns, takesDocument: () => true }),
  'oracle-health': ehr(oracleOffer, {
    batch: true,
    takesObservation: vitalsLaboratoryOrDose,
    takesDocument: oneContent,
  }),
};
