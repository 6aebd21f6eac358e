/** Attendance of another system, into the record: `fhir-group-therapy/sync`, for Node. @module */
export { parseSyncConfig, type SyncConfig, type SyncConfigInput } from './config.ts';
export { validate, type FileSetting } from './engine.ts';
export { explain, type Explained } from './explain.ts';
export { exportFiles, type Exported, type Manifest } from './export.ts';
export { draft, type Answers, type Drafted, type Questions } from './init.ts';
export { layouts, recognise, type Columns, type LayoutName } from './layouts.ts';
export { linesOf, type Report } from './report.ts';
export { fileReasons, rowReasons, type Conflict, type FileReason, type RowReason, type Skipped } from './reasons.ts';
export { dryRun, resume, run } from './sync.ts';
export { undo, type Undone } from './undo.ts';
export type { Ended, SyncSetting } from './work.ts';
