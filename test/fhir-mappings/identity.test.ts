import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isUnchanged, niHash, signedContent } from '../../fhir-mappings/hash.ts';
import {
  cryptoIdentityKey,
  keyedIdentifier,
  publicIdentityKey,
  sessionOf,
  type KeyedKind,
} from '../../fhir-mappings/identity.ts';
import { agreements } from './records.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`examples/${file}`, import.meta.url), 'utf8'));
const identity = read('identity-vectors.json') as {
  key: { keyId: string; utf8: string };
  vectors: { input: string[]; value: string }[];
};
const hashes = read('signed-hash-vectors.json') as { file: string; content: object; hash: string }[];

const key = async () =>
  cryptoIdentityKey(
    identity.key.keyId,
    await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(identity.key.utf8),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    ),
  );

test.each(identity.vectors)('identity of $input has the published value', async ({ input, value }) => {
  const [kind, group = '', session = '', patient = ''] = input;
  expect(await keyedIdentifier(await key(), kind as KeyedKind, [group, session, patient])).toEqual({
    system: `https://fhir-group-therapy.example/fhir/sid/${kind}/k1`,
    value,
  });
});

test('a start has one form in an identity, whatever its offset', () => {
  expect(sessionOf('2026-12-01T18:00:00-05:00')).toBe('2026-12-01T23:00Z');
  expect(sessionOf('2026-12-01T23:00:00.000Z')).toBe('2026-12-01T23:00Z');
});

test('without a key the id of the key says public', async () => {
  expect((await publicIdentityKey()).keyId).toBe('public');
});

test.each(hashes)('signed hash of $file has the published value', async ({ content, hash }) => {
  expect(await niHash(content)).toBe(hash);
});

test.each(agreements)(
  '%s: the record hashes to what was signed, and to something else after any edit',
  async (_c, _r, record) => {
    expect(await isUnchanged(record)).toBe(true);
    const { signedUnknown, ...dated } = record;
    expect(await isUnchanged({ ...dated, signed: '2026-11-20T14:31:08-05:00' })).toBe(false);
    // when a paper without a date was typed in is no part of what was signed
    expect(await isUnchanged({ ...record, signed: '2026-11-20T14:31:08-05:00' })).toBe(signedUnknown === true);
    expect(await isUnchanged({ ...record, signer: { ...record.signer, name: 'Other Person-Test' } })).toBe(false);
    expect(Object.keys(signedContent(record))).toEqual(['text', 'signing', 'signer', 'answers', 'signed']);
  },
);

test('a value that has no canonical JSON is refused', async () => {
  await expect(niHash({ a: Number.NaN })).rejects.toMatchObject({ code: 'invalid' });
});
