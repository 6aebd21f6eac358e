/** An import's configuration and files, for the synthetic clinic. @module */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupDefinitions, importer, patientNumbers } from '../../demo/seed/clinic.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { parseGroups } from '../../src/groups.ts';
import { parseSyncConfig, type SyncConfigInput } from '../../src/sync/config.ts';
import { layouts } from '../../src/sync/layouts.ts';
import type { SyncSetting } from '../../src/sync/work.ts';

export const groups = parseGroups(groupDefinitions);

export const columns = {
  patient: 'Client ID',
  group: 'Group',
  date: 'Date of Service',
  time: 'Start Time',
  status: 'Attendance Status',
  evidence: 'Progress Note Status',
};

export const configInput = (base: string, more: Partial<SyncConfigInput> = {}): SyncConfigInput => ({
  source: 'simplepractice',
  server: base,
  groupsFile: 'groups.json',
  patientIdentifier: patientNumbers,
  recordedBy: importer,
  columns,
  dateFormat: layouts.simplepractice.dateFormat,
  timeFormat: layouts.simplepractice.timeFormat,
  statuses: layouts.simplepractice.statuses,
  untouched: { statuses: ['Show'], evidence: ['Signed'] },
  groups: { 'Tue 6pm': 'tuesday', 'Thu 5:30pm': 'thursday' },
  stateFolder: 'state',
  ...more,
});

export const header = 'Client ID,Client Name,Group,Date of Service,Start Time,Attendance Status,Progress Note Status';

/** A folder with files, gone when `end` is called. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-sync-'));
  let count = 0;
  return {
    folder,
    /** A file of these bytes. */
    file(content: string | Uint8Array, name = `export-${++count}.csv`): string {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    /** An export of these rows. */
    rows(...rows: string[]): string {
      return this.file(`${[header, ...rows].join('\r\n')}\r\n`);
    },
    setting(base: string, more: Partial<SyncSetting> = {}, config: Partial<SyncConfigInput> = {}): SyncSetting {
      return {
        config: parseSyncConfig(configInput(base, config)),
        groups,
        stateFolder: join(folder, 'state'),
        connection: { base },
        key: publicIdentityKey,
        sleep: () => Promise.resolve(),
        ...more,
      };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `n` → the row of the n-th synthetic person on a day. */
export const row = (
  n: number,
  status: string,
  { date = '11/24/2026', time = '6:00 PM', group = 'Tue 6pm', note = 'Signed' } = {},
): string => `TEST-${String(n).padStart(4, '0')},"Test, A.",${group},${date},${time},${status},${note}`;
