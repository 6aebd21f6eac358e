/** Codes of what a report says about rows and files. Fixed words: no value of a file can get into a report. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';

/** Why a row is put aside. Each can be fixed in the quarantine file and fed back, or in the record, and run again. */
export const rowReasons = {
  'row-broken': 'the row has another number of cells than the header, or a quote that does not fit',
  'nul-byte': 'a cell holds a NUL byte',
  'patient-missing': 'no patient identifier',
  'date-unreadable': 'the date is none, or not of the configured format',
  'date-serial': 'the date is a spreadsheet’s serial number',
  'time-unreadable': 'the time is none, or not of the configured format (24:00 is not a time)',
  'time-ambiguous': 'clocks show this local time twice: add the offset, as in 01:30 -05:00',
  'time-skipped': 'clocks jump over this local time',
  'arrival-unreadable': 'the time of arrival is none, or not of the configured format',
  'began-unreadable': 'the time the session began is none, or not of the configured format',
  'group-unknown': 'the group is not in the configuration',
  'status-unmapped': 'the status is not in the configuration',
  'duplicate-conflict': 'the file says different things about one member and session',
  'patient-unknown': 'no patient of the record has this identifier',
  'patient-ambiguous': 'more than one patient of the record has this identifier',
  'not-a-member': 'the patient was not in the group then',
  'no-session-then': 'the group meets that day at another time',
  'record-unreadable': 'something recorded of this patient can’t be read',
  'record-twice': 'the record holds the session twice, and differently',
  'server-rejected': 'the record could not be written: the server’s checks, or ours, refuse it',
} as const;
export type RowReason = keyof typeof rowReasons;

/** Why a row is no fact, and nothing is wrong with it. */
export type Skipped = 'not-recorded' | 'no-evidence' | 'not-over' | 'part-2';

/** Why somebody else's word stands against the file's: nothing is written, a person decides. */
export type Conflict = 'recorded-by-a-person' | 'cancelled-by-the-clinic' | 'changed-meanwhile';

/** Why a whole file is refused. */
export const fileReasons = {
  empty: 'The file is empty.',
  'no-rows': 'The file holds a header and no rows.',
  binary: 'The file is no text.',
  encoding: 'The file is not of the configured encoding.',
  'column-missing': 'A configured column is not in the header, or the delimiter is another one.',
  'layout-unknown':
    'The header is of no layout that is known: take the generic one’s names (init --help), or write the file by hand.',
  'column-twice': 'A configured column is in the header twice.',
  'half-written': 'The file ends in the middle of a row: it is still being written, or was cut off.',
  'line-too-long': 'A line of the file is longer than any row can be.',
  'short-file': 'The file has less than half of the usual rows; --accept-short takes it all the same.',
  'has-attendance': 'A group has attendance in the record: an import by the server looks at nothing; run does.',
  'other-file': 'This is not the file that was being imported.',
} as const;
export type FileReason = keyof typeof fileReasons;

/** A file that is not taken: PortalError `invalid`, its fields the reason and the configuration's names of columns. */
export const refused = (reason: FileReason, fields: readonly string[] = []): PortalError =>
  new PortalError('invalid', fileReasons[reason], [reason, ...fields]);

/** Whether it is the file that is refused, and nothing was written. */
export const isRefused = (error: unknown): boolean =>
  isPortalError(error) && error.code === 'invalid' && (error.fields[0] ?? '') in fileReasons;
