/** A large synthetic export, and its configuration. @module */
import { closeSync, openSync, writeSync } from 'node:fs';
import { groupDefinitions, importer, patientNumbers } from '../demo/seed/clinic.ts';
import { parseGroups } from '../src/groups.ts';
import { parseSyncConfig } from '../src/sync/config.ts';
import { layouts } from '../src/sync/layouts.ts';

const names = {
  patient: 'Client ID',
  group: 'Group',
  date: 'Date of Service',
  time: 'Start Time',
  status: 'Attendance Status',
  evidence: 'Progress Note Status',
};
const { dateFormat, timeFormat, statuses } = layouts.simplepractice;

export const configOf = (server: string) =>
  parseSyncConfig({
    source: 'bench',
    server,
    groupsFile: 'groups.json',
    patientIdentifier: patientNumbers,
    recordedBy: importer,
    columns: names,
    dateFormat,
    timeFormat,
    statuses,
    untouched: { statuses: ['Show'], evidence: ['Signed'] },
    groups: { 'Tue 6pm': 'tuesday' },
    stateFolder: 'state',
  });
export const config = configOf('http://localhost/fhir');

const [tuesday] = parseGroups(groupDefinitions);
if (tuesday === undefined) throw new Error('no group');
export const group = tuesday;

/** Sessions of a member: a year of Tuesdays. */
export const sessions = 50;
const firstTuesday = Date.parse('2025-10-07T12:00:00Z');
const words = ['Show', 'No show', 'Canceled'];

/** `TEST-000017` of the 17th. */
export const numberOf = (person: number): string => `TEST-${String(person).padStart(6, '0')}`;

/** Every session of every member, session by session, as such files are. */
export function writeRows(path: string, { rows }: { rows: number }): void {
  const people = Math.ceil(rows / sessions);
  const file = openSync(path, 'w');
  let text = `${['Client Name', ...Object.values(names)].join(',')}\r\n`;
  for (let i = 0; i < rows; i++) {
    const person = i % people;
    const [year, month, day] = new Date(firstTuesday + Math.floor(i / people) * 7 * 86_400_000)
      .toISOString()
      .slice(0, 10)
      .split('-');
    text += `"Test, ${person}",${numberOf(person)},Tue 6pm,${month}/${day}/${year},6:00 PM,${words[i % 3]},Signed\r\n`;
    if (text.length > 100_000) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}
