/** Consent to take part, Spanish: a draft translation of sample words. A clinic must approve or replace them. @module */
import type { MemberDocument } from './document.ts';
import { participationEs } from './versions.ts';

export const groupParticipationEs: MemberDocument = {
  ...participationEs,
  language: 'es',
  title: 'Participar en el grupo',
  intro: 'Esta parte es sobre participar en el grupo. No es parte de las reglas. Se contesta una sola vez.',
  rules: [],
  clauses: [
    {
      id: 'purpose',
      short: 'para qué es el grupo',
      kind: 'information',
      text: 'Mi líder me dijo para qué es este grupo.',
    },
    {
      id: 'feelings',
      short: 'lo que el grupo puede traer',
      kind: 'information',
      text: 'El grupo puede ayudar. También puede traer sentimientos difíciles. Si eso pasa, puedo decírselo a mi líder.',
    },
    {
      id: 'choices',
      short: 'otras opciones',
      kind: 'information',
      text: 'Tengo otras opciones. Puedo preguntar por ellas.',
    },
    {
      id: 'stopping',
      short: 'dejar el grupo',
      kind: 'information',
      text: 'Puedo parar cuando quiera. Puedo preguntar qué significa parar para el resto de mi atención aquí.',
    },
    {
      id: 'record',
      short: 'lo que se anota',
      kind: 'information',
      text: 'La clínica anota cuándo vengo y qué acepté. Es parte de mi expediente médico. Las personas que me atienden pueden leerlo. Puedo pedir verlo.',
    },
    {
      id: 'others-asking',
      short: 'cuando otros preguntan',
      kind: 'information',
      text: 'Un tribunal, un trabajo u otra persona puede preguntar si vengo. La clínica sigue la ley sobre lo que les puede decir. Puedo preguntar qué significa eso para mí.',
    },
    {
      id: 'take-part',
      short: 'participar en este grupo',
      kind: 'choice',
      text: 'Quiero participar en este grupo. Pude hacer preguntas antes.',
    },
  ],
  statements: {
    sign: 'Leí esto, o alguien me lo leyó. Pude hacer preguntas. Puedo cambiar de opinión después si le aviso a la clínica.',
    electronic: 'Acepto firmar en esta pantalla. Sé que puedo usar papel si quiero. Puedo recibir una copia gratis.',
    help: 'Puede parar y volver después. Puede preguntar a una persona. Nadie revisa este formulario de inmediato. Si necesita ayuda ahora, llame al 988 y oprima el 2, o envíe la palabra AYUDA al 988. Si está en peligro, llame al 911.',
  },
  review: null,
  template: true,
};
