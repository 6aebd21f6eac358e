/** What the portal does for sessions, and for who must sign before one: see GroupBook. @module */
export { intakeList } from '../intake-list.ts';
export { restoreSession } from '../restore-session.ts';
export { schedule } from '../schedule.ts';
export { cancelSessions, moveSession } from '../session-changes.ts';
