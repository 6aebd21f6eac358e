/** Records entered in error: what gives up its identifier, and what can still be told of it (design 4.2d). @module */
import type { FhirResource, Identifier } from 'fhir/r4.js';
import { codeSystem, sid } from '../../fhir-mappings/codes.ts';

/** R4 has one identifier where R5 has a list. */
interface Identified {
  identifier?: Identifier | Identifier[] | undefined;
}

/** Identifiers of a resource, one or several. */
export const identifiersOf = (resource: FhirResource): Identifier[] =>
  [(resource as Identified).identifier ?? []].flat();

const turned = <T extends FhirResource>(resource: T, turn: (one: Identifier) => Identifier): T => {
  const { identifier } = resource as Identified;
  if (identifier === undefined) return resource;
  return { ...resource, identifier: Array.isArray(identifier) ? identifier.map(turn) : turn(identifier) };
};

/** Entered in error, its identifier of that value given up in the same update. What others wrote stays. */
export const voided = <T extends FhirResource>(resource: T, value: string): T => ({
  ...turned(resource, (one) => (one.value === value ? { ...one, system: sid.void } : one)),
  status: 'entered-in-error',
});

/** True for what was entered in error. */
export const isVoid = (resource: FhirResource): boolean =>
  'status' in resource && resource.status === 'entered-in-error';

/** The resource as it was before it gave up its identifier, so that a reader knows it as ours; its status stays. */
export const asWas = <T extends FhirResource>(resource: T, system: string): T =>
  isVoid(resource) ? turned(resource, (one) => (one.system === sid.void ? { ...one, system } : one)) : resource;

/** Without its content: a copy filed on the wrong chart. Size, type and hash stay (domain.md G15). */
export function emptied<T extends FhirResource>(resource: T): T {
  const { content = [] } = resource as { content?: { attachment?: Record<string, unknown> }[] };
  return {
    ...resource,
    content: content.map((one) => {
      const { data: _data, url: _url, ...attachment } = one.attachment ?? {};
      return { ...one, attachment };
    }),
  };
}

/** Search token of our codes. */
export const token = (...codes: string[]): string => codes.map((code) => `${codeSystem}|${code}`).join(',');
