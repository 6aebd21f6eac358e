/** Resources as lines of a file, with ids that are the same on every machine. @module */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4.js';
import type { Identifier } from '../../fhir-mappings/records/primitives.ts';

/** Namespace of addresses (RFC 9562, section 6.6): an identifier's system is one. */
const addresses = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** UUID of version 5 (RFC 9562, section 5.5): the same fact has the same id on every machine. */
export function idOf({ system, value }: Identifier): string {
  const hash = createHash('sha1').update(addresses).update(`${system}|${value}`).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A file for its owner alone, a resource a line. */
export function openLines(path: string) {
  const file = openSync(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let count = 0;
  return {
    add(resource: FhirResource) {
      const line = `${JSON.stringify(resource)}\n`;
      hash.update(line);
      writeSync(file, line);
      count++;
    },
    end() {
      closeSync(file);
      return { count, sha256: hash.digest('hex') };
    },
  };
}
