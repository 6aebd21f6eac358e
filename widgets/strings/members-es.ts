/** Spanish of `members.ts`: no blame, no reason asked for (domain.md 4.7). @module */
import type { SessionChange } from '../../src/book-types.ts';
import type { Days } from '../members/days.ts';
import { commonEs } from './common-es.ts';
import { sharing } from './common.ts';
import type { MembersWords } from './members.ts';

const everyone = (n: number): string => (n === 1 ? '1 miembro' : `los ${n} miembros`);
const all = ({ changed, unchanged }: SessionChange): string => everyone(changed + unchanged);
const until = (day: string | undefined, days: Days): string =>
  day ? `hasta el ${days.short(day)}` : 'hasta nuevo aviso';

export const es: MembersWords = {
  ...commonEs,
  title: (group) => `Miembros · ${group}`,
  cantOpen: 'La lista de miembros no se abrió',
  old: {
    members: 'La lista no se pudo leer otra vez, así que quizá no sea la más reciente.',
    sessions: 'Las sesiones no se pudieron leer otra vez, así que quizá no sean las más recientes.',
  },
  notCreated: 'El expediente todavía no tiene este grupo, así que no se puede agregar a nadie.',
  create: 'Crear el grupo en el expediente',
  created: 'El grupo ya está en el expediente',
  nobody: 'Todavía no hay nadie en este grupo.',
  nobodyNow: 'Nadie hoy.',
  list: (title, n) => `${title} · ${n}`,
  place: { now: 'Miembros ahora', 'on-hold': 'En pausa', coming: 'Por empezar', past: 'Antes' },

  when: ({ place, start, end, hold }, days) => {
    if (place === 'past') return `del ${days.short(start)} al ${days.short(end ?? start)}`;
    const away = hold && `desde el ${days.short(hold.from)} ${until(hold.until, days)}`;
    return [
      ...(place === 'now' || place === 'coming' ? [`desde el ${days.short(start)}`] : []),
      ...(away ? [place === 'on-hold' ? away : `en pausa ${away}`] : []),
      ...(end === undefined ? [] : [`último día ${days.short(end)}`]),
    ].join(' · ');
  },
  change: 'Cambiar',
  changeOf: (name) => `Cambiar a ${name}`,
  actionsFor: (name) => `Qué cambiar para ${name}`,
  action: {
    hold: 'Poner en pausa',
    resume: 'Vuelve de la pausa',
    end: 'Terminar la participación',
    move: 'Pasar a otro grupo',
    again: 'Empezar otra vez',
  },
  save: {
    hold: 'Poner en pausa',
    resume: 'Vuelve de la pausa',
    end: 'Terminar la participación',
    move: 'Pasar al otro grupo',
  },
  actionOn: (action, name) => `${action}: ${name}`,
  wanted: {
    hold: ({ from = '', until: last }, days) => `En pausa desde el ${days.short(from)} ${until(last, days)}`,
    resume: ({ on = '' }, days) => `Vuelve de la pausa el ${days.short(on)}`,
    end: ({ on = '' }, days) => `Último día: ${days.short(on)}`,
    move: ({ start = '' }, days, group) => `Pasar a ${group}, primer día ${days.short(start)}`,
  },
  field: {
    hold: { from: 'Primer día en pausa', until: 'Último día en pausa' },
    resume: { on: 'Primer día de vuelta' },
    end: { on: 'Último día' },
    move: { group: 'Pasar a', start: 'Primer día allí' },
  },
  untilHint: 'Deje vacío mientras no se sepa.',
  endHint: 'No se guarda ningún motivo.',
  changed: (name, what) => `Guardado. ${name}: ${what}`,
  gone: (name) => `${name} ya no está en esta lista como antes. No se guardó nada de lo suyo.`,
  meanwhile: 'Mientras tanto, otra persona cambió esto',
  now: 'Ahora',
  youWanted: 'Usted quería',
  anyway: 'Hacerlo de todos modos',
  leave: 'Dejarlo así',

  add: 'Agregar un miembro',
  pick: 'Elegir en el expediente',
  identifier: 'Número de expediente',
  find: 'Buscar',
  isThis: '¿Es esta persona?',
  fullName: 'Nombre completo',
  born: 'Nacimiento',
  bornOn: (day) => `nacimiento: ${day}`,
  notKnown: 'no está en el expediente',
  yes: 'Sí',
  no: 'No',
  addTo: (group) => `Agregar a ${group}`,
  start: 'Primer día',
  displayName: 'Nombre en el grupo (si quiere)',
  displayNameHint: '¿Cómo quiere que le llamen en el grupo?',
  way: 'Cómo comunicarse (si quiere)',
  skip: 'Dejar para después',
  ways: {
    phone: 'Teléfono',
    text: 'Mensaje de texto',
    email: 'Correo electrónico',
    portal: 'Portal del paciente',
  },
  message: '¿Se puede dejar un mensaje?',
  added: (name, group) => `Guardado. ${name} está en la lista de ${group}`,

  sessions: 'Sesiones',
  coming: 'Próximas seis semanas',
  earlier: 'Antes de hoy',
  noSessions: 'No hay sesiones en las próximas seis semanas.',
  cantTellSessions: 'Sesiones: no se puede saber en este momento',
  hours: (start, end) => `de ${sharing(start, end)} a ${end}`,
  cancelled: 'Cancelada',
  expected: ({ expected }, before) => `${before ? 'Iban a venir' : 'Por venir'}: ${expected}`,
  movedFrom: (when) => `Era el ${when}`,
  cancelOne: 'Cancelar esta sesión',
  cancelFor: ({ expected }) => (expected ? `¿Cancelar para ${everyone(expected)}?` : '¿Cancelar esta sesión?'),
  keepIt: 'Mantenerla',
  moveOne: 'Cambiar de día u hora',
  to: 'Día nuevo',
  time: (zone) => `Empieza a las (${zone})`,
  moveFor: ({ expected }) => (expected ? `Cambiar para ${everyone(expected)}` : 'Cambiar la sesión'),
  restoreOne: 'Hacerla de todos modos',
  restoreFor: '¿Hacer esta sesión de todos modos, para todos?',
  keepOff: 'Dejarla cancelada',
  restoredFor: (change) => `Se hará para ${all(change)}.`,
  cancelSeveral: 'Cancelar varias',
  from: 'Primer día sin sesiones',
  until: 'Último día sin sesiones',
  goOn: 'Seguir',
  cancelRange: (from, last) =>
    `¿Cancelar todas las sesiones desde el ${from} hasta el ${last}, para todos los miembros?`,
  cancelThese: 'Cancelar estas sesiones',
  keepThem: 'Mantenerlas',
  sessionGone: 'Esta sesión ya no está en la lista como antes. No se guardó nada de lo suyo.',
  cancelledFor: (change) => `Cancelada para ${all(change)}.`,
  cancelledRange: ({ changed, unchanged }) =>
    changed + unchanged ? 'Estas sesiones están canceladas.' : 'No había ninguna sesión que cancelar en estos días.',
  movedFor: (change) => `Cambiada para ${all(change)}.`,
  partly: ({ changed, unchanged, failed }) => {
    const done = changed + unchanged;
    return `Se cambiaron ${done} de ${done + failed.length}. Sin guardar: ${failed.length}.`;
  },
  againIsSafe: 'Intentar de nuevo solo cambia lo que falta.',

  close: 'Cerrar',
  saving: 'Guardando',
  looking: 'Buscando',
  notSaved: 'No se guardó.',
  notConfirmed: 'No se confirmó que se guardó.',
  kept: 'Lo que usted escribió sigue aquí.',

  missing: {
    identifier: 'Escriba el número de expediente.',
    message: 'Elija sí o no. Para dejar los dos sin responder, elija «Dejar para después».',
    time: 'Elija una hora.',
  },
  chooseDay: 'Elija un día.',
  wrong: {
    add: {
      patient: 'No se puede agregar a esta persona: ya está en el grupo, o su expediente ya no se usa.',
      start: 'Ese día ya estaba en el grupo. Elija un día posterior.',
      displayName: 'Este nombre no se puede usar. Use de 1 a 60 letras.',
    },
    hold: {
      from: 'Elija un día en que esté en el grupo y todavía no en pausa.',
      until: 'Elija un día que no sea antes del primero ni después de dejar el grupo.',
    },
    resume: { on: 'Ese día no está en pausa. Elija otro día.' },
    end: { on: 'Elija un día desde su primer día.' },
    move: {
      group: 'Ya está en ese grupo, o el expediente todavía no lo tiene.',
      start: 'Elija un día después de su primer día aquí.',
    },
    session: {
      start: 'Esta sesión ya se hizo, se canceló o se cambió.',
      to: 'A esa hora hay otra sesión, o la hora no se puede usar. Elija otra.',
      from: 'Este día no se puede usar. Elija otro.',
      until: 'Elija el primer día o uno posterior, dentro de tres meses.',
    },
  },
  unfound: {
    identifier: {
      'not-found': 'Nadie en el expediente tiene este número.',
      conflict: 'Más de un expediente tiene este número, así que no se eligió ninguno.',
      invalid: 'Este número no se puede usar: su expediente se unió con otro, o la persona falleció.',
    },
    patient: {
      'not-found': 'Este expediente ya no existe.',
      invalid: 'Este expediente no se puede usar: se unió con otro, o la persona falleció.',
    },
  },
};
