/** What the portal does for signing: see SigningDesk. Loaded when somebody signs. @module */
export { saveDraft } from '../drafts.ts';
export { openSigning } from '../open-signing.ts';
export { closeSigning, findSigned } from '../signing-after.ts';
export { sign } from '../signing.ts';
