/** Words of the paper screens, English and Spanish. Staff read them: short, no blame (domain.md 4.7). @module */
import type { ScanRefusal } from '../agreement/scan.ts';
import { commonEs } from './common-es.ts';
import { common, type Common } from './common.ts';

export interface PaperScreenWords extends Pick<Common, 'failures' | 'tryAgain'> {
  print: string;
  code: string;
  codeHint: string;
  language: string;
  version: string;
  size: string;
  sizes: { usual: string; large: string };
  printNow: string;
  next: string;
  nextSteps: readonly string[];
  record: string;
  draft: string;
  template: string;

  askCode: string;
  codes: Record<'same' | 'other' | 'unreadable', string>;
  other: string;
  otherNext: string;
  /** Followed by the member's name. */
  compare: string;
  askVersion: string;
  versionHint: string;
  languageHint: (language: string) => string;
  noneOfThese: string;
  noneNext: string;
  oldVersion: string;
  opening: string;

  answers: string;
  answersHint: string;
  answer: Record<'yes' | 'no' | 'talk', string>;
  /** At one clause, and above them all with the numbers of those that are open. */
  answerMissing: string;
  answersMissing: (numbers: string) => string;
  allRead: (numbers: string) => string;
  readMissing: string;
  date: string;
  /** In which order the paper asks for it. */
  dateHint: (dayFirst: boolean) => string;
  noDate: string;
  dateMissing: Record<'open' | 'half' | 'future', string>;
  beforeVersion: string;
  name: string;
  /** Followed by the member's name. */
  nameHint: string;
  nameMissing: string;
  scan: string;
  scanHint: string;
  scanReading: string;
  scanReady: (size: string) => string;
  scanMissing: string;
  refused: Record<ScanRefusal, string>;
  problems: string;
  missingPage: string;
  unreadable: string;
  problemHint: string;
  codeMissing: string;
  versionMissing: string;
  save: string;
  saving: string;
  kept: string;
  back: string;
}

const en: PaperScreenWords = {
  ...common,
  print: 'Print the form',
  code: 'Code on the paper',
  codeHint: 'It stands in the place of the name. It is at the foot of every page.',
  language: 'Language',
  version: 'Version',
  size: 'Size of the letters',
  sizes: { usual: 'Usual (12 points)', large: 'Large (18 points)' },
  printNow: 'Print',
  next: 'Then',
  nextSteps: [
    'See that every page came out, with the same code.',
    'Give the form and a pen. Reading it aloud is fine. The answers are theirs alone.',
    'When it comes back: every page, one answer for each part, a signature, a date.',
    'Scan it, or take a photo of each page into one PDF. Then record it here.',
  ],
  record: 'Record the signed paper',
  draft: 'This is a draft translation. It can’t be signed.',
  template: 'Template text: your clinic must approve or replace it before real use.',

  askCode: 'Is this the code at the foot of every page?',
  codes: { same: 'The same', other: 'Another code', unreadable: 'Can’t read it' },
  other: 'This paper is someone else’s. Nothing was filed.',
  otherNext: 'Keep it out of this chart. Open the chart of the person it belongs to.',
  compare: 'Make sure by the written name. In our record:',
  askVersion: 'Which version is at the foot of the paper?',
  versionHint: 'It stands after the name of the rules.',
  languageHint: (language) => `For paper that isn’t in ${language}, go back and choose its language.`,
  noneOfThese: 'None of these',
  noneNext: 'Paper in that version can’t be recorded. Print the form, and ask the member to sign that one.',
  oldVersion: 'This isn’t the newest version. It will be kept, and the newest still has to be signed.',
  opening: 'Opening that version…',

  answers: 'What is marked on the paper',
  answersHint:
    'Put down only what is marked, and never guess. Not marked, marked twice or not to be read? Ask the member to sign again, or put down “Talk”: then the leader asks.',
  answer: { yes: 'Yes', no: 'No', talk: 'Talk' },
  answerMissing: 'Put down what is marked.',
  answersMissing: (numbers) => `Still to put down: ${numbers}`,
  allRead: (numbers) => `“I read this” is marked at ${numbers}`,
  readMissing: 'Tick this if all of them are marked. If not, ask the member to read and mark them.',
  date: 'Day it was signed',
  dateHint: (dayFirst) => `On the paper: ${dayFirst ? 'day / month / year' : 'month / day / year'}.`,
  noDate: 'There is no date on it',
  dateMissing: {
    open: 'Put down the day on the paper, or that there is none.',
    half: 'Put down the whole day.',
    future: 'This day is still to come.',
  },
  beforeVersion: 'On this day these words were not in use yet. Check the year and the version.',
  name: 'Name of who signed, as it is written',
  nameHint: 'In our record:',
  nameMissing: 'Put down the name on the paper.',
  scan: 'Scan of every page, in one file',
  scanHint: 'PDF, JPEG or PNG, up to 5 MB. Look at it first: is it this paper, and can it be read?',
  scanReading: 'Reading the file…',
  scanReady: (size) => `The file is ready (${size}). It isn’t saved yet.`,
  scanMissing: 'Choose the scan.',
  refused: {
    heic: 'This is an HEIC photo, which many computers can’t open. Save it as JPEG or PDF, then choose it again.',
    type: 'This is no PDF, JPEG or PNG. Choose another file.',
    unreadable: 'This file is empty or broken. Scan the paper again.',
    size: 'This file is over 5 MB. Scan it again in black and white, or smaller.',
  },
  problems: 'Something is wrong with the paper',
  missingPage: 'A page is missing',
  unreadable: 'Some of it can’t be read',
  problemHint:
    'What can’t be seen can’t be put down. If answers were there, print a new form and ask the member to sign it.',
  codeMissing: 'Compare the code first.',
  versionMissing: 'Choose the version on the paper.',
  save: 'Save the signed paper',
  saving: 'Saving…',
  kept: 'What you put down is still here.',
  back: 'Back',
};

const es: PaperScreenWords = {
  ...commonEs,
  print: 'Imprimir el formulario',
  code: 'Código en el papel',
  codeHint: 'Está en lugar del nombre. Se ve al pie de cada página.',
  language: 'Idioma',
  version: 'Versión',
  size: 'Tamaño de la letra',
  sizes: { usual: 'Normal (12 puntos)', large: 'Grande (18 puntos)' },
  printNow: 'Imprimir',
  next: 'Después',
  nextSteps: [
    'Vea que salieron todas las páginas, con el mismo código.',
    'Entregue el formulario y una pluma. Puede leerlo en voz alta. Las respuestas son solo de la persona.',
    'Al recibirlo: todas las páginas, una respuesta en cada parte, firma y fecha.',
    'Escanéelo, o tome una foto de cada página en un solo PDF. Luego regístrelo aquí.',
  ],
  record: 'Registrar el papel firmado',
  draft: 'Esta traducción es un borrador. No se puede firmar.',
  template: 'Texto de muestra: su clínica debe aprobarlo o cambiarlo antes de usarlo de verdad.',

  askCode: '¿Es este el código al pie de cada página?',
  codes: { same: 'El mismo', other: 'Otro código', unreadable: 'No se puede leer' },
  other: 'Este papel es de otra persona. No se guardó nada.',
  otherNext: 'No lo ponga en este expediente. Abra el expediente de la persona a quien pertenece.',
  compare: 'Compruébelo con el nombre escrito. En nuestro registro:',
  askVersion: '¿Qué versión está al pie del papel?',
  versionHint: 'Está después del nombre de las reglas.',
  languageHint: (language) => `Si el papel no está en ${language}, vuelva atrás y elija su idioma.`,
  noneOfThese: 'Ninguna de estas',
  noneNext: 'No se puede registrar un papel de esa versión. Imprima el formulario y pida al miembro que firme ese.',
  oldVersion: 'No es la versión más nueva. Se guardará, y todavía hay que firmar la más nueva.',
  opening: 'Abriendo esa versión…',

  answers: 'Lo que está marcado en el papel',
  answersHint:
    'Anote solo lo que está marcado y nunca adivine. ¿No hay marca, hay dos o no se lee? Pida al miembro que firme otra vez, o anote “Hablar”: entonces el líder pregunta.',
  answer: { yes: 'Sí', no: 'No', talk: 'Hablar' },
  answerMissing: 'Anote lo que está marcado.',
  answersMissing: (numbers) => `Falta anotar: ${numbers}`,
  allRead: (numbers) => `“Leí esto” está marcado en ${numbers}`,
  readMissing: 'Márquelo si están todas. Si no, pida al miembro que las lea y las marque.',
  date: 'Día de la firma',
  dateHint: (dayFirst) => `En el papel: ${dayFirst ? 'día / mes / año' : 'mes / día / año'}.`,
  noDate: 'No tiene fecha',
  dateMissing: {
    open: 'Anote el día que está en el papel, o que no hay.',
    half: 'Anote el día completo.',
    future: 'Ese día todavía no llega.',
  },
  beforeVersion: 'Ese día estas palabras aún no se usaban. Revise el año y la versión.',
  name: 'Nombre de quien firmó, como está escrito',
  nameHint: 'En nuestro registro:',
  nameMissing: 'Anote el nombre que está en el papel.',
  scan: 'Escaneo de todas las páginas, en un solo archivo',
  scanHint: 'PDF, JPEG o PNG, hasta 5 MB. Véalo antes: ¿es este papel y se puede leer?',
  scanReading: 'Leyendo el archivo…',
  scanReady: (size) => `El archivo está listo (${size}). Todavía no está guardado.`,
  scanMissing: 'Elija el escaneo.',
  refused: {
    heic: 'Es una foto HEIC, que muchas computadoras no abren. Guárdela como JPEG o PDF y elíjala otra vez.',
    type: 'No es PDF, JPEG ni PNG. Elija otro archivo.',
    unreadable: 'Este archivo está vacío o dañado. Escanee el papel otra vez.',
    size: 'Este archivo pasa de 5 MB. Escanéelo otra vez en blanco y negro, o más pequeño.',
  },
  problems: 'Algo está mal con el papel',
  missingPage: 'Falta una página',
  unreadable: 'Una parte no se puede leer',
  problemHint:
    'Lo que no se ve no se puede anotar. Si ahí había respuestas, imprima otro formulario y pida al miembro que lo firme.',
  codeMissing: 'Compare primero el código.',
  versionMissing: 'Elija la versión que está en el papel.',
  save: 'Guardar el papel firmado',
  saving: 'Guardando…',
  kept: 'Lo que anotó sigue aquí.',
  back: 'Atrás',
};

/** English where we have no words of a language. */
export const paperScreenWords = (locale: string): PaperScreenWords => (/^es\b/i.test(locale) ? es : en);
