/** Words of the signed copy, in the language that was signed; everything else in it is the document's own. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';

export interface CopyWords {
  title: string;
  answers: Record<Answer, string>;
  mode: Record<'screen' | 'paper' | 'spoken', string>;
  way: Record<'in-person' | 'video' | 'phone', string>;
  basis: Record<'parent' | 'court-order' | 'health-care-proxy' | 'minors-own-consent' | 'other', string>;
  known: Record<'two-identifiers' | 'portal-login' | 'known-to-staff', string>;
  signedBy: string;
  signedFor: string;
  signature: string;
  drawn: string;
  signedAt: string;
  /** A paper without a date; `entered`: when it was typed in. */
  undated: (entered: string) => string;
  zone: string;
  how: string;
  interpreter: string;
  howKnown: string;
  witness: string;
  witnessed: string;
  version: string;
  language: string;
  reviewedBy: string;
  textHash: string;
  signing: string;
  details: string;
  closing: string;
}

const en: CopyWords = {
  title: 'Signed copy',
  answers: { yes: 'Yes', no: 'No', talk: 'I want to talk about this', read: 'Read' },
  mode: { screen: 'On a screen', paper: 'On paper', spoken: 'Spoken, and written down by staff' },
  way: { 'in-person': 'in person', video: 'by video', phone: 'by phone' },
  basis: {
    parent: 'Parent',
    'court-order': 'By court order',
    'health-care-proxy': 'Health care proxy',
    'minors-own-consent': 'Signs alone, as the law allows',
    other: 'On another basis',
  },
  known: {
    'two-identifiers': 'Staff checked two identifiers',
    'portal-login': 'By the login of the portal',
    'known-to-staff': 'Known to staff',
  },
  signedBy: 'Signed by',
  signedFor: 'For the member, as',
  signature: 'Signature',
  drawn: 'Drawn signature',
  signedAt: 'Signed on',
  undated: (entered) => `Not known: the paper has no date. Entered on ${entered}`,
  zone: 'Time zone',
  how: 'How',
  interpreter: 'Interpreter',
  howKnown: 'How we knew who signed',
  witness: 'Witness',
  witnessed: 'Staff saw the person sign',
  version: 'Version',
  language: 'Language',
  reviewedBy: 'Translation reviewed by',
  textHash: 'Fingerprint of the words',
  signing: 'Signing number',
  details: 'Details of the signing',
  closing: 'This copy was made when the form was signed. You can change your mind later: tell the clinic.',
};

const es: CopyWords = {
  title: 'Copia firmada',
  answers: { yes: 'Sí', no: 'No', talk: 'Quiero hablar de esto', read: 'Leído' },
  mode: { screen: 'En una pantalla', paper: 'En papel', spoken: 'De palabra, anotado por el personal' },
  way: { 'in-person': 'en persona', video: 'por video', phone: 'por teléfono' },
  basis: {
    parent: 'Madre o padre',
    'court-order': 'Por orden judicial',
    'health-care-proxy': 'Representante para la atención médica',
    'minors-own-consent': 'Firma sola o solo, como permite la ley',
    other: 'Por otra razón',
  },
  known: {
    'two-identifiers': 'El personal revisó dos datos de identidad',
    'portal-login': 'Por la entrada al portal',
    'known-to-staff': 'El personal conoce a la persona',
  },
  signedBy: 'Firmado por',
  signedFor: 'En nombre del miembro, como',
  signature: 'Firma',
  drawn: 'Firma dibujada',
  signedAt: 'Firmado el',
  undated: (entered) => `No se sabe: el papel no tiene fecha. Se anotó el ${entered}`,
  zone: 'Zona horaria',
  how: 'Cómo',
  interpreter: 'Intérprete',
  howKnown: 'Cómo supimos quién firmó',
  witness: 'Testigo',
  witnessed: 'El personal vio firmar a la persona',
  version: 'Versión',
  language: 'Idioma',
  reviewedBy: 'Traducción revisada por',
  textHash: 'Huella del texto',
  signing: 'Número de la firma',
  details: 'Datos de la firma',
  closing: 'Esta copia se hizo cuando se firmó. Puede cambiar de opinión más tarde: avise a la clínica.',
};

/** English where a language has no words of ours yet: the document itself stays in its own. */
export const copyWords = (language: string): CopyWords => (language.split('-')[0] === 'es' ? es : en);
