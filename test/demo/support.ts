import type { Observation, OperationOutcome, Resource } from '@medplum/fhirtypes';

/** What the tests read of an answer. */
export interface Body {
  resourceType: string;
  id?: string;
  status?: string;
  meta?: { versionId: string };
  total?: number;
  link?: { relation: string; url: string }[];
  entry?: {
    fullUrl?: string;
    resource?: Body;
    search?: { mode: string };
    response?: { status: string; etag?: string; location?: string; lastModified?: string; outcome?: OperationOutcome };
  }[];
  issue?: OperationOutcome['issue'];
  rest?: { interaction: { code: string }[]; resource: Capability[] }[];
}

export interface Capability {
  type: string;
  interaction: { code: string }[];
  searchParam: { name: string; type: string }[];
}

export const own = 'https://fhir-group-therapy.example/fhir';
export const codes = `${own}/CodeSystem/group-therapy`;

/** Plain requests from outside: to addresses relative to a server's base, with FHIR JSON unless a header says else. */
export function clientOf(base: () => string) {
  return async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(new URL(path, `${base()}/`), {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/fhir+json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : {}) as Body };
  };
}

export function ids({ body }: { body: Body }): (string | undefined)[] {
  return body.entry?.map(({ resource }) => resource?.id) ?? [];
}

export function concept(code: string, system = codes) {
  return { coding: [{ system, code, display: `Shown for ${code}` }] };
}

/** An attendance Observation of one patient with one identifier. */
export function attendance(patient: string, value: string, more: Partial<Observation> = {}): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    identifier: [{ system: `${own}/sid/attendance/k1`, value }],
    code: concept('session-attendance'),
    subject: { reference: `Patient/${patient}` },
    component: [{ code: concept('scheduled-start'), valueDateTime: '2026-12-01T18:00:00-05:00' }],
    ...more,
  };
}

/** The search for what `attendance` made. */
export function identified(value: string): string {
  return `identifier=${own}/sid/attendance/k1|${value}`;
}

export function bundle(type: string, entry: object[]) {
  return { resourceType: 'Bundle', type, entry };
}

/** A bundle entry that creates a resource; `more` is for `ifNoneExist`. */
export function posted(resource: object & { resourceType: string }, more: object = {}, fullUrl?: string) {
  return { ...(fullUrl && { fullUrl }), resource, request: { method: 'POST', url: resource.resourceType, ...more } };
}

const member = { reference: 'Patient/p1' };
/** 60 patients, and one record of most kinds about the first of them. */
export const records = [
  ...Array.from({ length: 60 }, (_, n): Resource => ({ resourceType: 'Patient', id: `p${n + 1}` })),
  { resourceType: 'Practitioner', id: 'l1' },
  { resourceType: 'HealthcareService', id: 'g1' },
  {
    resourceType: 'EpisodeOfCare',
    id: 'm1',
    status: 'active',
    patient: member,
    type: [concept('tuesday', `${own}/group`)],
  },
  {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    class: { code: 'AMB' },
    subject: member,
    episodeOfCare: [{ reference: 'EpisodeOfCare/m1' }],
  },
  {
    resourceType: 'Appointment',
    id: 's1',
    status: 'booked',
    start: '2026-12-01T18:00:00-05:00',
    end: '2026-12-01T19:30:00-05:00',
    participant: ['Patient/p1', 'HealthcareService/g1'].map((reference) => ({
      status: 'accepted' as const,
      actor: { reference },
    })),
  },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'a1',
    status: 'completed',
    questionnaire: `${own}/Questionnaire/group-rules-en|2026.11`,
    subject: member,
  },
  {
    resourceType: 'Consent',
    id: 'c1',
    status: 'active',
    scope: concept('group-agreement'),
    category: [concept('group-rules')],
    patient: member,
    policy: [{ uri: 'urn:x' }],
    sourceReference: { reference: 'QuestionnaireResponse/a1' },
  },
  {
    resourceType: 'Provenance',
    id: 'v1',
    meta: { tag: [{ system: `${own}/sid/signing`, code: 'S1' }] },
    target: [{ reference: 'Consent/c1' }],
    recorded: '2026-11-20T14:31:45-05:00',
    agent: [{ who: member }],
  },
  {
    ...attendance('p1', 'Ab'),
    id: 'o1',
    effectivePeriod: { start: '2026-12-01T18:12:00-05:00', end: '2026-12-01T19:30:00-05:00' },
    encounter: { reference: 'Encounter/e1' },
  },
  { ...attendance('p2', 'aB'), id: 'o2', status: 'amended', effectiveDateTime: '2026-12-08T18:00:00-05:00' },
] as Resource[];
