/** Registers `<group-portal>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupPortal } from './group-portal.ts';

define('group-portal', GroupPortal);
export { GroupPortal };
