/** Draft translation of preparation-en/stumbling-blocks.ts. @module */
import { information, type Section } from '../information.ts';

export const stumblingBlocks: Section = {
  id: 'stumbling-blocks',
  title: 'Cuando se pone difícil',
  clauses: [
    information(
      'nervous',
      'sentir nervios',
      'Es normal sentir nervios por el grupo. A casi todos nos pasa. Una cosa que ayuda es decirlo pronto. Hablar puede aclarar las cosas, y luego quizás sienta menos nervios.',
    ),
    information(
      'leaders-job',
      'la tarea de su líder',
      'Su líder ayuda a que hablen entre ustedes y de lo que importa. Su tarea no es dar respuestas rápidas.',
    ),
    information(
      'talk-itself-helps',
      'cómo ayuda hablar',
      'Quizás espera respuestas rápidas. Con el tiempo, puede aprender a sacar ayuda de la conversación misma.',
    ),
    information(
      'feelings-fit-in',
      'con qué tiene que ver lo que siente',
      'Cuando sienta algo muy fuerte, trate de decir con qué tiene que ver. Puede ser con alguien del grupo o de afuera. Está bien mostrar lo que siente.',
    ),
    information(
      'let-down',
      'sentir desánimo',
      'Después de las primeras sesiones, muchas personas sienten dudas o desánimo. Esto es común. Pasa porque el grupo necesita tiempo para ayudar. Ayuda decirlo en el grupo.',
    ),
    information(
      'stay-if-you-can',
      'pensar en dejar el grupo',
      'Esperamos que le pueda dar un poco más de tiempo. Más adelante el grupo puede ayudar mucho más. Aun así, puede dejarlo cuando quiera.',
    ),
    information(
      'anger',
      'sentir molestia o enojo',
      'A veces puede sentir desilusión, molestia o enojo en el grupo. A muchas personas les cuestan esos sentimientos. Hablar de ellos de una manera que ayude es parte del trabajo.',
    ),
    information(
      'about-the-leader',
      'lo que siente hacia su líder',
      'Quizás sienta esto hacia su líder. Eso importa igual. Está bien decirlo en el grupo.',
    ),
    information(
      'complain',
      'a quién más decirle un problema',
      'No tiene que llevar un problema primero al grupo. Si algo de su atención no le parece bien, puede decírselo a la clínica. Usted tiene derecho a hacerlo. Cualquier persona que trabaja aquí le puede decir cómo.',
    ),
    information(
      'try-outside',
      'probar cosas afuera',
      'Trate de usar lo que aprende en su vida afuera. Muchas personas hablan de un plan en el grupo, lo prueban y luego nos cuentan cómo les fue. Así el grupo muchas veces ayuda más.',
    ),
    information(
      'test-plan-first',
      'hablar primero de un plan',
      'La vida afuera no es como el grupo. Quizás allí la gente no responda como aquí. Por eso, por favor, hable primero de su plan en el grupo. Si podría haber peligro para usted, hable con su líder antes de probarlo.',
    ),
  ],
};
