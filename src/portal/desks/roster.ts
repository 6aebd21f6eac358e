/** What the portal does for the list of a session: see RosterDesk. @module */
export { reach } from '../reach.ts';
export { closeItem } from '../roster-close.ts';
export { roster } from '../session-roster.ts';
