/** What the leader looks at, notes and decides, fetched together. @module */
export { addNote } from '../add-note.ts';
export { decide } from '../decide.ts';
export { openDecisions } from '../open-decisions.ts';
export { keeps } from '../record-store.ts';
