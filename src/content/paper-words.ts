/** Words of the form on paper that are no document's own. Members read them: grade 6 or less (domain.md 5.1). @module */

export interface PaperWords {
  /** Neutral: it may become the name of a file. */
  title: string;
  forGroup: string;
  memberCode: string;
  how: string;
  answers: Record<'yes' | 'no' | 'talk' | 'read', string>;
  sign: string;
  signHint: string;
  /** Who signs, as the signer says it. */
  asMember: string;
  forMember: string;
  signature: string;
  printedName: string;
  date: string;
  dateParts: string;
  reviewedBy: string;
  /** Read by staff. */
  staff: {
    title: string;
    known: string;
    interpreter: string;
    copy: string;
    copies: readonly string[];
    initials: string;
    saw: string;
    template: string;
  };
  /** Before the page's number, and between it and the number of pages. */
  page: readonly [before: string, between: string];
}

const en: PaperWords = {
  title: 'Form to sign',
  forGroup: 'For',
  memberCode: 'Member code',
  how: 'Put an X in one box for each part. Each answer is okay. To change an answer, cross it out. Then write your initials next to it.',
  answers: { yes: 'Yes', no: 'No', talk: 'I want to talk about this', read: 'I read this' },
  sign: 'Sign here',
  signHint: 'Your name here is for all parts of this form.',
  asMember: 'I am the member.',
  forMember: 'I sign for the member, as:',
  signature: 'Signature',
  printedName: 'Your name, in clear letters',
  date: 'Date you sign',
  dateParts: 'month / day / year',
  reviewedBy: 'Translation reviewed by',
  staff: {
    title: 'For staff',
    known: 'How we knew who signed',
    interpreter: 'Interpreter, if there was one: number',
    copy: 'Free copy',
    copies: ['Given', 'Not wanted'],
    initials: 'Staff initials',
    saw: 'I saw the person sign',
    template: 'Template text: your clinic must approve or replace it before real use.',
  },
  page: ['Page ', ' of '],
};

const es: PaperWords = {
  title: 'Formulario para firmar',
  forGroup: 'Para',
  memberCode: 'Código del miembro',
  how: 'Ponga una X en una casilla de cada parte. Toda respuesta está bien. Si quiere cambiar una respuesta, táchela. Luego ponga sus iniciales al lado.',
  answers: { yes: 'Sí', no: 'No', talk: 'Quiero hablar de esto', read: 'Leí esto' },
  sign: 'Firme aquí',
  signHint: 'Su firma es para todas las partes de este formulario.',
  asMember: 'Soy el miembro.',
  forMember: 'Firmo por el miembro, como:',
  signature: 'Firma',
  printedName: 'Su nombre, en letra clara',
  date: 'Fecha en que firma',
  dateParts: 'día / mes / año',
  reviewedBy: 'Traducción revisada por',
  staff: {
    title: 'Para el personal',
    known: 'Cómo supimos quién firmó',
    interpreter: 'Intérprete, si hubo: número',
    copy: 'Copia gratis',
    copies: ['Entregada', 'No la quiere'],
    initials: 'Iniciales del personal',
    saw: 'Vi firmar a la persona',
    template: 'Texto de muestra: su clínica debe aprobarlo o cambiarlo antes de usarlo de verdad.',
  },
  page: ['Página ', ' de '],
};

/** English where a language has no words of ours yet: the document itself stays in its own. */
export const paperWords = (language: string): PaperWords => (language.split('-')[0] === 'es' ? es : en);
