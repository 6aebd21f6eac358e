/** Hashes that bind a signature to the words (design 3, 3a): RFC 8785 JSON, SHA-256, RFC 6920 names. @module */
import canonicalize from 'canonicalize';
import type { Answer } from './codes.ts';
import { PortalError } from './errors.ts';
import { base64url } from './identity.ts';
import { answersOf, type Agreement } from './records/agreement.ts';

/** `ni:///sha-256;…` of the canonical JSON of a value. Needs a secure context, as crypto.subtle does. */
export async function niHash(value: unknown): Promise<string> {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch {
    text = undefined; // lone surrogates, NaN
  }
  if (text === undefined) throw new PortalError('invalid', 'This cannot be hashed.');
  return niHashOf(new TextEncoder().encode(text));
}

/** `ni:///sha-256;…` of bytes as they are: a file. */
export async function niHashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return `ni:///sha-256;${base64url(await crypto.subtle.digest('SHA-256', bytes))}`;
}

/** Base64 of the UTF-8 bytes of a text, as Attachment and Signature hold it. */
export function base64(text: string): string {
  // in pieces: a whole document in one call has more arguments than an engine takes
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}

/** What a signature is over. No server ids: they change on merge and migration. */
export interface SignedContent {
  text: string;
  signing: string;
  signer: { name: string; role: string };
  answers: Record<string, Answer>;
  /** Instant, or `unknown`. */
  signed: string;
}

/** The content of a record as it was signed. */
export function signedContent(record: Agreement): SignedContent {
  const { textHash, signing, signer, signed, signedUnknown } = record;
  return {
    text: textHash,
    signing,
    signer: { name: signer.name, role: signer.role },
    answers: answersOf(record),
    // a paper without a date: when it was typed in is no part of what was signed
    signed: signedUnknown ? 'unknown' : signed,
  };
}

/** True while answers, signer and time still hash to what was signed. Detects edits, not forgery: there is no key. */
export async function isUnchanged(record: Agreement): Promise<boolean> {
  return (await niHash(signedContent(record))) === record.signedHash;
}
