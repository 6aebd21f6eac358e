/** The embedded server doing as other servers are documented to do. It proves nothing about those servers. @module */
import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { Bundle, BundleEntry, CapabilityStatement, Resource } from '@medplum/fhirtypes';
import type { Behaviour, Call } from './handler.ts';
import type { Answer } from './wire.ts';

/** Entries of a bundle that is sent to the base. */
const entriesOf = ({ method, url, body }: Call): BundleEntry[] =>
  method === 'POST' && url === '' ? ((body as Partial<Bundle>).entry ?? []) : [];

const refuse = (text: string): never => {
  throw new OperationOutcomeError(badRequest(text));
};

/** Google Cloud Healthcare API, v1. */
const google: Behaviour = {
  heeds(call) {
    // "Method: fhir.create": If-None-Exist is "limited to searching by resource identifier".
    // https://docs.cloud.google.com/healthcare-api/docs/reference/rest/v1/projects.locations.datasets.fhirStores.fhir/create
    const conditions = [call.headers['if-none-exist'], ...entriesOf(call).map(({ request }) => request?.ifNoneExist)];
    for (const condition of conditions.flat())
      if (condition !== undefined && !/^identifier=[^&]+$/.test(condition)) refuse('Only identifier is supported here');
    // "Method: fhir.search": POST "does not support application/x-www-form-urlencoded search parameters". What becomes of a
    // form is not said there: that it is ignored, and everybody's charts come back, is the worst reading of it.
    // https://docs.cloud.google.com/healthcare-api/docs/reference/rest/v1/projects.locations.datasets.fhirStores.fhir/search
    return typeof call.body === 'string' ? { ...call, body: '' } : call;
  },
  answers(answer, call) {
    // "Method: fhir.executeBundle": "Supports all interactions within a bundle, except search". The 400 is ours.
    // https://docs.cloud.google.com/healthcare-api/docs/reference/rest/v1/projects.locations.datasets.fhirStores.fhir/executeBundle
    const isSearch = ({ request }: BundleEntry) => request?.method === 'GET' && request.url.includes('?');
    if (!entriesOf(call).some(isSearch)) return answer;
    const body = answer.body as Bundle;
    const outcome = badRequest('No searches in a bundle');
    const entry = entriesOf(call).map((one, i) =>
      isSearch(one) ? { response: { status: '400 Bad Request', outcome } } : (body.entry?.[i] ?? {}),
    );
    return { ...answer, body: { ...body, entry } };
  },
};

/** FHIR service of Azure Health Data Services, and its open-source server. */
const azure: Behaviour = {
  heeds(call) {
    // "Supported FHIR Features", service limits: "Each bundle is limited to 500 items". The 400 is ours.
    // https://learn.microsoft.com/en-us/azure/healthcare-apis/fhir/fhir-features-supported
    if (entriesOf(call).length > 500) refuse('500 entries at most');
    // Labels: no public source found, neither that they are kept nor that they are dropped. R4 leaves to each server what it
    // does with them ("Security Labels", http://hl7.org/fhir/R4/security-labels.html): the strictest reading drops them.
    return { ...call, body: withoutLabels(call.body) };
  },
  answers(answer, call) {
    // A version that is not the present one is 412 ("Returns 412 error for incorrect if-match header in R4",
    // https://github.com/microsoft/fhir-server/pull/643), in a transaction too, whose status is its failed entry's
    // (its BundleHandler). Two transactions at one moment are 409 ("Return HTTP 409 (Conflict) for Sequential Bundle
    // Race Condition", https://github.com/microsoft/fhir-server/pull/5592). Here nothing runs at one moment, so every
    // conflict in a transaction stands for that race; the 412 of the others is this server's own.
    return answer.status === 412 && call.url === '' ? { ...answer, status: 409 } : answer;
  },
};

function withoutLabels(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('resourceType' in body)) return body;
  const { meta, ...rest } = body as Resource;
  const { security: _dropped, ...kept } = meta ?? {};
  const entry = (rest as Partial<Bundle>).entry?.map((one) => ({ ...one, resource: withoutLabels(one.resource) }));
  return { ...rest, ...(meta && { meta: kept }), ...(entry && { entry }) };
}

/**
 * Batches, no transactions: as the retired Azure API for FHIR did it ("Supported FHIR Features", transaction: No,
 * https://learn.microsoft.com/en-us/azure/healthcare-apis/azure-api-for-fhir/fhir-features-supported) and Oracle Health
 * declares it (conformance/cerner-capability-statement-r4-secure.json of https://github.com/api-evangelist/cerner). Entries
 * of a batch can't refer to each other ("Batch Processing Rules", http://hl7.org/fhir/R4/http.html#brules).
 */
const noTransactions: Behaviour = {
  says: (statement) => withoutInteractions(statement, ['transaction']),
  heeds(call) {
    if (JSON.stringify(entriesOf(call)).includes('"reference":"urn:')) refuse('A batch has no references inside');
    return call;
  },
  refuses: (call) =>
    entriesOf(call).length > 0 && (call.body as Bundle).type === 'transaction'
      ? notAllowed('No transactions')
      : undefined,
};

/**
 * One resource per request, and no conditional create: what Epic declares (fhir/epic-fhir-r4-capabilitystatement.json of
 * https://github.com/api-evangelist/epic-systems). A header a server doesn't know is ignored ("Field Names",
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.1), so If-None-Exist would create twice. A version that isn't the
 * present one is 409, as on Oracle Health ("R4 Overview", client errors,
 * https://docs.oracle.com/en/industries/health/millennium-platform-apis/mfrap/r4_overview.html).
 */
const singleWrites: Behaviour = {
  says: (statement) => withoutInteractions(statement, ['transaction', 'batch'], { conditionalCreate: false }),
  heeds({ headers: { 'if-none-exist': _ignored, ...headers }, ...call }) {
    return { ...call, headers };
  },
  refuses: (call) => (call.url === '' ? notAllowed('No bundles') : undefined),
  answers: (answer) => (answer.status === 412 ? { ...answer, status: 409 } : answer),
};

const notAllowed = (text: string): Answer => ({
  status: 405,
  body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported', details: { text } }] },
});

function withoutInteractions(
  statement: CapabilityStatement,
  gone: readonly string[],
  each: { conditionalCreate?: boolean } = {},
): CapabilityStatement {
  const rest = (statement.rest ?? []).map((one) => ({
    ...one,
    interaction: (one.interaction ?? []).filter(({ code }) => !gone.includes(code ?? '')),
    resource: (one.resource ?? []).map((resource) => ({ ...resource, ...each })),
  }));
  return { ...statement, rest };
}

/** By name. */
export const behaviours = { google, azure, 'no-transactions': noTransactions, 'single-writes': singleWrites };
