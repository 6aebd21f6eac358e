/** The worries as a document, for their Questionnaire. @module */
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import type { MemberDocument } from '../../src/content/document.ts';
import { worriesVersion, worryIds } from '../../src/content/worries.ts';

const words: Record<(typeof worryIds)[number], string> = {
  'left-out': 'People may leave me out',
  judged: 'People may think badly of me',
  'losing-myself': 'I may go along with things I do not want',
};

export const groupWorries: MemberDocument = {
  ...groupPreparationEn,
  ...worriesVersion,
  title: 'Does one of these worry you?',
  intro: 'Tick any of them, or none. You can take it back at any time.',
  rules: worryIds.map((id) => ({ id, title: words[id], clauses: [] })),
};
