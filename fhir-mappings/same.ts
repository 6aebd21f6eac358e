/** The one cast between @types/fhir's R4 and R5: they type the same JSON twice. @module */

/** JSON whose elements both versions share, as the type that is asked for. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says which version's type it is
export const same = <T>(json: object): T => json as T;
