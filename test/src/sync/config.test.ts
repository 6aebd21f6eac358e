/** Layouts of other systems, and what a configuration must not say. */
import { describe, expect, test } from 'vitest';
import { isPortalError } from '../../../fhir-mappings/errors.ts';
import { groupsOf, parseSyncConfig, type SyncConfigInput } from '../../../src/sync/config.ts';
import { recognise } from '../../../src/sync/layouts.ts';
import { configInput, groups, header } from '../../support/sync-clinic.ts';

test.each<[string, string[], string | undefined]>([
  ['SimplePractice', header.split(','), 'simplepractice'],
  ['OpenEMR', ['pid', 'group_name', 'encounter_date', 'start_time', 'meeting_patient_status'], 'openemr'],
  ['TheraByte', ['Client Number', 'Group', 'Appointment Date', 'Appointment Time', 'Appointment Status'], 'therabyte'],
  ['a plain one', ['patient_id', 'group', 'date', 'time', 'status', 'comment'], 'generic'],
  ['nobody’s', ['a', 'b'], undefined],
])('the layout of %s is known by its header', (_name, names, layout) => expect(recognise(names)?.name).toBe(layout));

describe('a configuration', () => {
  test.each<[string, Partial<SyncConfigInput> & Record<string, unknown>, string]>([
    ['a date without a year', { dateFormat: 'MM/DD' }, 'dateFormat'],
    ['a time of twelve hours without AM', { timeFormat: 'h:mm' }, 'timeFormat'],
    ['a meaning there is not', { statuses: { Show: 'came' as 'present' } }, 'statuses.Show'],
    ['a status untouched that has none', { untouched: { statuses: ['Seen'], evidence: ['x'] } }, 'untouched.statuses'],
    ['a patient as recorder', { recordedBy: 'Patient/p1' }, 'recordedBy'],
    ['something we don’t know', { colour: 'red' }, 'colour'],
  ])('with %s is refused by its path', (_name, more, path) => {
    let fields: readonly string[] = [];
    try {
      parseSyncConfig(configInput('http://localhost/fhir', more));
    } catch (error) {
      if (isPortalError(error)) fields = error.fields;
    }
    expect(fields).toContain(path);
  });

  test('a leader can’t be the import: nobody could tell their records apart', () => {
    const config = parseSyncConfig(configInput('http://localhost/fhir', { recordedBy: 'Practitioner/l1' }));
    expect(() => groupsOf(config, groups)).toThrow('The import is a leader');
  });
});
