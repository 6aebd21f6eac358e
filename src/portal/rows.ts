/** Whom the rows of a list are about, kept beside the list and never in it: widgets see rows, not people. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { IntakeList, MemberList } from '../book-types.ts';
import type { AttendanceSheet } from '../portal-types.ts';
import type { SessionRoster } from '../roster-types.ts';

type List = MemberList | IntakeList | SessionRoster | AttendanceSheet;
const people = new WeakMap<List, ReadonlyMap<string, string>>();

/** Remembers `Patient/…` by row, for as long as the list lives. */
export function remember<T extends List>(list: T, patients: ReadonlyMap<string, string>): T {
  people.set(list, patients);
  return list;
}

/** See Portal.patientOfRow. `invalid` for a list this page did not read, or a row it does not have. */
export function patientOfRow(list: List, row: string): string {
  const patient = people.get(list)?.get(row);
  if (patient === undefined) throw new PortalError('invalid', 'There is no such row on this list.', ['row']);
  return patient;
}
