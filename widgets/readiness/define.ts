/** Registers `<group-readiness>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupReadiness } from './group-readiness.ts';

define('group-readiness', GroupReadiness);
export { GroupReadiness };
