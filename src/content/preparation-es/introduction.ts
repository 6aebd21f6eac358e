/** Draft translation of preparation-en/introduction.ts. @module */
import { information, type Section } from '../information.ts';

export const introduction: Section = {
  id: 'introduction',
  title: 'Antes de empezar',
  clauses: [
    information(
      'why-read',
      'por qué recibe esto',
      'Muchas veces el grupo ayuda más cuando la persona sabe qué esperar. Por eso, cada integrante nuevo recibe esto antes de la primera sesión.',
    ),
    information(
      'from-each-other',
      'la ayuda de los demás',
      'En la terapia individual, la ayuda viene de su terapeuta. En el grupo, mucha de la ayuda también viene de los demás integrantes.',
    ),
    information(
      'ask',
      'preguntar sobre cualquier parte',
      'Puede preguntar sobre cualquier parte de esto. Puede decir: “Quiero hablar de esto”. Con gusto su líder hablará con usted antes de empezar.',
    ),
    information(
      'bring-up',
      'hablar de esto en el grupo',
      'También puede hablar de todo esto en el grupo. Las primeras sesiones son un buen momento para hacerlo.',
    ),
  ],
};
