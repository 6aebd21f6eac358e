import type { FhirRouter, RestInteraction } from '@medplum/fhir-router';
import type { CapabilityStatement, CapabilityStatementRestResource, SearchParameter } from '@medplum/fhirtypes';
import { searchParameters } from './parameters.ts';
import { typeInteractions } from './router.ts';
import { servedTypes } from './trim.ts';

type TypeInteraction = NonNullable<CapabilityStatementRestResource['interaction']>[number]['code'];

const started = new Date().toISOString();

/** What the server says it can do, computed from the routes, types and search parameters it really uses. */
export function capabilityStatement(router: FhirRouter, base: string): CapabilityStatement {
  const interaction = typeInteractions(router).flatMap((code) => (isTypeInteraction(code) ? [{ code }] : []));
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: started,
    kind: 'instance',
    software: { name: 'fhir-group-therapy demo server' },
    implementation: { description: 'Synthetic data in memory, for trying out and for tests', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        resource: servedTypes.map((type) => resource(type, interaction)),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  };
}

function resource(
  type: (typeof servedTypes)[number],
  interaction: { code: TypeInteraction }[],
): CapabilityStatementRestResource {
  const parameters = searchParameters(type);
  const includes = parameters.filter(isReference).map(({ code }) => `${type}:${code}`);
  const revIncludes = servedTypes.flatMap((source) =>
    searchParameters(source)
      .filter((parameter) => isReference(parameter) && (parameter.target as string[] | undefined)?.includes(type))
      .map(({ code }) => `${source}:${code}`),
  );
  return {
    type,
    interaction,
    versioning: 'versioned',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical', 'enforced'],
    ...(includes.length > 0 && { searchInclude: includes }),
    ...(revIncludes.length > 0 && { searchRevInclude: revIncludes }),
    searchParam: parameters.map(({ code, type: kind, url }) => ({
      name: code,
      type: kind,
      ...(url && { definition: url }),
    })),
  };
}

function isReference({ type }: SearchParameter): boolean {
  return type === 'reference';
}

function isTypeInteraction(code: RestInteraction): code is TypeInteraction {
  return !['transaction', 'batch', 'search-system', 'history-system', 'operation'].includes(code);
}
