/** Registers `<group-roster>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupRoster } from './group-roster.ts';

define('group-roster', GroupRoster);
export { GroupRoster };
