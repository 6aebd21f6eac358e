/** What the portal does after signing: see SignedPortal. @module */
export { signedCopy } from '../signed-copy.ts';
export { signings } from '../signings.ts';
export { voidSigning } from '../void-signing.ts';
export { withdraw } from '../withdraw.ts';
