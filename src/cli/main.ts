#!/usr/bin/env node
/** The program `fhir-group-therapy`. @module */
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { setFlagsFromString } from 'node:v8';
import { SingleBar } from 'cli-progress';
import type { Surroundings } from './command.ts';
import { run } from './run.ts';

// half the memory for a file of a million rows; the server is slower than we are all the same (bench/README.md)
setFlagsFromString('--optimize-for-size');

const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);
const { stdin, stdout, stderr } = process;

// who reads along may stop (`| head`): that ends no import
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

function bar(total: number): ReturnType<NonNullable<Surroundings['bar']>> {
  const format = '{bar} {percentage}% | {value} of {total} patients | {speed}/s | {eta_formatted} left';
  const started = Date.now();
  const shown = new SingleBar({ format, stream: stderr, hideCursor: true, clearOnComplete: true });
  shown.start(total, 0, { speed: '0' });
  return {
    at: (done) => shown.update(done, { speed: (done / Math.max(1, (Date.now() - started) / 1000)).toFixed(0) }),
    stop: () => shown.stop(),
  };
}

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: line(stdout),
  err: line(stderr),
  terminal: stdout.isTTY,
  ...(stdin.isTTY && { ask }),
  ...(stderr.isTTY && { bar }),
});
