/** What the commands of an import share: the configuration with the files it names. @module */
import { dirname, join, resolve } from 'node:path';
import { access, constants, stat } from 'node:fs/promises';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { cryptoIdentityKey, publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { parseGroups } from '../groups.ts';
import { groupsOf, parseSyncConfig } from '../sync/config.ts';
import type { Shard } from '../sync/engine.ts';
import { isRefused } from '../sync/reasons.ts';
import type { SyncSetting } from '../sync/work.ts';
import { jsonIn, keyFrom, needed, textOf } from './arguments.ts';
import { signIn } from './authentication.ts';
import { exits, exitWith, type Surroundings } from './command.ts';

/** Reads the configuration; whatever is wrong with it ends the command with 2. */
export const settingFrom = (config: string | undefined, surroundings: Surroundings): Promise<SyncSetting> =>
  exitWith(exits.arguments, async () => {
    const path = resolve(needed('--config', config));
    const parsed = parseSyncConfig(jsonIn(await textOf(path, '--config'), '--config'));
    const beside = (name: string) => resolve(dirname(path), name);
    const groups = parseGroups(jsonIn(await textOf(beside(parsed.groupsFile), 'groupsFile'), 'groupsFile'));
    groupsOf(parsed, groups);
    const { keyId, keyFile, server, authentication = { type: 'bearer' } } = parsed;
    const key = async () => {
      if (keyId === undefined) return publicIdentityKey();
      const bytes = await keyFrom(keyFile && beside(keyFile), surroundings);
      const secret = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      return cryptoIdentityKey(keyId, secret);
    };
    let made: ReturnType<typeof key> | undefined;
    return {
      config: parsed,
      groups,
      stateFolder: beside(parsed.stateFolder),
      connection: (await signIn(server, authentication, surroundings, beside)).connection,
      key: () => (made ??= key()),
    };
  });

/** The file a command is given; one that isn't there ends it with 2. */
export const fileFrom = ([file]: readonly string[]): Promise<string> =>
  exitWith(exits.arguments, async () => {
    const path = needed('file', file);
    const isReadable = await access(path, constants.R_OK).then(
      async () => (await stat(path)).isFile(),
      () => false,
    );
    if (!isReadable) throw new PortalError('not-found', 'The file can’t be read.', ['file']);
    return path;
  });

/** `2/8`. Throws PortalError `invalid` naming the option. */
export function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [i = 0, n = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).slice(1).map(Number);
  if (i < 1 || i > n) throw new PortalError('invalid', 'A part is i/n, as in 2/8.', ['--shard']);
  return { i, n };
}

/** The setting of one part of the patients: what it keeps is in a folder of its own. */
export const partOf = async (setting: SyncSetting, text: string | undefined): Promise<SyncSetting> => {
  const shard = await exitWith(exits.arguments, () => shardOf(text));
  if (shard === undefined) return setting;
  return { ...setting, shard, stateFolder: join(setting.stateFolder, `shard-${shard.i}-of-${shard.n}`) };
};

/** A file that is refused ends a command with 3, a state folder that can't be used with 2, a server that fails with 4. */
export async function refusedWith<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isPortalError(error)) throw error;
    if (isRefused(error)) throw Object.assign(error, { exit: exits.input });
    const isFolder = error.code === 'not-allowed' && error.fields.includes('stateFolder');
    throw isFolder ? Object.assign(error, { exit: exits.arguments }) : error;
  }
}
