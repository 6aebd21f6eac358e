/** English words of the signing form. Members read them: grade 6 or less, warm, no guilt (domain.md 5.1). @module */
import { html, type TemplateResult } from 'lit';

export const agreementWords = {
  /** Of these words, whatever the page's are; the document's own words carry their own. */
  language: 'en',
  direction: 'ltr',

  // Read by staff.
  forGroup: (group: string): TemplateResult => html`For <bdi>${group}</bdi>`,
  beforeStart: 'Check that this is the person. Then hand over the screen.',
  howKnown: 'How do you know who is signing?',
  identity: {
    'two-identifiers': 'Two identifiers checked',
    'portal-login': 'Signed in to the portal',
    'known-to-staff': 'Known to staff',
  },
  identityMissing: 'Choose how you know who is signing.',
  draft: 'This is a draft translation. It can’t be signed.',
  template: 'Template text: your clinic must approve or replace it before real use.',
  start: 'Start',

  // Read by the member.
  partsAhead: (parts: number): string => `There are ${parts} short parts.`,
  place: (part: number, of: number): string => `${part} of ${of}`,
  placeSpoken: (part: number, of: number): string => `Part ${part} of ${of}`,
  answers: { yes: 'Yes', no: 'No', talk: 'I want to talk about this', read: 'I read this' },
  answerMissing: 'Choose one answer to go on. Each one is okay.',
  back: 'Back',
  next: 'Next',
  changing: 'Change your answer',
  backToAnswers: 'Back to my answers',
  review: 'Check your answers',
  reviewHint: 'You can change any of them before you sign.',
  reviewTalk: 'You can still sign. Your leader will talk with you about your other answers.',
  change: 'Change',
  sign: 'Sign',
  signHint: 'Read this. Then type your name.',
  fullName: 'Your full name',
  nameInRecord: (name: string): TemplateResult => html`In our record: <bdi>${name}</bdi>`,
  nameMissing: 'Type your name here to sign.',
  electronicMissing: 'To sign here, tick this box. Or ask us for paper.',
  version: (version: string): string => `version ${version}`,
  signAndSave: 'Sign and save',
  saving: 'Saving…',
  notLost: 'Nothing you typed is lost.',
  thanks: 'Thank you.',
  saved: { active: 'Your agreement is saved.', proposed: 'Your answers are saved.' },
  talkAbout: 'Your leader will talk with you about:',
  afterwards: 'You can ask for a free copy. You can hand back the screen now.',
  done: 'Done',

  /** "Friday 20 November 2026": the day of signing, in the group's time zone and in the language of these words. */
  day: (instant: string, timeZone: string): string =>
    new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone })
      .format(new Date(instant))
      .replace(',', ''),
};
