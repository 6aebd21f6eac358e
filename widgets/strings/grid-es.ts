/** Spanish of `grid.ts`. @module */
import { commonEs } from './common-es.ts';
import type { GridWords } from './grid.ts';

export const es: GridWords = {
  ...commonEs,
  title: (group) => (group ? `Asistencia · ${group}` : 'Asistencia'),
  lead: (n) => (n === 1 ? 'La última sesión' : `Las últimas ${n} sesiones`),
  none: 'Todavía no hay sesiones',
  noneHint: 'Se verán aquí cuando hayan terminado.',
  member: 'Miembro',
  here: 'Vinieron, de quienes están en la lista',
  presence: (here, listed) => `${here} de ${listed}`,
  spokenPresence: (here, listed) => `vinieron ${here} de ${listed}`,
  notIn: 'no estaba en el grupo',
  unknown: 'no se puede saber en este momento',
  someUnknown: 'Una parte no se cargó. Aquí no se adivina nada.',
  by: 'Por nombre. Lo que no está anotado no es una ausencia.',
  scroll: 'Tabla de asistencia',
  stillCantTell: 'Todavía no se puede saber.',
  readNow: 'Ya se leyó todo.',
  trying: 'Intentando de nuevo',
};
