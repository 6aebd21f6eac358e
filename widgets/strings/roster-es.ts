/** Spanish of `roster.ts`. @module */
import { commonEs } from './common-es.ts';
import type { RosterWords } from './roster.ts';

const people = (n: number): string => (n === 1 ? '1 persona' : `${n} personas`);

export const es: RosterWords = {
  ...commonEs,
  noMode: 'Esta página pide una lista que no existe.',
  today: 'Para firmar · hoy',
  later: (days) => `En los próximos ${days} días`,
  people,
  nobody: 'Hoy nadie tiene nada que firmar.',
  untold: (n, more) => `No se pudo leer lo que falta de ${people(n)}${more ? ' más' : ''}.`,
  unread: (group) => `${group}: no se puede saber en este momento`,
  why: { ...commonEs.failures, 'not-found': 'El expediente todavía no tiene este grupo.' },

  step: {
    introduction: 'Introducción',
    participation: 'Consentimiento para participar, sin firmar',
    agreement: 'Reglas del grupo, sin firmar',
    contact: 'Cómo avisar',
  },
  both: 'Reglas del grupo y consentimiento para participar, sin firmar',
  restUntold: 'lo demás no se puede saber en este momento',
  noName: 'Nombre no leído',
  openForm: 'Abrir el formulario',
  formOf: (name) => ` de ${name}`,

  trying: 'Intentando de nuevo',
  stillCantTell: 'Todavía no se puede saber.',
  changed: 'La lista cambió.',
};
