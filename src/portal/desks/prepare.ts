/** What is done for a member's preparation, fetched together. @module */
export { openPreparation } from '../open-preparation.ts';
export { saveContact } from '../save-contact.ts';
export { saveDisplayName } from '../save-name.ts';
export { savePreparation } from '../save-preparation.ts';
export { saveWorries } from '../save-worries.ts';
