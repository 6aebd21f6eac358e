/** Spanish of `signed-first.ts`. @module */
import { commonEs } from './common-es.ts';
import type { FirstWords } from './signed-first.ts';

export const es: FirstWords = { ...commonEs, noMember: 'Abra el expediente de un miembro para ver lo que firmó.' };
