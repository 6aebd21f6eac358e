/** What a token's scopes allow (SMART App Launch 2, "Scopes for requesting FHIR Resources"; version 1 read too). @module */

/** Create, read, update, delete, search: SMART's letters. */
export type Right = 'c' | 'r' | 'u' | 'd' | 's';

const versionOne: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/**
 * Whether a token response's `scope` allows it. A scope narrowed by a query (`Observation.rs?category=…`) allows less than
 * all of the type, so it counts for nothing.
 */
export const allows = (scope: string, type: string, right: Right): boolean =>
  scope.split(/\s+/).some((one) => {
    const [, of, rights = ''] = /^(?:patient|user|system)\/(\w+|\*)\.(\*|\w+)$/.exec(one) ?? [];
    return (of === type || of === '*') && (versionOne[rights] ?? rights).includes(right);
  });
