/** What the portal does for one session's attendance. @module */
export { rowHistory } from '../row-history.ts';
export { undoRows } from '../sheet-undo.ts';
export { saveSheet, voidRow } from '../sheet-save.ts';
export { openSheet, sessions } from '../sheet.ts';
