/**
 * Starts the real HAPI FHIR server of ./hapi, R4 or R5, for tests: builds it when its sources changed, waits until it
 * answers, and makes sure that it ends with this process.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { javaProject, keepLastLines, messageOf } from '../support/maven.ts';

export type FhirVersion = 'R4' | 'R5';

/** A running server: its FHIR base URL without a slash at the end, and how to end it. */
export interface Hapi {
  base: string;
  /** Resolves when the process is gone; may be called twice. */
  stop(): Promise<void>;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const folder = fileURLToPath(new URL('hapi/', import.meta.url));
/** Builds the server where it is not; rejects when Java or Maven is missing. */
export const buildHapi = javaProject({
  folder,
  mainClass: 'fhirgrouptherapy/HapiServer',
  name: 'The HAPI test server',
});
/** Half the work until the first answer: HAPI lives too short here to repay the optimizing compiler. */
const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const startLimitMs = 300_000; // both versions at once on 2 cores: 44 s, or 150 s where others work too
const stopLimitMs = 10_000;

/**
 * Starts a server of its own for the caller, on loopback and in memory.
 * @param options `fhirVersion`: R4 by default. `database`: JDBC URL of a PostgreSQL database that is its store instead. `port`: 0 (the default) takes a free one. `heapMb`: Java's heap in MiB,
 *   1500 by default.
 * @throws Error when Java or Maven is missing, the build fails, or the server does not answer within 300 s.
 */
export async function startHapi(
  options: { fhirVersion?: FhirVersion; database?: string; port?: number; heapMb?: number } = {},
): Promise<Hapi> {
  const { fhirVersion = 'R4', database, port = 0, heapMb = 1500 } = options;
  const classpath = await buildHapi();
  const child = spawn(
    'java',
    [
      ...quickStart,
      `-Xmx${heapMb}m`,
      'fhirgrouptherapy.HapiServer',
      String(port),
      fhirVersion,
      ...(database === undefined ? [] : [database]),
    ],
    // The class path as a variable: 250 jars in the arguments would drown every process list.
    { cwd: folder, env: { ...process.env, CLASSPATH: classpath }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const lastLines = keepLastLines(child.stderr, 30);
  const life = endWithUs(child);
  try {
    const base = await ready(child);
    child.once('exit', (code, signal) => {
      if (!life.asked)
        process.stderr.write(`HAPI ${fhirVersion} ended by itself (${signal ?? code}):\n${lastLines()}\n`);
    });
    return { base, stop: () => life.stop() };
  } catch (error) {
    await life.stop();
    throw new Error(`HAPI ${fhirVersion} did not start: ${messageOf(error)}\n${lastLines()}`, { cause: error });
  }
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
