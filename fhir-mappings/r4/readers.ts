/** What a first reading needs, apart from what only writing does: less to load on every page. @module */
export { agreementFromFhir, responseOf } from './agreement.ts';
export { attendanceFromFhir } from './attendance.ts';
export { membershipFromFhir } from './membership.ts';
export { noteFromFhir } from './note-read.ts';
export { preparationFromFhir } from './preparation.ts';
export { seatFromFhir } from './seat.ts';

export const visitOver = 'finished';
