/** Words of the leader's part of preparation. Facts and whose turn it is; no adjective about a person (domain.md 4.7). @module */
import { html, type TemplateResult } from 'lit';
import { commonEs } from './common-es.ts';
import { failureWords } from './common.ts';

const en = {
  language: 'en',
  opening: 'Opening…',
  title: (group: string): TemplateResult => html`Preparation · <bdi>${group}</bdi>`,
  notOpened: 'Can’t tell right now what waits for you',
  tryAgain: 'Try again',
  who: (name: string): TemplateResult => html`<bdi>${name}</bdi>`,
  shared: (name: string): TemplateResult =>
    html`Another member uses the name <bdi>${name}</bdi>. Ask them in private what they would like to be called.`,
  nothing: 'Nothing else waits for you here.',
  saving: 'Saving…',
  saved: 'Saved.',
  notSaved: 'Not saved.',
  openAgain: 'Open it again',

  commitment: 'Talk about how long to stay',
  commitmentHint: 'Before the first session.',
  talkedOn: (day: string): string => `Talked about ${day}`,
  length: { weeks: (n: number) => `${n} weeks`, sessions: (n: number) => `${n} sessions` },
  howLong: 'How long they plan to stay (if you like)',
  howMany: 'How many',
  units: { sessions: 'sessions', weeks: 'weeks' },
  lengthWrong: 'A whole number from 1 to 520, or leave it empty.',
  weTalked: 'We talked about it',

  talk: 'Would like to talk about',
  questions: 'questions they have',
  ofDocument: { rules: 'Group rules', participation: 'Consent to take part', preparation: 'Introduction' },
  talkedAbout: 'Talked about',
  talkedAboutThis: (phrase: string): string => `Talked about: ${phrase}`,

  open: { rules: 'Group rules, not all answered yes', participation: 'Consent to take part, not answered yes' },
  answer: { no: 'Said no to', talk: 'Would like to talk about' },
  talkedNote: 'talked about',
  signsAgain: 'You noted that they will sign again.',
  staysOpen: 'The member’s answers stay as they are. You decide what happens next.',
  decisions: {
    exception: {
      word: 'Start with an exception',
      means:
        'The agreement holds as it was answered, from now on. A “no” stays on record, with your name and today’s date beside it.',
      confirm: 'Yes, start with this exception',
    },
    'sign-again': {
      word: 'They sign again',
      means: 'You note that they will sign again. They open the form and answer themselves. Nobody answers for them.',
      confirm: 'Yes, note that',
    },
    'not-this-group': {
      word: 'Not this group',
      means: 'They leave this group today. What waits for a signature is closed. No reason is kept.',
      confirm: 'Yes, end it today',
    },
  },
  keep: 'Go back',
  left: 'They are no longer in this group.',
  leftHint: 'The last day is today. No reason was kept.',

  sessions: 'Attended before everything was signed',
  sessionsDecide: 'I have decided about this',
  sessionsMeans: 'You note that you decided about these sessions. Nothing in their attendance changes.',
  sessionsConfirm: 'Yes, note that',
  failure: failureWords,
};

export type DecisionWords = typeof en;

const es: DecisionWords = {
  language: 'es',
  opening: 'Abriendo…',
  title: (group) => html`Preparación · <bdi>${group}</bdi>`,
  notOpened: 'Ahora no se puede saber qué le espera',
  tryAgain: 'Intentar otra vez',
  who: en.who,
  shared: (name) =>
    html`Otra persona del grupo usa el nombre <bdi>${name}</bdi>. Pregúntele en privado cómo quiere que le llamen.`,
  nothing: 'No hay nada más pendiente para usted.',
  saving: 'Guardando…',
  saved: 'Guardado.',
  notSaved: 'No se guardó.',
  openAgain: 'Abrir otra vez',

  commitment: 'Hablar de cuánto tiempo quedarse',
  commitmentHint: 'Antes de la primera sesión.',
  talkedOn: (day) => `Se habló ${day}`,
  length: { weeks: (n) => `${n} semanas`, sessions: (n) => `${n} sesiones` },
  howLong: 'Cuánto tiempo piensa quedarse (si quiere)',
  howMany: 'Cuántas',
  units: { sessions: 'sesiones', weeks: 'semanas' },
  lengthWrong: 'Un número entero del 1 al 520, o déjelo vacío.',
  weTalked: 'Ya lo hablamos',

  talk: 'Quiere hablar de',
  questions: 'las preguntas que tiene',
  ofDocument: {
    rules: 'Reglas del grupo',
    participation: 'Consentimiento para participar',
    preparation: 'Introducción',
  },
  talkedAbout: 'Ya se habló',
  talkedAboutThis: (phrase) => `Ya se habló: ${phrase}`,

  open: {
    rules: 'Reglas del grupo, no todas con un sí',
    participation: 'Consentimiento para participar, sin un sí',
  },
  answer: { no: 'Dijo no a', talk: 'Quiere hablar de' },
  talkedNote: 'ya se habló',
  signsAgain: 'Usted anotó que volverá a firmar.',
  staysOpen: 'Las respuestas quedan como están. Usted decide qué sigue.',
  decisions: {
    exception: {
      word: 'Empezar con una excepción',
      means:
        'El acuerdo vale como se respondió, desde ahora. El «no» queda en el registro, con su nombre y la fecha de hoy.',
      confirm: 'Sí, empezar con esta excepción',
    },
    'sign-again': {
      word: 'Volverá a firmar',
      means:
        'Usted anota que volverá a firmar. La persona abre el formulario y responde por sí misma. Nadie responde por ella.',
      confirm: 'Sí, anotarlo',
    },
    'not-this-group': {
      word: 'Este grupo no',
      means: 'Deja este grupo hoy. Lo que espera una firma se cierra. No se guarda ningún motivo.',
      confirm: 'Sí, terminar hoy',
    },
  },
  keep: 'Volver',
  left: 'Ya no está en este grupo.',
  leftHint: 'Hoy es el último día. No se guardó ningún motivo.',

  sessions: 'Vino antes de que todo estuviera firmado',
  sessionsDecide: 'Ya decidí sobre esto',
  sessionsMeans: 'Usted anota que decidió sobre estas sesiones. Su asistencia no cambia.',
  sessionsConfirm: 'Sí, anotarlo',
  failure: commonEs.failures,
};

/** The words for a page in that language: Spanish where it is Spanish, else English. */
export const decisionWords = (language: string): DecisionWords => (/^es\b/i.test(language) ? es : en);
