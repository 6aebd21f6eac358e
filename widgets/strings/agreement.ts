/** Words of the signing form that members read: grade 6 or less, warm, no guilt (domain.md 5.1). English and Spanish. @module */
import { html, type TemplateResult } from 'lit';
import { agreementWordsEs } from './agreement-es.ts';
import { common, failureWords } from './common.ts';

export const agreementWordsEn = {
  /** Of these words, whatever the page's are; the document's own words carry their own. */
  language: 'en',
  direction: 'ltr',

  forGroup: (group: string): TemplateResult => html`For <bdi>${group}</bdi>`,
  partsAhead: (parts: number): string => `There are ${parts} short parts.`,
  place: (part: number, of: number): string => `${part} of ${of}`,
  placeSpoken: (part: number, of: number): string => `Part ${part} of ${of}`,
  answers: { yes: 'Yes', no: 'No', talk: 'I want to talk about this', read: 'I read this' },
  answerMissing: 'Choose one answer to go on. Each one is okay.',
  back: 'Back',
  next: 'Next',
  listen: 'Read it to me',
  quiet: 'Stop reading',
  changing: 'Change your answer',
  backToAnswers: 'Back to my answers',
  review: 'Check your answers',
  reviewHint: 'You can change any of them before you sign.',
  reviewTalk: 'You can still sign. Your leader will talk with you about your other answers.',
  change: 'Change',
  sign: 'Sign',
  signHint: 'Read this. Then sign in the way you like. Each way counts the same.',
  howToSign: 'How do you want to sign?',
  ways: { typing: 'Type my name', drawing: 'Draw my name', button: 'Just press the button' },
  fullName: 'Your full name',
  nameInRecord: (name: string): TemplateResult => html`In our record: <bdi>${name}</bdi>`,
  nameMissing: 'Type your name here to sign.',
  drawHere: 'Draw your name here',
  drawAgain: 'Clear and draw again',
  drawingMissing: 'Draw your name here, or choose another way to sign.',
  drawingSmall: 'That is too small to be a name. Draw it again, or choose another way to sign.',
  signsAs: (name: string): TemplateResult => html`You sign as <bdi>${name}</bdi>.`,
  electronicMissing: 'To sign here, tick this box. Or ask us for paper.',
  version: (version: string): string => `version ${version}`,
  signAndSave: 'Sign and save',
  saving: 'Saving…',
  notLost: 'Nothing you typed is lost.',
  unsure: 'We are not sure yet if it was saved. Trying again is safe: it is never saved twice.',
  thanks: 'Thank you.',
  saved: { active: 'Your agreement is saved.', proposed: 'Your answers are saved.' },
  talkAbout: 'Your leader will talk with you about:',
  afterwards: 'You can ask for a free copy. You can hand back the screen now.',
  closePage: 'You can ask for a free copy. You can close this page now.',
  done: 'Done',

  stop: 'Stop for now',
  stopTitle: 'Do you want to stop for now?',
  stopHint: 'That is okay. Nothing is signed.',
  keepAnswers: 'Keep my answers for another day',
  dropAnswers: 'Stop and keep nothing',
  stopUnsure: 'Stop. Staff will look it up.',
  goOn: 'Go on',
  stopped: {
    kept: 'Your answers are kept. Nothing is signed.',
    dropped: 'Nothing was kept. Nothing is signed.',
    unsure: 'We do not know yet if it was saved. Staff will look it up.',
  },
  handBack: 'You can hand back the screen now.',
  notKept: 'Your answers could not be kept.',
  idleTitle: 'Are you still there?',
  idleHint: 'This screen clears itself soon, so that no one else sees your answers.',
  stillHere: 'I am still here',
  cleared: 'The screen was cleared. Nothing was kept and nothing is signed.',
  tryAgain: common.tryAgain,
  failure: failureWords,
  textChanged: 'The words of this form have just changed. Please read the new ones.',

  assent: 'Now it is your turn',
  assentHint: (name: string): TemplateResult =>
    html`This part is for <bdi>${name}</bdi> alone. Only your leader sees your answer.`,
  assentAsk: 'Do you want to take part in this group?',
  assentName: 'Your name',
  assentNameMissing: 'Type your name here if you want to take part.',
  assentLater: 'They are not here now',
  assentSealed: 'This part is answered. Nobody sees the answer here.',
  assentAgain: 'Answer it again',
  assentDone: 'Give the screen back to the person who signs for you.',

  /** "Friday 20 November 2026": the day of signing, in the group's time zone and in the language of these words. */
  day: (instant: string, timeZone: string): string =>
    new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone })
      .format(new Date(instant))
      .replace(',', ''),
};
export type AgreementWords = typeof agreementWordsEn;

/** Words of a form in this language; English where we have none: the document itself stays in its own. */
export const agreementWords = (language: string): AgreementWords =>
  /^es\b/i.test(language) ? agreementWordsEs : agreementWordsEn;
