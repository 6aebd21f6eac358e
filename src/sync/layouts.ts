/**
 * What exports of other systems look like: which columns, which words for what happened (domain.md 2.10). A clinic's own
 * configuration begins as a copy of one and says the rest.
 * @module
 */
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';

export type StatusMeaning = RecordedOutcome | 'not-recorded';

export interface Columns {
  patient: string;
  group: string;
  date: string;
  time: string;
  status: string;
  arrival?: string | undefined;
  began?: string | undefined;
  evidence?: string | undefined;
}

export interface Layout {
  /** Header names that exports of this system have been seen with, the usual one first. */
  columns: { [K in keyof Required<Columns>]?: readonly string[] };
  dateFormat: string;
  timeFormat: string;
  statuses: Readonly<Record<string, StatusMeaning>>;
  /** The status that stands in a row nobody has touched, and what shows that somebody did. */
  untouched?: { statuses: readonly string[]; evidence: readonly string[] };
}

const generic = {
  patient: ['patient_id', 'Patient ID', 'Client ID', 'MRN', 'Chart Number'],
  group: ['group', 'Group', 'Group Name'],
  date: ['date', 'Date', 'Session Date'],
  time: ['time', 'Time', 'Start Time', 'Session Time'],
  status: ['status', 'Status', 'Attendance'],
  arrival: ['arrival', 'Arrival Time', 'Arrived'],
  began: ['began', 'Actual Start Time', 'Actual Start'],
} as const;

export const layouts = {
  simplepractice: {
    columns: {
      patient: ['Client ID', 'Client Id'],
      group: ['Group', 'Appointment Group', 'Group Name'],
      date: ['Date of Service', 'Appointment Date'],
      time: ['Start Time', 'Appointment Time'],
      status: ['Attendance Status', 'Appointment Status'],
      evidence: ['Progress Note Status', 'Note Status'],
    },
    dateFormat: 'MM/DD/YYYY',
    timeFormat: 'h:mm A',
    // a cancelling fee's rule says nothing of notice: both cancelled before the start (domain.md G16)
    statuses: {
      Show: 'present-arrival-unknown',
      Canceled: 'absent-with-notice',
      'Late canceled': 'absent-with-notice',
      'No show': 'absent-notice-unknown',
      'Clinician canceled': 'session-cancelled',
    },
    // "Show" is the default at booking: without a signed note nobody has said it
    untouched: { statuses: ['Show'], evidence: ['Signed', 'Locked'] },
  },
  openemr: {
    columns: {
      patient: ['pid', 'pubpid'],
      group: ['group_name', 'group_id'],
      date: ['encounter_date', 'pc_eventDate'],
      time: ['pc_startTime', 'start_time'],
      status: ['meeting_patient_status', 'attendance_status'],
    },
    dateFormat: 'YYYY-MM-DD',
    timeFormat: 'HH:mm:ss',
    // 50, Cancelled, does not say by whom: the clinic does, in its configuration
    statuses: {
      '10': 'not-recorded',
      '20': 'present',
      '30': 'absent-notice-unknown',
      '40': 'present-late',
      'Not Reported': 'not-recorded',
      Attended: 'present',
      'Did Not Attend': 'absent-notice-unknown',
      'Late Arrival': 'present-late',
    },
  },
  therabyte: {
    columns: {
      patient: ['Client Number', 'Client ID'],
      group: ['Group', 'Program'],
      date: ['Appointment Date', 'Date'],
      time: ['Appointment Time', 'Start'],
      status: ['Appointment Status'],
    },
    dateFormat: 'MM/DD/YYYY',
    timeFormat: 'h:mm A',
    // Non-billable is about money
    statuses: {
      Attended: 'present-arrival-unknown',
      Cancelled: 'absent-with-notice',
      'Late Cancellation': 'absent-with-notice',
      'No Show': 'absent-notice-unknown',
    },
  },
  generic: { columns: generic, dateFormat: 'YYYY-MM-DD', timeFormat: 'HH:mm', statuses: {} },
} as const satisfies Record<string, Layout>;

export type LayoutName = keyof typeof layouts;
export const layoutNames = Object.keys(layouts) as LayoutName[];

/** Of the columns a layout needs, none can be missing. */
const needed = ['patient', 'group', 'date', 'time', 'status'] as const;

/** The layout a header is of, and which of its columns are which; undefined when it is none's. */
export function recognise(header: readonly string[]): { name: LayoutName; columns: Columns } | undefined {
  for (const name of layoutNames) {
    const known: Layout['columns'] = layouts[name].columns;
    const columns: Partial<Columns> = {};
    for (const [field, names] of Object.entries(known) as [keyof Columns, readonly string[]][]) {
      const found = names.find((one) => header.includes(one));
      if (found !== undefined) columns[field] = found;
    }
    if (needed.every((field) => columns[field] !== undefined)) return { name, columns: columns as Columns };
  }
  return undefined;
}
