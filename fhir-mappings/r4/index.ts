/** Records ↔ FHIR R4 (and R4B: the same elements, fhir.md 1.2). @module */
export { agreementFromFhir, responseOf } from './agreement.ts';
export { agreementToFhir, endConsent, type AgreementResources } from './write-agreement.ts';
export { changeFromFhir, changeToFhir } from './change.ts';
export { attendanceFromFhir, attendanceToFhir, type AttendanceResources } from './attendance.ts';
export { closeSigning } from './close-signing.ts';
export { draftFromFhir, draftToFhir } from './draft.ts';
export { exceptConsent, rejectConsent } from './decided-consent.ts';
export { groupToFhir, type GroupRecord } from './group.ts';
export { membershipFromFhir, membershipToFhir } from './membership.ts';
export { noteFromFhir, noteToFhir } from './note.ts';
export { preparationFromFhir, preparationToFhir } from './preparation.ts';
export { seatFromFhir, seatToFhir } from './seat.ts';
export { relatedPersonToFhir } from './related-person.ts';
export { isForeign, type Foreign } from './shared.ts';
export { signedCopyFromFhir, signedCopyToFhir } from './signed-copy.ts';
export { signingFromFhir, signingToFhir, type Signed } from './signing.ts';
export { snapshotFromFhir, snapshotToFhir } from './snapshot.ts';
export { visitOver } from './readers.ts';
