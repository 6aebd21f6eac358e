/** Spanish of `attendance.ts`: «ausente, sin aviso», and no word that blames (domain.md 4.7). @module */
import type { AttendanceWords } from './attendance.ts';
import { commonEs } from './common-es.ts';
import { sharing } from './common.ts';

const charts = (n: number): string => (n === 1 ? '1 expediente' : `${n} expedientes`);
const count = (n: number, of: number): string => `${n} de ${of}`;
const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const es: AttendanceWords = {
  ...commonEs,
  noSession: 'Elija una sesión para anotar la asistencia.',
  nobody: 'No hay nadie en la lista de esta sesión.',
  cantOpen: 'La lista no se abrió',

  times: (day, start, end) => `${first(day)}, de ${sharing(start, end)} a ${end}`,
  everyone: 'Vinieron todos',
  notHeld: 'No hubo sesión',
  undo: 'Deshacer',
  members: 'Miembros',

  choice: { here: 'Vino', late: 'Tarde', away: 'No vino', other: 'Otra cosa' },
  other: {
    'left-early': 'Salió antes',
    'late-left-early': 'Tarde, salió antes',
    'turned-away': 'No pudo entrar',
    'excused-by-clinic': 'En pausa',
  },
  whatElse: (name) => `${name}, otra cosa: ¿qué pasó?`,
  notice: {
    'absent-with-notice': 'Avisó',
    'absent-without-notice': 'Sin aviso',
    'absent-notice-unknown': 'No se sabe',
  },
  didTheyTell: (name) => `${name}, no vino: ¿avisó?`,
  tellUs: 'Elija una para terminar',
  moreThan: (minutes) => `Más de ${minutes} minutos ·`,
  giveMinutes: 'anotar los minutos',
  wrongMinutes: 'Minutos enteros del 1 al 120, o déjelo vacío',
  outcome: {
    present: 'vino',
    'present-late': 'llegó tarde',
    'present-arrival-unknown': 'Vino, no se sabe a qué hora',
    'absent-with-notice': 'ausente, avisó',
    'absent-without-notice': 'ausente, sin aviso',
    'absent-notice-unknown': 'ausente, no se sabe si avisó',
    'turned-away': 'Vino y no pudo entrar',
    'session-cancelled': 'No hubo sesión',
    'excused-by-clinic': 'En pausa por la clínica',
  },
  recordedAs: (outcome) => `Anotado: ${outcome.toLowerCase()}`,
  said: ({ outcome, minutesLate, leftEarly }) =>
    [
      minutesLate === undefined ? es.outcome[outcome].toLowerCase() : `llegó ${minutesLate} min tarde`,
      leftEarly ? 'salió antes' : '',
    ]
      .filter(Boolean)
      .join(', '),
  theirs: (by, said, when) => `${by || 'Otra persona'} anotó: ${said}, ${when}.`,
  keepTheirs: 'Dejar lo suyo',
  recordMine: 'Anotar lo mío',
  meanwhile: (n) => (n === 1 ? '1 fila anotada en otra pantalla' : `${n} filas anotadas en otra pantalla`),
  listChanged: 'La lista cambió. Lo que usted marcó sigue aquí.',
  offList: (names) => `Ya no en la lista, y sin anotar: ${names}`,
  gone: 'Esta sesión se cambió o se canceló. Aquí no se guarda nada más.',
  toldUs: (when, how) => `Avisó ${when}${how ? `, ${how}` : ''}`,
  toldUntil: (day) => `Avisó: ausente hasta el ${day}`,
  today: (time) => `hoy, ${time}`,
  on: (day, time) => `${day}, ${time}`,
  how: {
    phone: 'por teléfono',
    message: 'con un recado',
    'in-person': 'en persona',
    text: 'por mensaje de texto',
    email: 'por correo electrónico',
    portal: 'en el portal',
  },
  givenBack: 'Devolvió su cita. ¿Avisó?',
  enteredOn: (when) => `Anotado el ${when}.`,
  undone10: 'Deshacer lo guardado',
  takenBack: (n) => `Se deshizo en ${charts(n)}`,
  notTakenBack: (n) => `No se deshizo en ${charts(n)}: hubo otro cambio, o no se pudo llegar`,
  undoing: 'Deshaciendo',
  realTimes: 'Horas reales',
  wrongTimes: 'Primero revise las horas.',
  lines: 'Frases para las notas',
  overdue: 'Falta anotar:',
  settleFirst: (names) => `Primero elija para ${names}: lo de la otra persona o lo suyo`,
  recordedRow: 'anotado',
  notMember: 'Tiene cita, no es miembro de este grupo',
  conflict: 'El expediente dice dos cosas, o no se puede leer: no se puede saber',
  clear: (name) => `Borrar la marca de ${name}`,
  clearKey: 'Tecla Suprimir',

  marked: (n, of) => [count(n, of), n === 1 ? 'marcado' : 'marcados'],
  recorded: (n, of) => [count(n, of), n === 1 ? 'anotado' : 'anotados'],
  allMarked: 'Todas las filas ya tienen una marca',
  noneHeld: 'En todas las filas se marcó que no hubo sesión',
  undone: 'Deshecho',
  already: (n) => (n === 1 ? '1 ya estaba anotado así.' : `${n} ya estaban anotados así.`),
  unfinished: (names) => `Sin terminar: ${names}`,

  save: (n) => (n ? `Guardar en ${charts(n)}` : 'Guardar'),
  saving: 'Guardando',
  saved: 'Guardado',
  nothingMarked: 'Todavía no hay nada que guardar. Primero marque quién vino.',
  nothingNew: 'Todo lo marcado ya está guardado.',

  notSaved: 'No se guardó',
  notConfirmed: 'No se confirmó que se guardó',
  kept: 'Lo que usted marcó sigue aquí.',
  harmless: 'Puede guardar otra vez sin riesgo.',
  someFailed: (n, of) => `${count(n, of)} sin guardar`,
  readAgain: 'Mostrar lo que está anotado',
};
