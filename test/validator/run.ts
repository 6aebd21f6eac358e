/**
 * `npm run validate`: HAPI's validator (R4, R5) and two validators from npm (R4) on everything we publish or write.
 * Fails on any error, on a control that passes, and when Java or Maven is missing and can't be installed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validCases, nameOf, type Case } from './cases.ts';
import { controls, type Control } from './controls.ts';
import { buildHapi, validateWithHapi, type Verdict } from './hapi.ts';
import { fhirJsValidator, medplumValidator } from './npm.ts';
import { kindOf } from './warnings.ts';
import { messageOf } from '../support/maven.ts';

export type Validator = 'hapi' | 'medplum' | 'fhir';
type Verdicts = Partial<Record<Validator, Verdict>>;

async function verdictsOf(cases: readonly Case[]): Promise<Map<Case, Verdicts>> {
  const classpath = await timed('build', buildHapi);
  const hapi = validateWithHapi(classpath, cases);
  hapi.catch(() => {}); // awaited below
  const verdicts = await timed('npm', async () => npmVerdicts(cases));
  const said = await timed('HAPI, rest', () => hapi);
  const silent = { errors: [{ path: '', message: 'no answer' }], warnings: [] };
  for (const [one, verdict] of verdicts) verdict.hapi = said.get(one.file) ?? silent;
  return verdicts;
}

function npmVerdicts(cases: readonly Case[]): Map<Case, Verdicts> {
  const [medplum, fhir] = [medplumValidator(), fhirJsValidator()];
  return new Map(cases.map((one) => [one, one.version === 'r4' ? { medplum: medplum(one), fhir: fhir(one) } : {}]));
}

const times: string[] = [];
async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.push(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** Prints each error and returns how many there were. */
function report(verdicts: Map<Case, Verdicts>): number {
  const table = new Map<string, { files: number; profiled: number; errors: number }>();
  const kinds = new Map<string, number>();
  for (const [one, said] of verdicts) {
    const key = `${one.group} ${one.version}`;
    const row = table.get(key) ?? { files: 0, profiled: 0, errors: 0 };
    table.set(key, row);
    row.files += 1;
    if (one.profile) row.profiled += 1;
    for (const [validator, { errors, warnings }] of Object.entries(said)) {
      row.errors += errors.length;
      for (const { path, message } of errors) console.error(`ERROR ${nameOf(one)} [${validator}] ${path}: ${message}`);
      for (const { message } of warnings) {
        const kind = kindOf(message) ?? `NOT EXPECTED [${validator}] ${message.slice(0, 240)}`;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
  }
  for (const [key, { files, profiled, errors }] of table) {
    console.log(
      `${key.padEnd(16)} ${String(files).padStart(4)} files, ${profiled} with a profile of ours, ${errors} errors`,
    );
  }
  for (const [kind, count] of [...kinds].toSorted(([, a], [, b]) => b - a)) console.log(`warnings: ${count} × ${kind}`);
  return [...table.values()].reduce((sum, { errors }) => sum + errors, 0);
}

/** Each control has one fault, and each validator named in it must say so. Returns how many did not. */
function reportControls(verdicts: Map<Case, Verdicts>, all: readonly Control[]): number {
  let missed = 0;
  for (const { one, about, caughtBy, says } of all) {
    for (const validator of caughtBy) {
      const errors = verdicts.get(one)?.[validator]?.errors ?? [];
      if (errors.some(({ path, message }) => `${path} ${message}`.includes(says))) continue;
      missed += 1;
      console.error(`NOT CAUGHT by ${validator}: ${nameOf(one)}, ${about}. It said: ${JSON.stringify(errors)}`);
    }
  }
  console.log(`${all.length} invalid controls, ${missed} not caught`);
  return missed;
}

const scratch = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-validate-'));
try {
  const cases = await timed('golden cases, seed', () => validCases(scratch));
  const invalid = controls(join(scratch, 'invalid'), cases);
  const verdicts = await verdictsOf([...cases, ...invalid.map((c) => c.one)]);
  const errors = report(new Map([...verdicts].filter(([one]) => one.group !== 'invalid')));
  const missed = reportControls(verdicts, invalid);
  console.log(times.join(', '));
  if (cases.length === 0 || errors + missed > 0) process.exitCode = 1;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
