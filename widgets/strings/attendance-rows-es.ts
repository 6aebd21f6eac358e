/** Spanish of `attendance-rows.ts`. @module */
import type { RowWords } from './attendance-rows.ts';

export const es: RowWords = {
  askCame: 'o una hora',
  cameAt: 'llegó a las',
  askLeft: 'Cuándo salió',
  leftAt: 'Salió a las',
  wrongClock: {
    start: 'Una hora entre una hora antes de la sesión y su final',
    end: 'Una hora después de que llegó y antes del final',
    'on-time': 'A esa hora llegó a tiempo: elija Vino',
    before: 'No pudo salir antes de llegar',
    stayed: 'A esa hora ya había terminado: se quedó',
    twice: 'Esa noche el reloj marca esta hora dos veces. ¿Cuál de las dos?',
    never: 'Esa noche el reloj se salta esta hora',
  },
  which: ['La primera, antes del cambio', 'La segunda, después'],
  whichOf: 'Cuál de las dos',
  asked: 'Se le pidió salir hoy. ¿Se le ofreció una forma segura de volver a casa?',
  askedOf: (name) => `${name}: se le pidió salir hoy. ¿Se le ofreció una forma segura de volver a casa?`,
  yesNo: { yes: 'Sí', no: 'No' },
  wasAsked: (offered) =>
    offered
      ? 'Se le pidió salir hoy, con una forma segura de volver a casa'
      : 'Se le pidió salir hoy, sin ofrecer cómo volver a casa',
  mistake: 'Fue un error',
  notAsked: 'Se le pidió salir: se retira al guardar',
  why: { '': 'Corregido', 'wrong-member': 'Era de otra persona' },
  whyOf: (name) => `${name}: ¿por qué se cambia lo anotado?`,
  look: (name) => `anotado, más sobre lo anotado de ${name}`,
  lookBoth: 'Ver las dos',
  addMember: 'Agregar al grupo',
  off: 'Ya no está en la lista de esta sesión.',
  someoneElse: 'Hay otra persona aquí',
  notListed:
    'De quien no está en la lista no se anota nada aquí. Primero agregue a esa persona al grupo, o empezará la próxima vez.',
  trainee: 'Quien está de visita o en formación nunca está en la lista.',
};
