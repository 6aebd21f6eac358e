/** The code that paper carries in the place of a name: it tells whose form came back (domain.md 3.2). @module */

/** Crockford's 32 signs: no I, L, O or U, which a reader would take for 1, 1, 0 and V. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Six signs, as `K7Q-4QM`, from the first 30 bits of SHA-256 of the membership's reference: the same every time, and
 * two members of one group meet in it less than once in a million groups. It hides no reference from somebody who can
 * guess it. After a move to a server with other ids it is another code: paper printed before reads as another's.
 * Needs a secure context, as crypto.subtle does.
 */
export async function memberCode(membership: string): Promise<string> {
  const hash = new DataView(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(membership)));
  const bits = hash.getUint32(0) >>> 2;
  const code = [25, 20, 15, 10, 5, 0].map((shift) => signs[(bits >>> shift) & 31]).join('');
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}
