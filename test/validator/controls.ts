/** Invalid controls: valid resources with one fault each. A validator that lets them pass would prove nothing. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyResource, Case, Version } from './cases.ts';
import type { Validator } from './run.ts';

/** `invalid/<name>.json`. */
interface ControlFile {
  about: string;
  version: Version;
  /** The example it starts from, or `golden/<case>-<type>`: the first such resource of the golden cases. */
  from: string;
  /** Its one fault: at each path a value is set, or taken away where none is given. */
  changes: { path: (string | number)[]; value?: unknown }[];
  caughtBy: Validator[];
  /** Text of the error that must come: another error would be luck. */
  says: string;
}

export interface Control extends Pick<ControlFile, 'about' | 'caughtBy' | 'says'> {
  one: Case;
}

const folder = fileURLToPath(new URL('invalid/', import.meta.url));

/** All controls, written into the folder as the files they describe, each from one of the valid cases. */
export function controls(scratch: string, valid: readonly Case[]): Control[] {
  mkdirSync(scratch, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const { version, from, changes, ...rest } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as ControlFile;
      const wanted = from.includes('/') ? from : `examples/${from}`;
      const source = valid.find(
        (one) => one.version === version && `${one.group}/${basename(one.file)}`.startsWith(wanted),
      );
      if (!source) throw new Error(`Control ${name}: there is no ${version} ${wanted}.`);
      const resource = changed(source.resource, changes);
      const file = join(scratch, name);
      writeFileSync(file, JSON.stringify(resource));
      // the profile stays that of the valid one: the fault may be in what tells it
      return { one: { ...source, group: 'invalid', file, resource }, ...rest };
    });
}

function changed(resource: AnyResource, changes: ControlFile['changes']): AnyResource {
  const copy = structuredClone(resource);
  for (const { path, value } of changes) {
    let target = copy as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) target = target[step] as Record<string | number, unknown>;
    const last = path.at(-1) ?? '';
    if (value !== undefined) target[last] = value;
    else if (Array.isArray(target)) target.splice(Number(last), 1);
    else delete target[last];
  }
  return copy;
}
