import { badRequest, getSearchParameters, OperationOutcomeError } from '@medplum/core';
import type { SearchParameter } from '@medplum/fhirtypes';
import { servedTypes } from './trim.ts';

/** A search's query as Medplum's router hands it over. */
export type Query = Record<string, string | string[]>;

/** Without `_count` a page has 20 resources, as on HAPI: a client that forgets `next` loses some here too. */
const defaultCount = '20';
const largestCount = 200;

const modifiers: Partial<Record<SearchParameter['type'], readonly string[]>> = {
  reference: ['missing', ...servedTypes],
  token: ['missing', 'not'],
  string: ['missing', 'exact', 'contains'],
  uri: ['missing', 'below'],
  date: ['missing'],
};

// Medplum's own, not in R4.
const foreign = new Set(['_compartment', '_project']);

// The repository refuses an unknown `_sort` itself.
const resultParameters = new Set(['_elements', '_format', '_pretty', '_sort', '_summary', '_total']);

export function isServed(type: string): boolean {
  return (servedTypes as readonly string[]).includes(type);
}

/** The search parameters of a type that this server evaluates, by name. */
export function searchParameters(type: string): SearchParameter[] {
  return Object.values(getSearchParameters(type) ?? {})
    .filter(({ code, type: kind }) => kind in modifiers && !foreign.has(code))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** One search parameter; an unknown one is refused with the list of known ones, as HAPI does, never ignored. */
export function searchParameter(type: string, code: string): SearchParameter {
  const known = searchParameters(type);
  const found = known.find((parameter) => parameter.code === code);
  if (found) return found;
  const list = known.map((parameter) => parameter.code).join(', ');
  return refuse(`Unknown search parameter "${code}" for ${type}. Valid ones: ${list}`);
}

/** Checks every part of a search's query and gives it the page size it will be answered with. */
export function checkedQuery(type: string, query: Query): Query {
  const checked: Query = { _count: String(pageSize([query['_count'] ?? []].flat())) };
  for (const [key, value] of Object.entries(query)) {
    const values = [value].flat();
    if (key === '_count') continue;
    if (key === '_offset') checked[key] = String(wholeNumber(key, values.at(-1)));
    else if (/^_(rev)?include(:iterate)?$/.test(key)) checked[key] = values.map((v) => knownInclude(v));
    else if (resultParameters.has(key)) checked[key] = value;
    else Object.assign(checked, checkedFilter(type, key, values));
  }
  return checked;
}

/** Checks what a conditional write looks for: HAPI too refuses criteria without a parameter, which would match anything. */
export function checkedCriteria(type: string, query: Query): Query {
  const filters = Object.entries(query).map(([key, value]) => checkedFilter(type, key, [value].flat()));
  if (filters.length === 0) refuse('A conditional request needs a search parameter');
  return Object.assign({}, ...filters) as Query;
}

/** `patient:Patient=1` says the same as `patient=Patient/1`, and Medplum's parser would drop the modifier. */
function checkedFilter(type: string, key: string, values: string[]): Query {
  if (key.includes('.')) return { [key]: values };
  const [code = '', modifier] = key.split(':');
  const parameter = searchParameter(type, code);
  if (modifier === undefined) return { [key]: values };
  if (!modifiers[parameter.type]?.includes(modifier)) refuse(`Unknown modifier "${modifier}" of ${code}`);
  if (!isServed(modifier)) return { [key]: values };
  return { [code]: values.map((value) => value.replaceAll(/[^,]+/g, (id) => qualified(id, modifier))) };
}

function qualified(id: string, type: string): string {
  return id.includes('/') ? id : `${type}/${id}`;
}

/** How many resources a page has for these values of `_count`; a client may ask for less than the largest page only. */
export function pageSize(counts: string[]): number {
  return Math.min(wholeNumber('_count', counts.at(-1) ?? defaultCount), largestCount);
}

function wholeNumber(key: string, value = ''): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : refuse(`${key} is not a whole number`);
}

function knownInclude(value: string): string {
  const [source = '', code = '', target] = value.split(':');
  if (!isServed(source) || searchParameter(source, code).type !== 'reference') refuse(`Invalid include "${value}"`);
  if (target !== undefined && !isServed(target)) refuse(`Invalid include "${value}"`);
  return value;
}

export function refuse(text: string): never {
  throw new OperationOutcomeError(badRequest(text));
}
