/** The few words `<group-signed>` has before anything else of it is loaded. @module */
import { common } from './common.ts';
import { speech, type Speech } from './speech.ts';

const en = { ...common, noMember: 'Open a member’s chart to see what they signed.' };

export const firstSpeech: Speech<typeof en> = speech(en, async () => (await import('./signed-first-es.ts')).es);
export type FirstWords = typeof en;
