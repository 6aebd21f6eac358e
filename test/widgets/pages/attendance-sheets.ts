/** Synthetic sheets of `<group-attendance>`, for its tests and its trial page. @module */
import type { AttendanceSheet, SheetRow } from '../../../src/portal-types.ts';
import { group } from './readiness-states.ts';

export const start = '2026-11-24T18:00:00-05:00';
/** When what is recorded was entered. */
export const at = '2026-11-24T19:41:00-05:00';
export const eight = ['Alex', 'Bo', 'Dee', 'Jo', 'Max', 'Noor', 'Sam', 'Ty'];

/** The Tuesday session of 24 November; rows are named `row-0` on, as the portal names them. */
export function sheet(names: readonly string[] = eight, rows: Record<string, Partial<SheetRow>> = {}): AttendanceSheet {
  return {
    group,
    start,
    end: '2026-11-24T19:30:00-05:00',
    lateAfterMinutes: 5,
    rows: names.map((name, i) => ({ row: `row-${i}`, name, ...rows[name] })),
  };
}
