/**
 * The clinic's other system: its export of attendance, as SimplePractice lays one out, with the faults such files have, and
 * the configuration that imports it into the running demo.
 * @module
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { layouts } from '../src/sync/layouts.ts';
import type { SyncConfigInput } from '../src/sync/config.ts';
import { sessionsAround } from './seed/calendar.ts';
import { groupDefinitions, groups, importer, patientNumbers, people, type Person } from './seed/clinic.ts';

/** What the other system says of an outcome: it knows neither who was late nor who called. */
const words: Record<string, string> = {
  P: 'Show',
  L: 'Show',
  U: 'Show',
  N: 'Canceled',
  A: 'No show',
  Q: 'No show',
  T: 'Show',
  X: 'Clinician canceled',
};
const titles: Record<string, string> = { tuesday: 'Tues 6p process grp', thursday: 'Thurs 5:30p' };
const names = {
  patient: 'Client ID',
  group: 'Group',
  date: 'Date of Service',
  time: 'Start Time',
  status: 'Attendance Status',
  evidence: 'Progress Note Status',
};
const header = ['Client Name', ...Object.values(names)];

interface Line {
  name: string;
  id: string;
  group: string;
  /** Local, `2026-11-24T18:00:00-05:00`. */
  start: string;
  status: string;
  note: string;
}

/** The file: every session of every member until now and the ones booked, oldest first. */
export function exportedAttendance(now: Date): string {
  const lines = people.flatMap((person, i) => linesOf(person, i, now)).toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const rows = [...lines, ...faults(lines)].map(cellsOf);
  return stringify([header, ...rows], { record_delimiter: 'windows' });
}

function linesOf(person: Person, index: number, now: Date): Line[] {
  const group = groups.find(({ key }) => key === person.group);
  if (group === undefined) return [];
  const { past, coming } = sessionsAround(person.group, group.timeZone, now);
  const own = person.joined === 0 ? [] : past.slice(-person.joined);
  const line = (start: string, status: string, note: string): Line => ({
    name: `${person.family}, ${person.given}`,
    id: `TEST-${String(index + 1).padStart(4, '0')}`,
    group: titles[person.group] ?? '',
    start,
    status,
    note,
  });
  return [
    ...own.map(({ start }, i) => {
      const word = words[person.attendance[i] ?? ''];
      // a session nobody wrote down: booked as "Show", and nobody has touched it
      return line(start, word ?? 'Show', word === undefined ? '' : 'Signed');
    }),
    ...coming.map(({ start }) => line(start, 'Show', '')),
  ];
}

/** What goes wrong in such files. */
function faults(lines: readonly Line[]): Line[] {
  const [first, second, third] = lines.filter(({ note }) => note !== '');
  if (!first || !second || !third) return [];
  return [
    // the same row twice
    first,
    // somebody the record doesn't know
    { ...second, id: 'TEST-0099', name: 'Nobody-Test, Pat' },
    // a word the vendor brought with an update
    { ...second, id: 'TEST-0014', status: 'Rescheduled' },
    // a group nobody told us about
    { ...third, group: 'Sat walk-in' },
  ];
}

function cellsOf({ name, id, group, start, status, note }: Line): string[] {
  const [year, month, day] = start.slice(0, 10).split('-');
  const [hours = '', minutes = ''] = start.slice(11, 16).split(':');
  const hour = Number(hours);
  const time = `${hour % 12 || 12}:${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
  return [name, id, group, `${month}/${day}/${year}`, time, status, note];
}

/** How it is imported into a server. */
export const exportConfig = (fhirBase: string): SyncConfigInput => ({
  source: 'simplepractice',
  server: fhirBase,
  groupsFile: 'groups.json',
  patientIdentifier: patientNumbers,
  recordedBy: importer,
  columns: names,
  dateFormat: layouts.simplepractice.dateFormat,
  timeFormat: layouts.simplepractice.timeFormat,
  statuses: layouts.simplepractice.statuses,
  untouched: { statuses: ['Show'], evidence: ['Signed', 'Locked'] },
  groups: { [titles['tuesday'] ?? '']: 'tuesday', [titles['thursday'] ?? '']: 'thursday' },
  stateFolder: 'state',
});

/** Writes the export, its configuration and the groups; what an earlier demo left goes. */
export function writeExport(folder: string, { fhirBase, now }: { fhirBase: string; now: Date }): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  writeFileSync(join(folder, 'attendance.csv'), exportedAttendance(now));
  writeFileSync(join(folder, 'sync.json'), json(exportConfig(fhirBase)));
  writeFileSync(join(folder, 'groups.json'), json(groupDefinitions));
}
