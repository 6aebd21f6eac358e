/** Registers `<group-agreement>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupAgreement } from './group-agreement.ts';

define('group-agreement', GroupAgreement);
export { GroupAgreement };
