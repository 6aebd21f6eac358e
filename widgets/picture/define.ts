/** Registers `<group-picture>` unless the page already has it. @module */
import { define } from '../define-tag.ts';
import { GroupPictureElement } from './group-picture.ts';

define('group-picture', GroupPictureElement);
export { GroupPictureElement };
