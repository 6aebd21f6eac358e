/** Registers `<group-signed>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupSigned } from './group-signed.ts';

define('group-signed', GroupSigned);
export { GroupSigned };
