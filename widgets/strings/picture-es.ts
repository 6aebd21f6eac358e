/** Spanish of `picture.ts`, for staff: counts first, no adjective about a person (domain.md 4.6, 4.7). @module */
import type { PictureWords } from './picture.ts';

const sessions = (n: number): string => (n === 1 ? '1 sesión' : `${n} sesiones`);

export const es: PictureWords = {
  attended: (n, of) => `Asistió a ${n} de ${of}`,
  attendance: 'Asistencia',
  sessionNext: (n) => `la próxima es su sesión ${n}`,
  noSessions: 'todavía no hay sesiones',
  notRecorded: (n) => `${n} sin anotar`,
  moreNotRecorded: (n) => `${n} más sin anotar`,
  hidden: 'Usted no ve la asistencia',
  oldestFirst: (shown, all) =>
    `${shown < all ? `Las últimas ${shown} de ${all} sesiones` : 'Sesiones'}, de la más antigua a la más nueva`,
  key: 'Qué quieren decir las marcas',
  mark: {
    present: 'a tiempo',
    'present-late': 'tarde',
    'present-arrival-unknown': 'vino, sin hora de llegada',
    'absent-with-notice': 'avisó',
    'absent-without-notice': 'sin aviso',
    'absent-notice-unknown': 'no se sabe si avisó',
    'turned-away': 'vino y no pudo entrar',
    'session-cancelled': 'no hubo sesión',
    'excused-by-clinic': 'en pausa por la clínica',
    'not-recorded': 'sin anotar',
  },
  either: (one, other) => `${one}, o ${other}`,
  absent: (how) => `ausente, ${how}`,

  facts: 'Cuentas',
  onTime: 'A tiempo',
  arrivalsUnknown: 'no se anotó la hora de llegada',
  told: 'Avisó antes',
  ofAbsences: (n, of) => `${n} de ${of} ${of === 1 ? 'ausencia' : 'ausencias'}`,
  noticeUnknown: (n) => `${n} más, no se sabe si avisó`,
  commitment: 'Del tiempo acordado',
  held: (n, of) => (of === undefined ? sessions(n) : `${n} de ${sessions(of)}`),
  week: (n, of) => `semana ${n} de ${of}`,
  weeksOver: (of) => `ya pasaron las ${of} semanas`,
  of: (n, of) => `${n} de ${of}`,

  print: 'Imprimir la asistencia',
  printTitle: 'Asistencia',
  forMember: 'Impreso para el miembro del que trata. No es una carta para un tribunal, un empleador ni un seguro.',
  asOf: (when) => `Así estaba en el expediente el ${when}.`,
  session: 'Sesión',
  recorded: 'Lo que está anotado',
};
