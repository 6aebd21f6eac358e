/** Registers `<group-members>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupMembers } from './group-members.ts';

define('group-members', GroupMembers);
export { GroupMembers };
