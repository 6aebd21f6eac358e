/** Spanish of `attendance-after.ts`. @module */
import type { AfterWords } from './attendance-after.ts';
import { sharing } from './common.ts';

export const es: AfterWords = {
  line: {
    attended: { present: 'a tiempo', 'present-late': 'tarde', 'present-arrival-unknown': '' },
    absent: {
      'absent-with-notice': 'Ausente, avisó antes.',
      'absent-without-notice': 'Ausente, sin aviso.',
      'absent-notice-unknown': 'Ausente.',
      'turned-away': 'Vino y no pudo entrar.',
      'session-cancelled': 'No hubo sesión.',
      'excused-by-clinic': 'En pausa por la clínica.',
    },
    times(start, end) {
      if (start && end) return `Asistió de ${sharing(start, end)} a ${end}`;
      return start ? `Asistió desde las ${start}` : end ? `Asistió hasta las ${end}` : 'Asistió';
    },
    late: (minutes) => `${minutes} ${minutes === 1 ? 'minuto' : 'minutos'} tarde`,
    leftEarly: 'salió antes',
    present: (n) => `${n} ${n === 1 ? 'miembro presente' : 'miembros presentes'}.`,
  },
  lines: {
    title: 'Frases para las notas',
    about: 'Una para cada expediente. Ninguna nombra a nadie.',
    copy: 'Copiar',
    copyFor: (name) => `Copiar la frase de ${name}`,
    copied: (name) => `Se copió la frase de ${name}`,
    cantCopy: 'Este navegador no copia. La frase está seleccionada: cópiela con el teclado.',
  },
  held: {
    title: 'Horas reales',
    about: 'Solo si empezó o terminó a otra hora. Vacío: no se sabe.',
    start: 'Empezó a las',
    end: 'Terminó a las',
    wrong: {
      start: 'Una hora entre una hora antes de la sesión y su final',
      end: 'Una hora después de que empezó, cuatro horas después del final como máximo',
      twice: 'Esa noche el reloj marca esta hora dos veces. ¿Cuál de las dos?',
      never: 'Esa noche el reloj se salta esta hora.',
    },
  },
};
