/** Draft translation of preparation-en/helps.ts. @module */
import { information, type Section } from '../information.ts';

export const helps: Section = {
  id: 'helps',
  title: '¿Ayuda el grupo?',
  clauses: [
    information(
      'long-use',
      'desde cuándo se usa el grupo',
      'La terapia de grupo se usa desde hace décadas. En muchas clínicas es una parte normal de la atención.',
    ),
    information(
      'part-of-care',
      'el grupo y otra atención',
      'Para algunas personas, el grupo es su atención principal o la única. Otras personas también ven a su propio terapeuta, toman medicinas o hacen otras cosas. Puede preguntar qué le conviene a usted.',
    ),
    information(
      'studies',
      'lo que muestran los estudios',
      'Los estudios muestran que el grupo puede ayudar. Para la mayoría de las personas funciona más o menos igual de bien que la terapia individual. Nadie puede prometer cómo será para usted.',
    ),
    information(
      'takes-time',
      'el tiempo que necesita el grupo',
      'Un grupo nuevo primero se tiene que formar. Toma un tiempo hasta que las personas se conocen. Por eso, las primeras sesiones no muestran cuánto le puede ayudar el grupo.',
    ),
    information(
      'groups-you-know',
      'grupos que quizás conoce',
      'Quizás ya estuvo en un grupo en la escuela, el trabajo, un club o un lugar de culto. La terapia de grupo se parece a eso en muchas cosas.',
    ),
    information(
      'leader-keeps-on-track',
      'lo que es diferente aquí',
      'Una cosa es diferente. Su líder se ocupa de que el grupo trabaje en aquello por lo que vinieron las personas. También cuida que haya lugar para todos.',
    ),
  ],
};
