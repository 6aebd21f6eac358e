/**
 * `node bench/mapping.ts [rows]`: attendance rows to R4 JSON text, against `JSON.stringify` of the same output in the same run.
 * Prints ratios; asserts nothing. Making the rows is outside the clock.
 *
 * Runs twice: with the schemas interpreted, as in a page whose policy forbids code made at run time, and with
 * `zod/compile`, which a program that imports many rows can load before this library. The checks are the same.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sid } from '../fhir-mappings/codes.ts';
import { labelsFor } from '../fhir-mappings/labels.ts';
import { attendanceToFhir } from '../fhir-mappings/r4/write-attendance.ts';
import type { Attendance } from '../fhir-mappings/records/attendance.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = 25;
/** The three measurements take turns batch by batch, so that a busy machine slows each of them. */
const batch = 100;
const perRound = Math.max(batch, Math.round(rows / rounds / batch) * batch);
const labels = labelsFor({ substanceUse: false, redisclosureAllowed: false });
const outcomes = ['present', 'present-late', 'absent-with-notice', 'absent-without-notice'] as const;

function row(n: number): Attendance {
  const outcome = outcomes[n % outcomes.length] ?? 'present';
  const attended = outcome.startsWith('present');
  return {
    patient: `Patient/p${n % 5000}`,
    membership: `EpisodeOfCare/m${n % 5000}`,
    start: '2026-12-01T18:00:00-05:00',
    outcome,
    ...(outcome === 'present-late' && { minutesLate: 12 }),
    leaders: ['Practitioner/l1'],
    recordedBy: 'Practitioner/l1',
    recordedAt: '2026-12-01T19:41:00-05:00',
    status: 'final',
    identity: {
      attendance: { system: sid.keyed('attendance', 'k1'), value: `a${n}` },
      ...(attended && { encounter: { system: sid.keyed('encounter', 'k1'), value: `e${n}` } }),
    },
  };
}

interface Seconds {
  stringify: number;
  map: number;
  both: number;
}
let characters = 0;

const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

function round(first: number): Seconds {
  const total: Seconds = { stringify: 0, map: 0, both: 0 };
  for (let from = first; from < first + perRound; from += batch) {
    const made = (): Attendance[] => Array.from({ length: batch }, (_, i) => row(from + i));
    // two sets of the same rows: a text that was read once is cheaper to read again
    const [some, same] = [made(), made()];
    let output: object[] = [];
    total.map += seconds(() => {
      output = some.map((one) => attendanceToFhir(one, { labels }));
    });
    total.stringify += seconds(() => {
      for (const one of output) characters += JSON.stringify(one).length;
    });
    total.both += seconds(() => {
      for (const one of same) characters += JSON.stringify(attendanceToFhir(one, { labels })).length;
    });
  }
  return total;
}

/** The value so far up in the sorted list: a half is the median. */
const at = (share: number, list: number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length * share)] ?? NaN;

const compiler = import.meta.resolve('zod/compile');
const compiled = process.execArgv.includes(compiler);
const measured = Array.from({ length: rounds }, (_, n) => round(n * perRound));

function line(what: string, part: keyof Seconds, goal = ''): void {
  const times = measured.map((one) => one[part]);
  const ratios = measured.map((one) => one.stringify / one[part]);
  const rate = Math.round(perRound / at(0.5, times)).toLocaleString('en');
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => at(share, ratios).toFixed(2));
  console.log(`  ${what.padEnd(28)} ${rate.padStart(9)} rows/s  ${median} (${low} to ${high})${goal}`);
}
console.log(`${(rounds * perRound).toLocaleString('en')} rows, schemas ${compiled ? 'compiled' : 'interpreted'}`);
console.log(`  median of ${rounds} rounds; rate against JSON.stringify (and its middle half)`);
line('JSON.stringify of the output', 'stringify');
line('mapping alone', 'map');
line('mapping and JSON.stringify', 'both', ', goal 0.5');
console.log(`  ${characters.toLocaleString('en')} characters written`);

if (!compiled) {
  const again = ['--import', compiler, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1;
}
