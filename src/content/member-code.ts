/** The short code on a printed form that tells whose paper came back, without a name. @module */

/** Crockford's letters and digits: none is mistaken for another in handwriting or on a bad copy. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Six signs from the SHA-256 of the membership's reference, as `K7Q-4QM`. It identifies nobody by itself. */
export async function memberCode(membership: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(membership)));
  const signs = Array.from(hash.subarray(0, 6), (byte) => alphabet[byte % 32]).join('');
  return `${signs.slice(0, 3)}-${signs.slice(3)}`;
}
