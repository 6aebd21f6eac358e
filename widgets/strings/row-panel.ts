/** English words of what is in the record of one row: history and wrong member (domain.md 4.7). @module */
import type { ChangeReason } from '../../fhir-mappings/records/change.ts';
import { speech, type Speech } from './speech.ts';

export const words = {
  title: (name: string): string => `The record of ${name}`,
  reading: 'Reading',
  cantRead: 'What it said before did not open.',
  /** Newest first. */
  versions: 'What it says, and said before',
  gone: 'Entered in error',
  notKept: 'What it said then is not kept on this server',
  by: (who: string | undefined): string => who ?? 'somebody else',
  reason: {
    correction: 'corrected',
    undo: 'taken back',
    'wrong-member': 'was another member’s',
    withdrawn: 'withdrawn',
    replaced: 'replaced',
    rescheduled: 'moved to another time',
  } satisfies Record<ChangeReason, string>,
  leftAt: (time: string): string => `left at ${time}`,
  wrongMember: 'Wrong member',
  clearBoth: 'Enter both in error',
  sure: 'Nothing is deleted: the record here is entered in error. Then mark the right member in their own row.',
  sureBoth: 'Nothing is deleted: both are entered in error, and this row can be marked anew.',
  enter: 'Enter in error',
  entering: 'Saving',
  back: 'Back',
  notSaved: 'Not saved.',
  entered: (name: string): string => `The record of ${name} is entered in error. Mark the right member now.`,
};
export type PanelWords = typeof words;

export const panelSpeech: Speech<PanelWords> = speech(words, async () => (await import('./row-panel-es.ts')).es);
