import {
  convertToSearchableDates,
  convertToSearchableReferences,
  convertToSearchableStrings,
  convertToSearchableTokens,
  evalFhirPathTyped,
  type FhirPathAtom,
  type Filter,
  LRUCache,
  Operator,
  splitSearchOnComma,
  toPeriod,
  toTypedValue,
  type TypedValue,
} from '@medplum/core';
import type { Resource, SearchParameter } from '@medplum/fhirtypes';
import { refuse } from './parameters.ts';

const parsed = new LRUCache<FhirPathAtom>(1000);
const evaluated = new WeakMap<Resource, Map<SearchParameter, TypedValue[]>>();

/** The values a stored resource has for a parameter. Stored resources never change, so FHIRPath runs once for each. */
export function valuesOf(resource: Resource, parameter: SearchParameter): TypedValue[] {
  let byParameter = evaluated.get(resource);
  if (!byParameter) evaluated.set(resource, (byParameter = new Map()));
  let values = byParameter.get(parameter);
  if (!values) {
    values = evalFhirPathTyped(parameter.expression ?? '', [toTypedValue(resource)], undefined, parsed);
    byParameter.set(parameter, values);
  }
  return values;
}

/**
 * Whether a resource meets one filter, as R4's search page has it (3.1.1). Medplum's own matcher is not used: it finds
 * tokens in any case and by display, URLs by a part of them, and a versioned canonical only with its version.
 */
export function matches(resource: Resource, parameter: SearchParameter, filter: Filter): boolean {
  const values = valuesOf(resource, parameter);
  if (filter.operator === Operator.MISSING) return (values.length === 0) === (filter.value === 'true');
  const wanted = splitSearchOnComma(filter.value);
  const any = <T>(found: T[], test: (value: T, one: string) => boolean): boolean =>
    wanted.some((one) => found.some((value) => test(value, one)));
  switch (parameter.type) {
    case 'reference':
      return any(convertToSearchableReferences(values).map(unversioned), matchesReference);
    case 'token':
      return any(tokens(values), matchesToken) !== (filter.operator === Operator.NOT);
    case 'uri':
      return any(strings(values), (uri, one) =>
        filter.operator === Operator.BELOW ? uri.startsWith(one) : uri === one,
      );
    case 'string':
      return any(convertToSearchableStrings(values), (text, one) => matchesString(text, filter.operator, one));
    case 'date':
      return (
        any(convertToSearchableDates(values), (period, one) => matchesDate(period, filter.operator, one)) !==
        (filter.operator === Operator.NOT_EQUALS)
      );
    default:
      return refuse(`Search parameter type ${parameter.type} is not supported`);
  }
}

/** `Type/id`, a bare id of any type, an absolute url, or a canonical: that one without `|version` means any version. */
function matchesReference(reference: string, wanted: string): boolean {
  if (reference === wanted) return true;
  return wanted.includes('/') ? reference.startsWith(`${wanted}|`) : reference.endsWith(`/${wanted}`);
}

function unversioned(reference: string): string {
  return reference.replace(/\/_history\/.*$/, '');
}

type Token = { system?: string | undefined; value?: string | undefined };

/** Medplum adds displays and texts as tokens without a system: only codes count, so concepts are taken apart first. */
function tokens(values: TypedValue[]): Token[] {
  return values.flatMap(({ type, value }): Token[] => {
    if (type === 'CodeableConcept') return codings(value as { coding?: { system?: string; code?: string }[] });
    if (type === 'Coding') return codings({ coding: [value as { system?: string; code?: string }] });
    if (type === 'Identifier') return [value as Token];
    return [...convertToSearchableTokens([{ type, value }])];
  });
}

function codings({ coding = [] }: { coding?: { system?: string; code?: string }[] }): Token[] {
  return coding.map(({ system, code }) => ({ system, value: code }));
}

function matchesToken(token: Token, wanted: string): boolean {
  const bar = wanted.indexOf('|');
  if (bar < 0) return token.value === wanted;
  const [system, value] = [wanted.slice(0, bar), wanted.slice(bar + 1)];
  return (token.system ?? '') === system && (value === '' || token.value === value);
}

function strings(values: TypedValue[]): string[] {
  return values.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function matchesString(text: string, operator: Operator, wanted: string): boolean {
  if (operator === Operator.EXACT) return text === wanted;
  const [a, b] = [plain(text), plain(wanted)];
  // Names come formatted as one line, so each of their words may begin the match.
  return operator === Operator.CONTAINS ? a.includes(b) : ` ${a}`.includes(` ${b}`);
}

/** R4 3.1.1.4.8: case and combining marks don't count. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Both sides are spans of instants in UTC, so their ISO strings compare; a value without a zone is taken as UTC. */
function matchesDate(found: { start?: string; end?: string }, operator: Operator, wanted: string): boolean {
  const span = toPeriod(wanted);
  if (!span?.start || !span.end) return refuse('Invalid date');
  const [start, end] = [found.start ?? '0000', found.end ?? '9999'];
  switch (operator) {
    case Operator.EQUALS:
    case Operator.NOT_EQUALS:
      return start >= span.start && end <= span.end;
    case Operator.LESS_THAN:
      return start < span.start;
    case Operator.GREATER_THAN:
      return end > span.end;
    case Operator.LESS_THAN_OR_EQUALS:
      return start <= span.end;
    case Operator.GREATER_THAN_OR_EQUALS:
      return end >= span.start;
    case Operator.STARTS_AFTER:
      return start > span.end;
    case Operator.ENDS_BEFORE:
      return end < span.start;
    case Operator.APPROXIMATELY:
      return start <= span.end && end >= span.start;
    default:
      return refuse(`Prefix ${operator} is not supported`);
  }
}
