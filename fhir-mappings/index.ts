/** What a record means: records, codes, labels, identity, guard. No network, clock or DOM. @module */
export { PortalError, isPortalError, type ErrorCode } from './errors.ts';
export * from './codes.ts';
export { guard, type GuardSetting } from './guard.ts';
export { isUnchanged, niHash, niHashOf, signedContent, type SignedContent } from './hash.ts';
export {
  cryptoIdentityKey,
  keyedIdentifier,
  publicIdentityKey,
  sessionOf,
  type IdentityKey,
  type KeyedKind,
} from './identity.ts';
export { mappingsFor, type FhirVersion, type Mappings } from './mappings.ts';
export { onFile, type OnFile } from './on-file.ts';
export { labelsFor, seatLabels, type LabelSetting } from './labels.ts';
export { answersOf, parseAgreement, type Agreement, type AgreementPart } from './records/agreement.ts';
export { parseAttendance, type Attendance } from './records/attendance.ts';
export { parseChange, type Change, type ChangeReason } from './records/change.ts';
export { parseDraft, type Draft } from './records/draft.ts';
export { parseMembership, type Membership } from './records/membership.ts';
export { parseNote, type Note } from './records/note.ts';
export { parsePreparation, type Preparation } from './records/preparation.ts';
export type { Identifier } from './records/primitives.ts';
export { parseSeat, type Seat } from './records/seat.ts';
export { parseSignedCopy, type SignedCopy } from './records/signed-copy.ts';
export { parseSigning, type Signing, type SigningClose } from './records/signing.ts';
export { parseSnapshot, type Snapshot } from './records/snapshot.ts';
