/**
 * `node bench/mapping.ts [rows]`: attendance rows to R4 JSON, against `JSON.stringify` of the same output in the same run.
 * Prints a ratio; asserts nothing.
 * @module
 */
import { labelsFor } from '../fhir-mappings/labels.ts';
import { attendanceToFhir } from '../fhir-mappings/r4/attendance.ts';
import type { Attendance } from '../fhir-mappings/records/attendance.ts';
import { sid } from '../fhir-mappings/codes.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const labels = labelsFor({ substanceUse: false, redisclosureAllowed: false });
const outcomes = ['present', 'present-late', 'absent-with-notice', 'absent-without-notice'] as const;

/** The n-th row; made as it is needed, so that memory stays flat. */
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

const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

const sample = Array.from({ length: 1000 }, (_, n) => attendanceToFhir(row(n), { labels }));
let bytes = 0;
const stringify = seconds(() => {
  for (let n = 0; n < rows; n++) bytes += JSON.stringify(sample[n % sample.length]).length;
});
const map = seconds(() => {
  for (let n = 0; n < rows; n++) bytes += attendanceToFhir(row(n), { labels }).observation.resourceType.length;
});
const both = seconds(() => {
  for (let n = 0; n < rows; n++) bytes += JSON.stringify(attendanceToFhir(row(n), { labels })).length;
});
const rate = (time: number) => `${Math.round(rows / time).toLocaleString('en')} rows/s`;
console.log(`${rows.toLocaleString('en')} rows, ${bytes.toLocaleString('en')} characters`);
console.log(`JSON.stringify of the output   ${rate(stringify)}`);
console.log(
  `mapping alone                  ${rate(map)}, ${(stringify / map).toFixed(2)} of the rate of JSON.stringify`,
);
console.log(`mapping and JSON.stringify     ${rate(both)}, ${(stringify / both).toFixed(2)} of it (goal 0.5)`);
