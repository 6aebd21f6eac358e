/** Registers `<group-attendance>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupAttendance } from './group-attendance.ts';

define('group-attendance', GroupAttendance);
export { GroupAttendance };
