/** Draft translation of preparation-en/how-it-works.ts. @module */
import { information, type Section } from '../information.ts';

export const howItWorks: Section = {
  id: 'how-it-works',
  title: 'Cómo funciona el grupo',
  clauses: [
    information(
      'other-people',
      'cómo nos llevamos con los demás',
      'Este tipo de grupo trata de cómo nos llevamos con los demás. Muchas cosas difíciles de la vida pueden tener que ver con eso.',
    ),
    information(
      'early-ways',
      'lo que aprendemos al crecer',
      'Al crecer aprendemos cómo acercarnos, cómo hablar y cómo arreglar las cosas con otros. Usted no tiene que contarnos su pasado.',
    ),
    information(
      'pattern',
      'qué es un patrón',
      'Muchas personas guardan estas maneras de ser cuando son adultas. Algo que hacemos una y otra vez con la gente se llama un patrón.',
    ),
    information(
      'meant-well',
      'maneras que ya no funcionan',
      'Una manera de antes quizás ya no funciona tan bien, aunque tengamos buena intención. El grupo no busca culpables.',
    ),
    information(
      'notice-patterns',
      'conocer sus patrones',
      'En el grupo puede conocer sus propios patrones. También puede saber cómo es para otros estar con usted.',
    ),
    information(
      'feelings-and-people',
      'los sentimientos y las personas',
      '¿Se preocupa, siente tristeza, se siente mal por cómo es, o siente que algo le falta? Eso puede tener que ver con cómo van las cosas entre usted y las personas que le importan. También puede tener otras causas.',
    ),
    information(
      'other-choices',
      'otras opciones',
      'El grupo está hecho para ayudar con cosas como estas. Otros tipos de atención pueden ayudar de otras maneras. Usted tiene otras opciones. Puede preguntar por ellas.',
    ),
  ],
};
