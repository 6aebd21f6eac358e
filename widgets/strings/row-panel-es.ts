/** Spanish of `row-panel.ts`. @module */
import type { PanelWords } from './row-panel.ts';

export const es: PanelWords = {
  title: (name) => `Lo anotado de ${name}`,
  reading: 'Leyendo',
  cantRead: 'No se abrió lo que decía antes.',
  versions: 'Lo que dice, y lo que decía antes',
  gone: 'Anotado por error',
  notKept: 'Este servidor no guarda lo que decía entonces',
  by: (who) => who ?? 'otra persona',
  reason: {
    correction: 'corregido',
    undo: 'deshecho',
    'wrong-member': 'era de otra persona',
    withdrawn: 'retirado',
    replaced: 'reemplazado',
    rescheduled: 'cambiado de hora',
  },
  leftAt: (time) => `salió a las ${time}`,
  wrongMember: 'Era de otra persona',
  clearBoth: 'Marcar las dos como error',
  sure: 'No se borra nada: lo anotado aquí se marca como error. Después marque a la persona correcta en su fila.',
  sureBoth: 'No se borra nada: las dos se marcan como error, y esta fila se puede anotar de nuevo.',
  enter: 'Marcar como error',
  entering: 'Guardando',
  back: 'Volver',
  notSaved: 'No se guardó.',
  entered: (name) => `Lo anotado de ${name} se marcó como error. Ahora marque a la persona correcta.`,
};
