/** The guardian's view in Spanish. Loaded where the page speaks it. @module */
import type { GuardianWords } from './guardian.ts';

const list = new Intl.ListFormat('es');

export const es: GuardianWords = {
  language: 'es',
  title: (group) => `Antes de empezar: ${group}`,
  ready: 'Todo está listo para el grupo',
  left: (n) => (n === 1 ? 'Falta una cosa' : `Faltan ${n} cosas`),
  waiting: 'Ya casi está',
  waitingHint: 'Lo que falta le toca al líder.',
  lapsed: 'Lo que se firmó ya no vale',
  lapse: {
    withdrawn: (day) => `Se retiró el ${day}. Se puede firmar otra vez.`,
    expired: (day) => `Terminó el ${day}. Se puede firmar otra vez.`,
    superseded: (day) => `Hay un texto nuevo desde el ${day}. Por favor, léalo.`,
    'guardian-ended': () => 'Ya es una persona adulta. Puede firmar con su propio nombre.',
  },
  notIn: { 'on-hold': 'Está en pausa en este grupo', ended: 'Ahora no está en este grupo' },
  cantTell: 'Ahora no lo sabemos',
  cantTellHint: 'Una parte no cargó. Aquí no adivinamos nada.',
  tryAgain: 'Probar otra vez',
  trying: 'Probando otra vez',
  readNow: 'Ya está todo aquí.',

  steps: 'Lo que falta',
  yours: 'usted o esa persona',
  leaders: 'el líder',
  step: {
    introduction: 'Falta leer qué esperar en el grupo.',
    newVersion: 'Una parte de qué esperar en el grupo es nueva y falta leerla.',
    questions: 'El líder habla con esa persona de sus preguntas.',
    participation: 'La hoja para participar todavía no vale.',
    agreement: 'Las reglas del grupo todavía no valen.',
    talk: () => 'El líder le va a avisar.',
    signer: 'Tenemos que ver quién puede firmar.',
    communication: 'Vamos a buscar un intérprete o un texto en su idioma.',
    video: 'Falta contestar las reglas para video.',
    commitment: 'El líder habla con esa persona de cuánto tiempo piensa quedarse.',
    contact: 'Díganos cómo nos avisan si no puede venir.',
  },
  openForm: 'Leer y contestar',
  note: {
    'new-version-due': 'Hay un texto nuevo de las reglas. Por favor, léalo pronto.',
    'expiring-soon': 'Lo que se firmó termina pronto. Se puede firmar otra vez.',
    'signer-changes-soon': 'Pronto será una persona adulta. Entonces firma con su propio nombre.',
    'signer-changed': 'Ya es una persona adulta. Puede firmar con su propio nombre.',
    'signed-copy-problem': 'Tenemos que ver otra vez la hoja firmada.',
  },

  private: 'Esta página no dice cuándo viene ni qué dice. Esa persona se lo puede contar si quiere.',
  reach: (leaders) => `Su líder: ${list.format(leaders)}`,
  phone: 'Teléfono',
  email: 'Correo',
  signed: 'Lo que firmé',
  notLoaded: 'Esta parte no cargó. Por favor, pruebe otra vez.',
};
