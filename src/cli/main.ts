#!/usr/bin/env node
/** The program `fhir-group-therapy`. @module */
import process from 'node:process';
import { run } from './run.ts';

const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  out: line(process.stdout),
  err: line(process.stderr),
});
