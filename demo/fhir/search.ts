import { type Filter, parseSearchRequest, type SearchRequest, type SortRule, type WithId } from '@medplum/core';
import type { Reference, Resource, SearchParameter } from '@medplum/fhirtypes';
import { matches, valuesOf } from './match.ts';
import { refuse, searchParameter } from './parameters.ts';
import { localTarget } from './references.ts';

/** What a search needs to see of the stored resources. */
export interface Store {
  all(type: string): Iterable<WithId<Resource>>;
  /** By `Type/id`. */
  get(key: string): WithId<Resource> | undefined;
}

/** The resources of one page and how many there are on all pages, in the order of `_sort`, else of creation. */
export function findPage(request: SearchRequest, store: Store): { page: WithId<Resource>[]; total: number } {
  const { resourceType, filters = [], sortRules = [], offset = 0, count } = request;
  const tests = filters.map((filter) => compile(resourceType, filter, store));
  const found = [...store.all(resourceType)].filter((resource) => tests.every((test) => test(resource)));
  if (sortRules.length > 0) found.sort(comparison(resourceType, sortRules));
  return { page: found.slice(offset, count === undefined ? undefined : offset + count), total: found.length };
}

type Test = (resource: Resource) => boolean;

function compile(type: string, filter: Filter, store: Store): Test {
  if (filter.code.includes('.')) return compileChain(type, filter, store);
  const parameter = searchParameter(type, filter.code);
  return (resource) => matches(resource, parameter, filter);
}

/** `episode-of-care:EpisodeOfCare.type=…`: the resources whose reference leads to one that meets the rest. */
function compileChain(type: string, { code, value }: Filter, store: Store): Test {
  const dot = code.indexOf('.');
  const [name = '', stated] = code.slice(0, dot).split(':');
  const parameter = searchParameter(type, name);
  const target = stated ?? onlyTarget(parameter);
  const filters = parseSearchRequest(target, { [code.slice(dot + 1)]: value }).filters ?? [];
  const tests = filters.map((filter) => compile(target, filter, store));
  return (resource) =>
    valuesOf(resource, parameter).some(({ value: link }) => {
      const found = store.get(localTarget((link as Reference).reference ?? '') ?? '');
      return found?.resourceType === target && tests.every((test) => test(found));
    });
}

function onlyTarget({ code, target = [] }: SearchParameter): string {
  // R4 lets `patient` lead to Group where it is shared with `subject`; by its name it never does.
  if (code === 'patient') return 'Patient';
  return target.length === 1 && target[0] ? target[0] : refuse(`Name the type, as in ${code}:Type.parameter`);
}

function comparison(type: string, rules: SortRule[]): (a: Resource, b: Resource) => number {
  const keys = rules.map(({ code, descending }) => ({ parameter: searchParameter(type, code), descending }));
  return (a, b) => {
    for (const { parameter, descending } of keys) {
      const [first, second] = [sortKey(a, parameter), sortKey(b, parameter)];
      if (first !== second) return first < second === !descending ? -1 : 1;
    }
    return 0;
  };
}

function sortKey(resource: Resource, parameter: SearchParameter): string {
  const value: unknown = valuesOf(resource, parameter)[0]?.value;
  if (parameter.type !== 'date') return JSON.stringify(value ?? null);
  const text = typeof value === 'string' ? value : ((value as { start?: string } | undefined)?.start ?? '');
  return text === '' ? '' : new Date(text).toISOString();
}
