/** Spanish of `preparation-staff.ts`. @module */
import { commonEs } from './common-es.ts';
import type { PreparationStaffWords, Topics } from './preparation-staff.ts';

export const staffEs: PreparationStaffWords = {
  ...commonEs,
  title: (group) => `Introducción · ${group}`,
  how: '¿Cómo se da la introducción?',
  howHint: 'Todas las personas la reciben antes de empezar. Nada está elegido de antemano.',
  together: 'Verla ahora en conversación',
  togetherHint: 'Usted lee cada tarjeta con la persona y marca lo que diga.',
  paper: 'La lee en papel',
  paperHint: 'Usted anota lo que diga la persona del papel que tiene.',
  print: 'Imprimir el papel',
  notPrinted: 'El papel no se imprimió.',
  before: (day) => `Ya se vio antes, ${day}.`,
  paperTitle: 'Lo que dice del papel',
  day: 'Día en que lo leyó',
  dayHint: 'Si se sabe. Sin un día, cuenta desde hoy.',
  dayWrong: 'Elija un día completo que no esté por venir y en que este texto ya se usaba.',
  all: 'Lo leyó todo, o se le leyó',
  allMissing: 'Cuenta como dada cuando se leyó todo.',
  talk: 'Quiere hablar de',
  questions: '¿Tiene preguntas?',
  answers: {
    'no-questions': 'Por ahora no tiene preguntas',
    'has-questions': 'Sí, lo habla quien dirige el grupo',
  },
  questionsMissing: 'Pregunte a la persona y elija lo que diga.',
  record: 'Anotarlo',
  saving: 'Guardando…',
  back: 'Atrás',
  saved: 'Anotado.',
  savedHint: { paper: 'Leída en papel.', spoken: 'Vista en conversación.' },
  savedDay: (day) => `Leída en papel, ${day}. Anotado hoy.`,
  shared: 'Dos miembros usan este nombre. Pregúnteles en privado.',
  notSaved: 'No se anotó.',
  notOpened: 'Esto no se abrió.',
  opening: 'Abriendo…',
  again: 'Hacerlo otra vez',
};

export const topicsEs: Topics = {
  title: 'Temas buenos para el comienzo',
  worry: {
    'left-out': 'quedar fuera',
    judged: 'que piensen mal de la persona',
    'losing-myself': 'aceptar cosas que no quiere',
  },
  hint: 'La persona marcó esto y lo puede retirar. Casi todo el mundo tiene algo así.',
};
