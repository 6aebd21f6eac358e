import type { IncomingMessage, ServerResponse } from 'node:http';
import { badRequest, getStatus, isOk, notFound, OperationOutcomeError, unsupportedMediaType } from '@medplum/core';
import type { FhirRequest, FhirResponse, FhirRouter, HttpMethod } from '@medplum/fhir-router';
import type { Bundle, BundleEntryRequest, CapabilityStatement, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { answeredBundle, bare, pagedBundle, type Preference, withFullUrls } from './bundles.ts';
import { capabilityStatement } from './capabilities.ts';
import type { DemoRepository } from './repository.ts';
import { allowedMethods, createRouter } from './router.ts';
import { acceptsJson, type Answer, readBody, send } from './wire.ts';

/** A request once read: `url` is relative to `base`, with its query. */
export interface Call {
  base: string;
  url: string;
  method: HttpMethod;
  body: unknown;
  headers: IncomingMessage['headers'];
}

/** How another server differs from this one; see behaviours.ts. */
export interface Behaviour {
  says?: (statement: CapabilityStatement) => CapabilityStatement;
  /** The answer to what isn't done at all. */
  refuses?: (call: Call) => Answer | undefined;
  /** What of a request is heeded. Throws OperationOutcomeErrors for what is refused. */
  heeds?: (call: Call) => Call;
  answers?: (answer: Answer, call: Call) => Answer;
}

/**
 * Answers FHIR requests below `basePath`, inside whatever Node http server calls it. Links and locations are on the
 * host the client named, so that it may follow them. Never rejects and prints nothing.
 */
export function fhirHandler(
  repository: DemoRepository,
  basePath = '/fhir',
  behaviour: Behaviour = {},
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const router = createRouter(repository);
  return async (request, response) => {
    const answer = await answerTo(request, basePath, router, { repository, behaviour }).catch(failure);
    if (!response.destroyed) send(response, answer);
  };
}

async function answerTo(
  request: IncomingMessage,
  basePath: string,
  router: FhirRouter,
  { repository, behaviour: { says, refuses, heeds, answers } }: { repository: DemoRepository; behaviour: Behaviour },
): Promise<Answer> {
  if (request.method === 'OPTIONS') return { status: 204 };
  const { base, url } = address(request, basePath);
  if (!acceptsJson(request)) return outcomeAnswer(406, badRequest('This server speaks JSON only'));
  const method = (request.method === 'HEAD' ? 'GET' : request.method) as HttpMethod;
  const isMetadata = /^metadata(\?|$)/.test(url);
  const allowed = isMetadata ? ['GET'] : allowedMethods(router, url);
  if (allowed.length === 0) return outcomeAnswer(404, notFound);
  if (!allowed.includes(method)) {
    return { ...outcomeAnswer(405, badRequest('Method not allowed here')), headers: { Allow: allowed.join(', ') } };
  }
  if (isMetadata) {
    const statement = capabilityStatement(router, base);
    return { status: 200, body: says ? says(statement) : statement };
  }
  const body = ['POST', 'PUT', 'PATCH'].includes(method) ? await readBody(request) : undefined;
  const sent: Call = { base, url, method, body, headers: request.headers };
  const refusal = refuses?.(sent);
  if (refusal) return refusal;
  const call = asSearch(heeds ? heeds(sent) : sent);
  const answer = await repository.alone(() => run(call, router, repository).catch(failure));
  return answers ? answers(answer, sent) : answer;
}

function address({ url = '', headers, socket }: IncomingMessage, basePath: string): { base: string; url: string } {
  const scheme = 'encrypted' in socket ? 'https' : 'http';
  const host = headers.host ?? '';
  // It comes back in links, so nothing else may stand in it.
  if (!/^([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i.test(host)) throw new OperationOutcomeError(badRequest('Invalid Host'));
  const rest = url.startsWith(basePath) ? url.slice(basePath.length) : undefined;
  if (rest === undefined || !/^([/?]|$)/.test(rest)) throw new OperationOutcomeError(notFound);
  return { base: `${scheme}://${host}${basePath}`, url: rest.replace(/^\//, '') };
}

/** A search by POST is the same as by GET, with the form after the query. */
function asSearch(call: Call): Call {
  const [path = '', query] = call.url.split(/\?(.*)/s);
  if (!/^\w+\/_search$/.test(path) || !['GET', 'POST'].includes(call.method)) {
    if (typeof call.body === 'string') throw new OperationOutcomeError(badRequest('Only a search may be a form'));
    return call;
  }
  // A form left unread would make this a search for everything.
  if (call.method === 'POST' && typeof call.body !== 'string') throw new OperationOutcomeError(unsupportedMediaType);
  const all = [query, call.body].filter(Boolean).join('&');
  return { ...call, method: 'GET', url: path.replace('/_search', all ? `?${all}` : ''), body: undefined };
}

async function run(call: Call, router: FhirRouter, repository: DemoRepository): Promise<Answer> {
  // Medplum changes the bundle while it works on it.
  const requests = entryRequests(call);
  const request: FhirRequest = {
    method: call.method,
    url: call.url,
    pathname: '',
    params: {},
    query: {},
    body: call.body,
    headers: call.headers,
    // Without it Medplum treats a transaction as a batch.
    config: { transactions: true },
  };
  return answerFrom(await router.handleRequest(request, repository), call, requests);
}

function entryRequests({ url, body }: Call): (BundleEntryRequest | undefined)[] {
  const entries: unknown = url === '' ? (body as Partial<Bundle>).entry : undefined;
  return Array.isArray(entries)
    ? (entries as Bundle['entry'] & object).map(({ request }) => request && { ...request })
    : [];
}

function answerFrom(
  [outcome, resource]: FhirResponse,
  call: Call,
  requests: (BundleEntryRequest | undefined)[],
): Answer {
  const status = getStatus(outcome);
  if (!isOk(outcome) || !resource) return outcomeAnswer(status, outcome);
  const preference = preferenceOf(call.headers);
  if (resource.resourceType === 'Bundle' && !resource.id) {
    const { type } = resource;
    if (type === 'searchset') return { status, body: pagedBundle(resource, call.url, call.base) };
    if (type === 'history') return { status, body: withFullUrls(resource, call.base) };
    return { status, body: answeredBundle(resource, requests, call.base, preference) };
  }
  const headers = versionHeaders(resource, call);
  if (call.method === 'GET') return { status, headers, body: resource };
  if (preference === 'minimal') return { status, headers };
  return { status, headers, body: preference === 'OperationOutcome' ? bare(outcome) : resource };
}

function versionHeaders({ resourceType, id, meta }: Resource, { base, method }: Call): Record<string, string> {
  const version = `${base}/${resourceType}/${id}/_history/${meta?.versionId}`;
  return {
    ETag: `W/"${meta?.versionId}"`,
    'Last-Modified': new Date(meta?.lastUpdated ?? 0).toUTCString(),
    'Content-Location': version,
    ...(method !== 'GET' && { Location: version }),
  };
}

function preferenceOf({ prefer }: IncomingMessage['headers']): Preference | undefined {
  const text = [prefer].flat().join(',');
  return /return=(minimal|representation|OperationOutcome)/.exec(text)?.[1] as Preference | undefined;
}

function outcomeAnswer(status: number, outcome: OperationOutcome): Answer {
  return { status, body: bare(outcome) };
}

/** A fault of ours is told without its message, which may hold what was sent. */
function failure(error: unknown): Answer {
  if (error instanceof OperationOutcomeError) return outcomeAnswer(getStatus(error.outcome), error.outcome);
  const issue = { severity: 'error' as const, code: 'exception' as const, details: { text: 'Internal error' } };
  return outcomeAnswer(500, { resourceType: 'OperationOutcome', issue: [issue] });
}
