/** HAPI's instance validator, R4 and R5: a Java process per version, both at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { javaProject, keepLastLines } from '../support/maven.ts';
import { conformanceFolder, type Case, type Version } from './cases.ts';

export interface Issue {
  path: string;
  message: string;
}
/** What a validator says about one file. */
export interface Verdict {
  errors: Issue[];
  warnings: Issue[];
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const build = javaProject({ folder, mainClass: 'fhirgrouptherapy/Validate', name: 'The FHIR validator' });

const settings = [
  '-Xmx1g',
  // the validator has all it needs: a proxy nobody answers at keeps it off the internet
  '-DsocksProxyHost=127.0.0.1',
  '-DsocksProxyPort=9',
];

/** Builds it where needed. Throws an Error that says what to install when Java or Maven is missing. */
export const buildHapi = (): Promise<string> => build();

/** Verdicts by file. Throws an Error with the last lines of the log when the process fails. */
export async function validateWithHapi(classpath: string, cases: readonly Case[]): Promise<Map<string, Verdict>> {
  const verdicts = await Promise.all(
    (['r4', 'r5'] as const).map((version) =>
      inOneProcess(
        classpath,
        version,
        cases.filter((c) => c.version === version),
      ),
    ),
  );
  return new Map(verdicts.flatMap((map) => [...map]));
}

async function inOneProcess(
  classpath: string,
  version: Version,
  cases: readonly Case[],
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const child = spawn('java', [...settings, 'fhirgrouptherapy.Validate', version, conformanceFolder(version)], {
    env: { ...process.env, CLASSPATH: classpath },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lastLines = keepLastLines(child.stderr, 20);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { file, ...verdict } = JSON.parse(line) as Verdict & { file: string };
    verdicts.set(file, verdict);
  });
  // a process that ends early leaves a broken pipe; its exit code says why
  child.stdin.on('error', () => {});
  child.stdin.end(cases.map(({ file, profile = '' }) => `${file}\t${profile}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 || verdicts.size < cases.length) {
    throw new Error(
      `The ${version} validator ended with ${code} after ${verdicts.size} of ${cases.length} files.\n${lastLines()}`,
    );
  }
  return verdicts;
}
