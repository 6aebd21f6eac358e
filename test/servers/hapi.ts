/**
 * Starts the real HAPI FHIR R4 server of ./hapi for tests: builds it when its sources changed, waits until it answers,
 * and makes sure that it ends with this process.
 */
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A running server: its FHIR base URL without a slash at the end, and how to end it. */
export interface Hapi {
  base: string;
  /** Resolves when the process is gone; may be called twice. */
  stop(): Promise<void>;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const folder = fileURLToPath(new URL('hapi/', import.meta.url));
const classpathFile = join(folder, 'target', 'classpath.txt');
const builtFromFile = join(folder, 'target', 'built-from.sha256');
const packages = ['openjdk-17-jdk-headless', 'maven'];
const startLimitMs = 180_000;
const buildLimitMs = 900_000;
const stopLimitMs = 10_000;

let building: Promise<string> | undefined;

/**
 * Starts a server of its own for the caller, on loopback and in memory.
 * @param options `port`: 0 (the default) takes a free one. `heapMb`: Java's heap in MiB, 1500 by default.
 * @throws Error when Java or Maven is missing, the build fails, or the server does not answer within 180 s.
 */
export async function startHapi(options: { port?: number; heapMb?: number } = {}): Promise<Hapi> {
  building ??= prepare().finally(() => (building = undefined));
  const classpath = await building;
  const child = spawn(
    'java',
    [`-Xmx${options.heapMb ?? 1500}m`, 'fhirgrouptherapy.HapiServer', String(options.port ?? 0)],
    // The class path as a variable: 250 jars in the arguments would drown every process list.
    { cwd: folder, env: { ...process.env, CLASSPATH: classpath }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const lastLines = keepLastLines(child.stderr, 30);
  const life = endWithUs(child);
  try {
    const base = await ready(child);
    child.once('exit', (code, signal) => {
      if (!life.asked) process.stderr.write(`HAPI ended by itself (${signal ?? code}):\n${lastLines()}\n`);
    });
    return { base, stop: () => life.stop() };
  } catch (error) {
    await life.stop();
    throw new Error(`HAPI did not start: ${messageOf(error)}\n${lastLines()}`, { cause: error });
  }
}

/** Tools, build, and the class path to start with. */
async function prepare(): Promise<string> {
  if (missingTools().length > 0) await installTools();
  const sources = hashOfSources();
  if (!isBuilt(sources)) {
    const args = ['-q', '-B', '-Dstyle.color=never', 'compile', 'dependency:build-classpath'];
    await run('mvn', [...args, `-Dmdep.outputFile=${classpathFile}`], buildLimitMs);
    writeFileSync(builtFromFile, sources);
  }
  return [join(folder, 'target', 'classes'), readFileSync(classpathFile, 'utf8')].join(delimiter);
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
async function installTools(): Promise<void> {
  const advice = `Install Java 17 or newer and Maven (Debian: apt-get install -y ${packages.join(' ')}).`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`The HAPI test server lacks ${missingTools().join(', ')}. ${advice}`);
  }
  try {
    await run('apt-get', ['update', '-q'], buildLimitMs);
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], buildLimitMs);
  } catch (error) {
    throw new Error(`Java and Maven could not be installed: ${messageOf(error)}\n${advice}`, { cause: error });
  }
  const missing = missingTools();
  if (missing.length > 0) throw new Error(`The HAPI test server still lacks ${missing.join(', ')}. ${advice}`);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of [join(folder, 'pom.xml'), ...sources]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** True when the last build was of these sources and all its jars are still there (Maven's repository may be cleared). */
function isBuilt(sources: string): boolean {
  if (!existsSync(builtFromFile) || readFileSync(builtFromFile, 'utf8') !== sources) return false;
  if (!existsSync(join(folder, 'target', 'classes', 'fhirgrouptherapy', 'HapiServer.class'))) return false;
  return existsSync(classpathFile) && readFileSync(classpathFile, 'utf8').split(delimiter).every(existsSync);
}

/** Runs a command to its end; its output is only in the error. */
async function run(command: string, args: string[], limitMs: number): Promise<void> {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
  });
  const lines = [keepLastLines(child.stdout, 30), keepLastLines(child.stderr, 30)];
  const [code, signal]: unknown[] = await once(child, 'close');
  if (code === 0) return;
  throw new Error(
    [`${command} ${args.join(' ')} ended with ${String(signal ?? code)}`, ...lines.map((last) => last())].join('\n'),
  );
}

/** The base URL, once the server has printed it and answers. */
async function ready(child: Child): Promise<string> {
  const limit = AbortSignal.timeout(startLimitMs);
  const gone = new AbortController();
  child.once('exit', (code, signal) => gone.abort(new Error(`java ended with ${signal ?? code}`)));
  child.once('error', (error) => gone.abort(error));
  const signal = AbortSignal.any([limit, gone.signal]);
  try {
    const base = await readyLine(child, signal);
    while ((await fetch(`${base}/metadata`, { signal })).status !== 200) await sleep(250, undefined, { signal });
    return base;
  } catch (error) {
    if (gone.signal.aborted) throw gone.signal.reason;
    throw limit.aborted ? new Error(`no answer within ${startLimitMs / 1000} s`, { cause: error }) : error;
  }
}

async function readyLine(child: Child, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: child.stdout });
  for (;;) {
    const [line]: unknown[] = await once(lines, 'line', { signal });
    const base = /^READY (\S+)$/.exec(String(line))?.[1];
    if (base !== undefined) return base;
  }
}

/**
 * Ties the child's life to ours. Its stdin, which we hold, ends it even after our SIGKILL; these handlers end it at
 * once in the orderly cases. Only this one process is ever signalled, through its own handle.
 */
function endWithUs(child: Child): { asked: boolean; stop(): Promise<void> } {
  const closed = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve()); // it never started
  });
  const kill = (): void => void child.kill('SIGKILL');
  const onSignal = (signal: NodeJS.Signals): void => {
    life.asked = true;
    kill();
    forget();
    // Node's default was to end; where nobody else listens it still is.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.off('exit', kill).off('SIGINT', onSignal).off('SIGTERM', onSignal);
  };
  process.on('exit', kill).on('SIGINT', onSignal).on('SIGTERM', onSignal);
  void closed.then(forget);
  const life = {
    asked: false,
    async stop(): Promise<void> {
      life.asked = true;
      child.kill('SIGTERM');
      const force = setTimeout(kill, stopLimitMs);
      await closed;
      clearTimeout(force);
    },
  };
  return life;
}

function keepLastLines(stream: Readable, count: number): () => string {
  const last: string[] = [];
  createInterface({ input: stream }).on('line', (line) => {
    last.push(line);
    if (last.length > count) last.shift();
  });
  return () => last.join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
