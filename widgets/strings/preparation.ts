/** Words around the preparation cards. Members read them: grade 6 or less, warm, no guilt (domain.md 5.1). @module */
import { html, type TemplateResult } from 'lit';

const en = {
  /** Of these words; the pack's own words carry their own. */
  language: 'en',
  opening: 'Opening…',
  notOpened: 'This did not open.',
  forGroup: (group: string): TemplateResult => html`For <bdi>${group}</bdi>`,
  cardsAhead: (cards: number): string => `There are ${cards} cards.`,
  instead: 'These words are not ready in your language yet. You can ask us for help.',
  begun: 'You can go on where you stopped.',
  done: 'You have gone through this. You can read it again at any time.',
  start: 'Start',
  goOn: 'Go on',
  again: 'Read it again',
  /** What another language is called in itself. */
  otherLanguage: { en: 'English', es: 'Español' } as Record<string, string>,

  place: (part: number, of: number): string => `${part} of ${of}`,
  placeSpoken: (part: number, of: number): string => `Card ${part} of ${of}`,
  mark: { read: 'I read this', talk: 'I want to talk about this' },
  marked: { read: 'You read this.', talk: 'You said you want to talk about this.' },
  threeSteps: ['Say it in a new way', 'Others answer', 'You learn from it'],
  fourBoxes: ['You know it, and others do', 'Only you know it', 'Only others notice it', 'No one knows it yet'],
  listen: 'Read it to me',
  quiet: 'Stop reading',
  booklet: 'Print it to keep',
  notPrinted: 'This did not print. You can ask us for a copy.',
  renewed: 'Some of this is new since you read it.',
  back: 'Back',
  next: 'Next',
  notNow: 'Not now',

  saving: 'Saving…',
  saved: 'Saved. You can stop and come back.',
  unsaved: 'Not saved yet.',
  tryAgain: 'Try again',
  openAgain: 'Open it again',
  failure: {
    offline: 'We can’t reach the record right now. What you said is still here.',
    timeout: 'This is taking too long. What you said is still here.',
    'not-authorized': 'You have been signed out. Please sign in again, or ask us for help.',
    'not-allowed': 'This can’t be done with this sign-in. You can ask us for help.',
    'not-found': 'This is not here any more. You can ask us for help.',
    conflict: 'This was changed on another screen. Open it again to go on.',
    unsupported: 'This can’t be kept here. Please call us, or tell us when you see us.',
  } as Record<string, string>,
  failed: 'This did not work. You can ask us for help.',

  worries: 'Does one of these worry you?',
  worriesHint: 'Nearly everyone has one of these in a new group. It helps to talk about it early.',
  worriesWho:
    'Tick any of them, or none. Your leader can see what you tick. It may be part of your record. You can take it back at any time.',
  notKept: 'This is not kept here. You can tell your leader about it.',
  worry: {
    'left-out': 'People may leave me out',
    judged: 'People may think badly of me',
    'losing-myself': 'I may go along with things I do not want',
  } as Record<string, string>,
  myWorries: 'What worries me',

  questions: 'Do you have any questions?',
  questionsHint: 'You can ask now or later. Any question is okay.',
  questionsAnswers: { 'no-questions': 'No questions right now', 'has-questions': 'I have questions' },

  word: 'If you can’t come, how will you tell us?',
  wordHint: 'We ask so that no one has to wait. You can change this later.',
  ways: { phone: 'I will call', text: 'Text message', email: 'Email', portal: 'Patient portal' },
  wayMissing: 'Choose one to go on. Each one is okay.',
  message: 'May we leave you a message?',
  messages: { yes: 'Yes', no: 'No' },
  messageMissing: 'Choose yes or no to go on.',

  name: 'What should we call you in group?',
  nameHint: 'You choose the name people call you here. You do not have to share your last name.',
  nameLabel: 'Name for group',
  nameMissing: 'Type a name of up to 60 letters. Or choose “Not now”.',
  saveName: 'Save this name',

  thanks: 'Thank you.',
  talkAbout: 'Your leader will talk with you about:',
  yourQuestions: 'your questions',
  kept: 'What you said is saved.',
  afterwards: 'You can read this again at any time.',
};

/** What every language says. */
export type PreparationWords = typeof en;

const es: PreparationWords = {
  language: 'es',
  opening: 'Abriendo…',
  notOpened: 'No se pudo abrir.',
  forGroup: (group) => html`Para <bdi>${group}</bdi>`,
  cardsAhead: (cards) => `Hay ${cards} tarjetas.`,
  instead: 'Este texto todavía no está listo en su idioma. Puede pedirnos ayuda.',
  begun: 'Puede seguir donde paró.',
  done: 'Ya pasó por todo esto. Puede leerlo otra vez cuando quiera.',
  start: 'Empezar',
  goOn: 'Seguir',
  again: 'Leerlo otra vez',
  otherLanguage: en.otherLanguage,

  place: (part, of) => `${part} de ${of}`,
  placeSpoken: (part, of) => `Tarjeta ${part} de ${of}`,
  mark: { read: 'Leí esto', talk: 'Quiero hablar de esto' },
  marked: { read: 'Usted leyó esto.', talk: 'Usted dijo que quiere hablar de esto.' },
  threeSteps: ['Dígalo de otra manera', 'Los demás responden', 'Usted aprende de eso'],
  fourBoxes: [
    'Usted lo sabe, y los demás también',
    'Solo usted lo sabe',
    'Solo los demás lo notan',
    'Nadie lo sabe todavía',
  ],
  listen: 'Léamelo',
  quiet: 'Dejar de leer',
  booklet: 'Imprimirlo para guardarlo',
  notPrinted: 'No se imprimió. Puede pedirnos una copia.',
  renewed: 'Una parte es nueva desde que usted lo leyó.',
  back: 'Atrás',
  next: 'Siguiente',
  notNow: 'Ahora no',

  saving: 'Guardando…',
  saved: 'Guardado. Puede parar y volver después.',
  unsaved: 'Todavía no está guardado.',
  tryAgain: 'Intentar otra vez',
  openAgain: 'Abrir otra vez',
  failure: {
    offline: 'No podemos conectarnos ahora. Lo que usted dijo sigue aquí.',
    timeout: 'Esto tarda demasiado. Lo que usted dijo sigue aquí.',
    'not-authorized': 'Su sesión terminó. Entre otra vez, o pídanos ayuda.',
    'not-allowed': 'Esto no se puede hacer con esta cuenta. Puede pedirnos ayuda.',
    'not-found': 'Esto ya no está aquí. Puede pedirnos ayuda.',
    conflict: 'Esto cambió en otra pantalla. Ábralo otra vez para seguir.',
    unsupported: 'Esto no se puede guardar aquí. Llámenos, o díganos cuando nos vea.',
  },
  failed: 'No funcionó. Puede pedirnos ayuda.',

  worries: '¿Le preocupa alguna de estas cosas?',
  worriesHint: 'Casi todos sienten algo así en un grupo nuevo. Ayuda hablar de eso pronto.',
  worriesWho:
    'Marque las que quiera, o ninguna. Su líder puede ver lo que marca. Puede ser parte de su expediente. Puede quitarlo cuando quiera.',
  notKept: 'Esto no se guarda aquí. Puede decírselo a su líder.',
  worry: {
    'left-out': 'Que me dejen fuera',
    judged: 'Que piensen mal de mí',
    'losing-myself': 'Que acepte cosas que no quiero',
  },
  myWorries: 'Lo que me preocupa',

  questions: '¿Tiene alguna pregunta?',
  questionsHint: 'Puede preguntar ahora o después. Cualquier pregunta está bien.',
  questionsAnswers: { 'no-questions': 'Por ahora no tengo preguntas', 'has-questions': 'Tengo preguntas' },

  word: 'Si no puede venir, ¿cómo nos avisará?',
  wordHint: 'Lo preguntamos para que nadie tenga que esperar. Puede cambiarlo después.',
  ways: { phone: 'Llamaré', text: 'Mensaje de texto', email: 'Correo electrónico', portal: 'Portal del paciente' },
  wayMissing: 'Elija una para seguir. Cualquiera está bien.',
  message: '¿Podemos dejarle un mensaje?',
  messages: { yes: 'Sí', no: 'No' },
  messageMissing: 'Elija sí o no para seguir.',

  name: '¿Cómo quiere que le llamemos en el grupo?',
  nameHint: 'Usted elige el nombre que usamos aquí. No tiene que decir su apellido.',
  nameLabel: 'Nombre para el grupo',
  nameMissing: 'Escriba un nombre de hasta 60 letras. O elija «Ahora no».',
  saveName: 'Guardar este nombre',

  thanks: 'Gracias.',
  talkAbout: 'Su líder hablará con usted sobre:',
  yourQuestions: 'sus preguntas',
  kept: 'Lo que dijo está guardado.',
  afterwards: 'Puede leer esto otra vez cuando quiera.',
};

/** The words that go with a pack: its language where we speak it, else English. */
export const preparationWords = (language: string): PreparationWords => (/^es\b/i.test(language) ? es : en);
