/** Spanish words of `<group-signed>`. @module */
import type { DocumentName } from '../../src/signed-types.ts';
import { commonEs } from './common-es.ts';
import type { Words } from './signed.ts';

const name: Record<DocumentName, string> = {
  rules: 'reglas del grupo',
  participation: 'consentimiento para participar',
};
const articled: Record<DocumentName, string> = {
  rules: 'las reglas del grupo',
  participation: 'el consentimiento para participar',
};
const list = new Intl.ListFormat('es');
const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const all = (documents: readonly DocumentName[]): string => list.format(documents.map((one) => articled[one]));
const many = (documents: readonly DocumentName[]): boolean => documents.length > 1 || documents[0] === 'rules';

export const es: Words = {
  language: 'es',
  title: (group) => `Documentos firmados · ${group}`,
  loading: 'Cargando',
  tryAgain: 'Intentar de nuevo',
  trying: 'Intentando de nuevo',
  stillCantTell: 'Todavía no se puede saber.',
  readNow: 'Ya se leyó todo.',
  failures: commonEs.failures,

  name,
  names: all,
  inForce: (documents) => `${first(all(documents))} ${many(documents) ? 'están vigentes' : 'está vigente'}`,
  nothing: 'Nada está vigente ahora',
  never: 'Todavía no hay nada firmado',
  neverHere: 'Aquí se verán los formularios firmados.',
  cantTell: 'No se puede saber en este momento',
  notGuessed: 'Lo que está vigente no se adivina.',
  fact: {
    memberships: 'la participación en el grupo',
    agreements: 'los documentos firmados',
    notes: 'las decisiones de quien dirige el grupo',
    person: 'los datos de la persona',
    changes: 'los nombres de quien anotó cada cosa',
    copies: 'las copias firmadas',
  },
  gap: {
    failed: (facts) => `No se cargó: ${facts}.`,
    partial: (facts) => `Falta una parte: ${facts}.`,
    'not-authorized': (facts) => `Esta cuenta no puede leer: ${facts}.`,
    contradictory: (facts) => `El expediente dice dos cosas: ${facts}.`,
  },
  standing: (document, state) => `${first(name[document])}: ${state}`,
  together: (documents, state) => `${first(list.format(documents.map((one) => name[one])))}: ${state}`,
  lastDay: (day) => `último día ${day}`,
  withException: 'Una parte, por decisión de quien dirige el grupo.',
  since: (day) => `desde el ${day}`,
  from: (day) => `Vigente desde el ${day}`,
  span: (from, to) => (from === to ? `Vigente el ${from}` : `Vigente del ${from} al ${to}`),
  onFile: (document, day) =>
    `${first(name[document])}: registrado en otro sistema${day ? `, ${day}` : ''}. No cuenta aquí.`,

  dayLabel: 'Qué estaba vigente el…',
  dayAnswer: (day, documents) =>
    documents.length > 0 ? `${first(day)}: ${list.format(documents)}.` : `${first(day)}: nada estaba vigente.`,
  dayDocument: (document, version, part) => `${name[document]} (versión ${version}${part ? `, ${part}` : ''})`,
  dayUntil: (time) => `hasta las ${time}`,
  dayFrom: (time) => `desde las ${time}`,
  dayCantTell: (day) => `${first(day)}: no se puede saber en este momento.`,
  noDay: 'Elija un día completo.',

  history: 'Todo lo firmado',
  states: {
    'in-force': 'vigente',
    waiting: 'a la espera de una conversación',
    refused: 'dijo que no',
    'not-this-group': 'cerrado por decisión de quien dirige el grupo',
    withdrawn: 'retirado',
    replaced: 'se firmó otra vez después',
    superseded: 'hay una versión más nueva',
    expired: 'venció',
    'guardian-ended': 'la firma de quien representaba ya no basta',
    'changed-after-signing': 'cambió después de la firma, no cuenta',
    'other-words': 'se firmó con otras palabras que las de esta versión ahora, no se puede saber',
    'entered-in-error': 'registrado por error',
    unclear: 'terminó y nadie anotó la fecha',
    'not-yet': 'todavía no vigente',
    'earlier-membership': 'de otro tiempo en el grupo',
    'not-counted': 'no cuenta en este grupo',
  },
  stateOn: (state, day) => `${state} el ${day}`,

  signed: 'Firmado',
  signedBy: 'Firmado por',
  signer: {
    member: (who) => who,
    minor: (who, basis) => `${who} (${basis})`,
    representative: (who, basis) => `${who}, en nombre del miembro (${basis})`,
  },
  minor: 'menor de edad, con su propio consentimiento',
  assent: 'El miembro firmó también.',
  recordedBy: 'Anotado por',
  recordedOn: 'Anotado el',
  by: (who, when) => (who ? `${who}, ${when}` : when),
  noDate: 'El papel no tiene fecha.',
  entered: (day) => `Anotado el ${day}`,
  instant: (when, zone) => `${first(when)} (${zone})`,
  version: (version, language) => (language ? `Versión ${version} · ${language}` : `Versión ${version}`),
  programme: 'Vale para todos los grupos del programa',
  ended: {
    member: 'por palabra del miembro',
    representative: 'por palabra de quien firmó en su nombre',
    staff: 'por palabra del personal',
  },
  withdrawnAt: (when, whose) => `Retirado el ${when}${whose ? `, ${whose}` : ''}`,
  replacedAt: (when) => `Se firmó otra vez el ${when}`,
  recordedLater: (who, when) => `Anotado el ${when}${who ? ` por ${who}` : ''}`,
  exception: (day, clauses) =>
    `Decisión de quien dirige el grupo, ${day}: empezar de todos modos${clauses ? `, con ${clauses}` : ''}`,
  answers: 'Respuestas',
  voidedAs: {
    'wrong-member': 'Va en el expediente de otra persona.',
    correction: 'Se corrigió.',
  },
  voidedAt: (when, who) => `Marcado como error el ${when}${who ? ` por ${who}` : ''}.`,

  copy: 'Copia',
  noCopy: {
    removed: 'El contenido de la copia se quitó.',
    none: 'No hay copia guardada.',
    unknown: 'No se puede saber si hay una copia.',
    hidden: 'Esta cuenta no puede abrir copias.',
  },
  showCopy: 'Mostrar la copia',
  hideCopy: 'Ocultar la copia',
  printCopy: 'Imprimir',
  downloadCopy: 'Descargar',
  ofSigning: (day) => `, firmada el ${day}`,
  opening: 'Abriendo la copia',
  copyOpen: 'La copia está abierta.',
  copyFault: 'La copia no se abrió.',
  copyBroken: 'La copia no es la que se guardó. No la entregue; avise a la oficina de expedientes.',
  openPdf: 'Abrir el PDF en otra pestaña',
  copyTitle: (day) => `Copia firmada del ${day}`,

  withdraw: 'Retirar…',
  withdrawTitle: 'Retirar',
  which: '¿Qué?',
  only: (document) =>
    document === 'rules'
      ? 'Las reglas del grupo ya no estarán vigentes.'
      : 'El consentimiento para participar ya no estará vigente.',
  both: 'Los dos',
  option: (document) => first(name[document]),
  whose: '¿De quién es la palabra?',
  theMember: 'Del miembro',
  theRepresentative: (who) => `De ${who}`,
  when: '¿Cuándo?',
  now: 'Ahora',
  earlier: 'Antes, y se anota ahora',
  date: 'Día',
  time: 'Hora',
  kept: 'Lo firmado y anotado hasta entonces queda en el expediente.',
  record: 'Anotar que se retira',
  cancel: 'Cancelar',
  saving: 'Guardando',
  missingWhen: 'Elija el día y la hora.',
  wrongWhen: 'Elija una hora posterior a la firma y que no esté por venir.',
  notInForce: 'Ya no estaba vigente.',
  withdrawn: (documents) => `Anotado: se ${many(documents) ? 'retiraron' : 'retiró'} ${all(documents)}.`,
  notRecorded: 'No se anotó.',
  notConfirmed: 'No podemos saber si se anotó.',
  partly: (document) => `${first(name[document])}: anotado.`,
  retry: 'Puede intentarlo de nuevo: nada se anota dos veces.',

  void: 'Registrado por error…',
  voidTitle: 'Marcar esta firma como error',
  voidAll: 'Los dos documentos firmados juntos quedan marcados como error y ya no cuentan.',
  why: '¿Por qué?',
  wrongMember: 'Está en el expediente de otra persona',
  wrongMemberHint: 'El contenido de su copia se quita aquí. Eso no se puede deshacer.',
  correction: 'Algo está mal, por ejemplo quién firmó',
  correctionHint: 'La copia queda, marcada como error. Después, pida que se firme otra vez.',
  missingReason: 'Elija una opción.',
  mark: 'Marcar como error',
  marked: 'Quedó marcado como error.',
  office:
    'Para la oficina de expedientes: versiones anteriores, copias y exportaciones de esto todavía tienen lo que había.',
  older: 'Había terminado lo firmado antes. Eso vale otra vez, como valdría sin esta firma.',
};
