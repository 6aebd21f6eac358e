/**
 * The Java of our tests: finds or installs Java and Maven, builds a small project once per change of its sources,
 * and gives the class path to start it with.
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface JavaProject {
  /** Absolute path of the folder with `pom.xml` and `src`. */
  folder: string;
  /** Path of the main class below `target/classes`, without `.class`. */
  mainClass: string;
  /** How an error names it: "The HAPI test server". */
  name: string;
}

const packages = ['openjdk-17-jdk-headless', 'maven'];
const buildLimitMs = 900_000;

/**
 * A function that builds the project, if that is needed, and resolves with its class path; calls at once share a build.
 * It rejects when Java or Maven is missing and can't be installed, or when the build fails.
 */
export function javaProject(project: JavaProject): () => Promise<string> {
  let building: Promise<string> | undefined;
  return () => (building ??= prepare(project).finally(() => (building = undefined)));
}

/** Tools, build, and the class path to start with. */
async function prepare({ folder, mainClass, name }: JavaProject): Promise<string> {
  if (missingTools().length > 0) await installTools(folder, name);
  const sources = hashOfSources(folder);
  const classes = join(folder, 'target', 'classes');
  const classpathFile = join(folder, 'target', 'classpath.txt');
  const builtFromFile = join(folder, 'target', 'built-from.sha256');
  const isBuilt =
    existsSync(builtFromFile) &&
    readFileSync(builtFromFile, 'utf8') === sources &&
    existsSync(join(classes, `${mainClass}.class`)) &&
    existsSync(classpathFile) &&
    // Maven's repository may have been cleared since
    readFileSync(classpathFile, 'utf8').split(delimiter).every(existsSync);
  if (!isBuilt) {
    const args = ['-q', '-B', '-Dstyle.color=never', 'compile', 'dependency:build-classpath'];
    await run(folder, 'mvn', [...args, `-Dmdep.outputFile=${classpathFile}`]);
    writeFileSync(builtFromFile, sources);
  }
  return [classes, readFileSync(classpathFile, 'utf8')].join(delimiter);
}

/** What this machine lacks, in words; javac because a Java without a compiler can't build. */
function missingTools(): string[] {
  const missing: string[] = [];
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0);
  if (version < 17) missing.push(version === 0 ? 'java' : `java 17 or newer (this one is ${version})`);
  for (const tool of ['javac', 'mvn']) {
    if (spawnSync(tool, ['-version'], { stdio: 'ignore' }).status !== 0) missing.push(tool);
  }
  return missing;
}

/** Installs Java and Maven where that is ours to do (root on Debian), else says how. */
async function installTools(folder: string, name: string): Promise<void> {
  const advice = `Install Java 17 or newer and Maven (Debian: apt-get install -y ${packages.join(' ')}).`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`${name} lacks ${missingTools().join(', ')}. ${advice}`);
  }
  try {
    await run(folder, 'apt-get', ['update', '-q']);
    await run(folder, 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages]);
  } catch (error) {
    throw new Error(`Java and Maven could not be installed: ${messageOf(error)}\n${advice}`, { cause: error });
  }
  const missing = missingTools();
  if (missing.length > 0) throw new Error(`${name} still lacks ${missing.join(', ')}. ${advice}`);
}

function hashOfSources(folder: string): string {
  const hash = createHash('sha256');
  const sources = readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of [join(folder, 'pom.xml'), ...sources]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Runs a command to its end; its output is only in the error. */
async function run(folder: string, command: string, args: string[]): Promise<void> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: buildLimitMs,
  });
  const lines = [keepLastLines(child.stdout, 30), keepLastLines(child.stderr, 30)];
  const [code, signal]: unknown[] = await once(child, 'close');
  if (code === 0) return;
  throw new Error(
    [`${command} ${args.join(' ')} ended with ${String(signal ?? code)}`, ...lines.map((last) => last())].join('\n'),
  );
}

/** Reads a stream to its end, keeping the last lines for an error's message. */
export function keepLastLines(stream: Readable, count: number): () => string {
  const last: string[] = [];
  createInterface({ input: stream }).on('line', (line) => {
    last.push(line);
    if (last.length > count) last.shift();
  });
  return () => last.join('\n');
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
