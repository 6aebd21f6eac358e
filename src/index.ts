/** `createPortal` and what goes in and comes out of it. @module */
export { PortalError, isPortalError, type ErrorCode } from '../fhir-mappings/errors.ts';
export { cryptoIdentityKey, type IdentityKey } from '../fhir-mappings/identity.ts';
export { createPortal, type PortalOptions } from './portal.ts';
export { patientInStore } from './beside.ts';
export type * from './book-types.ts';
export type * from './picture-types.ts';
export type * from './portal-types.ts';
export type * from './signed-types.ts';
export { inForceOnDay } from './signed-day.ts';
export type * from './preparation-types.ts';
export { parseDocument, type MemberDocument } from './content/document.ts';
export { parseGroups, type GroupDefinition, type GroupDefinitionInput } from './groups.ts';
export { evaluateReadiness } from './readiness/evaluate.ts';
export { inForceOn } from './readiness/in-force-on.ts';
export { summarizeAttendance } from './readiness/summary.ts';
export type { MemberFacts, Readiness } from './readiness/types.ts';
export type { AttendanceSummary, Outcome, Ratio, SessionOutcome } from './readiness/summary.ts';
