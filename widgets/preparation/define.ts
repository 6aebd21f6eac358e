/** Registers `<group-preparation>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupPreparation } from './group-preparation.ts';

define('group-preparation', GroupPreparation);
export { GroupPreparation };
