import { created, isOk, notFound, OperationOutcomeError } from '@medplum/core';
import {
  type FhirRequest,
  type FhirResponse,
  type FhirRouteHandler,
  type FhirRouteOptions,
  FhirRouter,
  type HttpMethod,
  type RestInteraction,
} from '@medplum/fhir-router';
import { checkedCriteria, checkedQuery, isServed, type Query, refuse } from './parameters.ts';
import type { DemoRepository } from './repository.ts';

const methods: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Medplum's router with this server's checks. They sit in `find`, because that is the one place through which both a
 * request and an entry of a batch come.
 */
export function createRouter(repository: DemoRepository): FhirRouter {
  const router = new FhirRouter();
  const find = router.find.bind(router);
  router.find = (method, url) => {
    const [type = '', id] = segments(url);
    // Medplum also answers GET on the base (a search over all types) and GraphQL.
    if (type === '') return method === 'POST' ? find(method, url) : undefined;
    if (!isServed(type)) throw new OperationOutcomeError(notFound);
    const route = find(method, url);
    const interaction = route?.data?.interaction;
    if (!route || !interaction) return undefined;
    const query = checked(type, id, interaction, route.query ?? {});
    return { ...route, ...(query && { query }), handler: guarded(interaction, route.handler, repository) };
  };
  return router;
}

/** The methods an address takes, for the answer 405; none when there is no such address. */
export function allowedMethods(router: FhirRouter, url: string): HttpMethod[] {
  const [type = ''] = segments(url);
  if (type === '') return ['POST'];
  return isServed(type) ? methods.filter((method) => router.router.find(method, url)) : [];
}

/** Interactions this server offers on one type, from the routes it has. */
export function typeInteractions(router: FhirRouter): RestInteraction[] {
  const found = router.router.routes
    .filter(({ path }) => path[0]?.value === 'resourceType' && path[0].param)
    .flatMap(({ data }) => (data ? [data.interaction] : []));
  return [...new Set(found)];
}

function segments(url: string): string[] {
  return (url.split('?')[0] ?? '').split('/').filter(Boolean);
}

function checked(type: string, id: string | undefined, interaction: RestInteraction, query: Query): Query | undefined {
  if (interaction === 'search-type') return checkedQuery(type, query);
  const conditional = id === undefined && ['update', 'patch', 'delete'].includes(interaction);
  return conditional ? checkedCriteria(type, query) : undefined;
}

function guarded(interaction: RestInteraction, handler: FhirRouteHandler, repository: DemoRepository) {
  const guard: FhirRouteHandler = async (request, repo, router, options) => {
    checkHeaders(request);
    if (['create', 'update', 'patch'].includes(interaction)) checkBody(request);
    if (interaction === 'create') prepareCreate(request, options);
    // Medplum would answer a POST search inside a batch without looking at its parameters.
    if (interaction === 'search-type' && request.method === 'POST') refuse('A batch searches with GET');
    const { resourceType = '', id } = request.params;
    const isNew = interaction === 'update' && id !== undefined && !repository.has(resourceType, id);
    const [outcome, ...rest] = await handler(request, repo, router, options);
    return [isNew && isOk(outcome) ? created : outcome, ...rest] as FhirResponse;
  };
  return guard;
}

/** Medplum reads an `If-Match` without quotes as none at all, which would lose somebody's update. */
function checkHeaders({ headers }: FhirRequest): void {
  const ifMatch = headers?.['if-match'];
  if (ifMatch !== undefined && !/^(W\/)?"[^"]+"$/.test(ifMatch)) refuse('If-Match must be W/"version"');
}

function checkBody(request: FhirRequest): void {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) refuse('A resource is needed');
}

/** R4 3.1.0.8: the id of a resource that is POSTed is ignored. */
function prepareCreate(request: FhirRequest, options: FhirRouteOptions | undefined): void {
  if (!options?.assignedId) {
    const { id: _id, ...rest } = request.body as { id?: string };
    request.body = rest;
  }
  const criteria = request.headers?.['if-none-exist'];
  if (criteria === undefined) return;
  const query = Object.fromEntries(new URLSearchParams([criteria].flat().join('&')));
  checkedCriteria(request.params['resourceType'] ?? '', query);
}
