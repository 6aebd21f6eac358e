/** Invalid controls: examples with one fault each. A validator that lets them pass would prove nothing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseOf, examplesFolder, type AnyResource, type Case, type Version } from './cases.ts';
import type { Validator } from './run.ts';

/** `invalid/<name>.json`. */
interface ControlFile {
  about: string;
  version: Version;
  /** The valid example it starts from. */
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

/** All controls, written into the folder as the files they describe. */
export function controls(scratch: string): Control[] {
  mkdirSync(scratch, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as ControlFile] as const)
    .filter(([name, { version }]) => {
      // only a whole version that is not there yet: a missing example is an error
      const there = existsSync(examplesFolder(version));
      if (!there) console.error(`NOT RUN: control ${name}, there are no ${version} examples`);
      return there;
    })
    .map(([name, { version, from, changes, ...rest }]) => {
      const example = JSON.parse(readFileSync(join(examplesFolder(version), from), 'utf8')) as AnyResource;
      // the profile is that of the example: the fault may be in what tells it
      const { profile } = caseOf('invalid', version, name, example);
      const faulty = changed(example, changes);
      const file = join(scratch, name);
      writeFileSync(file, JSON.stringify(faulty));
      return { one: { group: 'invalid', version, file, resource: faulty, profile }, ...rest };
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
