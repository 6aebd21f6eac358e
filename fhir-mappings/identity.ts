/** Identifiers of facts that exist once (design 4.2a): the same fact, clicked or imported, meets in one resource. @module */
import { sid } from './codes.ts';
import type { Identifier } from './records/primitives.ts';

/** The clinic's key: the host signs, we never see the secret. */
export interface IdentityKey {
  keyId: string;
  /** HMAC-SHA-256 of the bytes. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer | Uint8Array<ArrayBuffer>>;
}

export type KeyedKind = 'membership' | 'seat' | 'attendance' | 'encounter';

/**
 * {system `<base>/sid/<kind>/<keyId>`, value base64url(HMAC-SHA-256(key, JSON [kind, group, session, patient]))}.
 * @param session the seat's identifier value, else the scheduled start by `sessionOf`; for a membership its start date
 * @param patient id of the Patient on that server, without its type
 */
export async function keyedIdentifier(
  key: IdentityKey,
  kind: KeyedKind,
  [group, session, patient]: readonly [group: string, session: string, patient: string],
): Promise<Identifier> {
  // A JSON array and not a joined string: ids may contain any separator.
  const message = new TextEncoder().encode(JSON.stringify([kind, group, session, patient]));
  return { system: sid.keyed(kind, key.keyId), value: base64url(await key.sign(message)) };
}

/** A scheduled start as it stands in an identity: UTC, to the minute, `2026-12-01T23:00Z`. */
export function sessionOf(start: string): string {
  return `${new Date(start).toISOString().slice(0, 16)}Z`;
}

/** Wraps a non-extractable HMAC CryptoKey. */
export function cryptoIdentityKey(keyId: string, key: CryptoKey): IdentityKey {
  return { keyId, sign: (bytes) => crypto.subtle.sign('HMAC', key, bytes) };
}

/**
 * The key without a secret, for stores that have none: `keyId` is `public`, and whoever can guess
 * group, time and patient id can compute the identifier. docs/security.md says what that means.
 */
export async function publicIdentityKey(): Promise<IdentityKey> {
  const bytes = new TextEncoder().encode('public');
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return cryptoIdentityKey('public', key);
}

/** RFC 4648 section 5, without padding. */
export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
