import { OperationOutcomeError, type TypedValue, validateResource } from '@medplum/core';
import type { CodeableConcept, Coding, OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { requiredCodes } from './definitions.ts';

type Located = TypedValue & { path: string };

/** Scans are stored inline (design.md 3), so as large as a request may be; Medplum's own limit is 1 MB. */
const largestAttachment = 10 * 1024 * 1024;

/**
 * Checks a resource against R4: structure, types, cardinalities, invariants, reference targets and required codes.
 * Throws an OperationOutcomeError (400) whose issues name the element in `expression`.
 */
export function validate(resource: Resource): void {
  const tokens: Record<string, Located[]> = {};
  const warnings = validateResource(resource, {
    collect: { tokens },
    base64BinaryMaxBytes: largestAttachment,
  });
  // What Medplum only warns about (a reference to a wrong type, two choices of value[x]) HAPI refuses.
  const issues = [...warnings.map((issue) => ({ ...issue, severity: 'error' as const })), ...codeIssues(tokens)];
  if (issues.length > 0) throw new OperationOutcomeError({ resourceType: 'OperationOutcome', issue: issues });
}

function codeIssues(tokens: Record<string, Located[]>): OperationOutcomeIssue[] {
  return Object.entries(tokens).flatMap(([valueSet, values]) => {
    const allowed = requiredCodes(valueSet);
    return values
      .filter((value) => allowed && !codesIn(value).some((code) => allowed.has(code)))
      .map(({ path }) => ({
        severity: 'error' as const,
        code: 'code-invalid' as const,
        details: { text: `Code is not in the required value set ${valueSet}` },
        expression: [path],
      }));
  });
}

function codesIn({ type, value }: TypedValue): string[] {
  if (type === 'CodeableConcept') return ((value as CodeableConcept).coding ?? []).flatMap((c) => c.code ?? []);
  if (type === 'Coding') return [(value as Coding).code ?? ''];
  // A primitive that carries an extension comes wrapped.
  const primitive: unknown = (value as object | string).valueOf();
  return typeof primitive === 'string' ? [primitive] : [];
}
