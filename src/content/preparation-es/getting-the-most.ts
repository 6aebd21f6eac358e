/** Draft translation of preparation-en/getting-the-most.ts. @module */
import { information, type Section } from '../information.ts';

export const gettingTheMost: Section = {
  id: 'getting-the-most',
  title: 'Lo que usted puede hacer en el grupo',
  clauses: [
    information(
      'take-part',
      'participar',
      'Mientras más participa, más puede ayudarle el grupo. Puede ir a su propio ritmo.',
    ),
    information(
      'what-bothers-you',
      'lo que le molesta',
      'Piense en lo que le duele o le molesta. Puede elegir una cosa y trabajar con eso.',
    ),
    information(
      'honest',
      'decir lo que es verdad para usted',
      'Trate de decir lo que es verdad para usted. Usted decide cuánto abrirse.',
    ),
    information(
      'use-the-time',
      'usar el tiempo',
      'El tiempo en el grupo es corto. Ayuda usarlo más para lo que le importa que para charlar.',
    ),
    information(
      'listen',
      'escuchar bien',
      'Escuche lo que dicen las personas y trate de entender lo que quieren decir. Si tiene dudas, puede preguntar.',
    ),
    information(
      'respond',
      'decir cómo es para usted',
      'Puede ayudar a otros si les dice cómo los entiende y qué le hacen sentir. Mucho de lo que sale en el grupo es parte de la vida de todos.',
    ),
    information(
      'hear-about-you',
      'escuchar sobre su parte',
      'Escuche igual de bien cuando hablan de su parte en el grupo. Aprendemos mucho unos de otros. Esa es una de las formas en que más ayuda el grupo.',
    ),
    information(
      'practice',
      'practicar en el grupo',
      'El grupo es un lugar para practicar. Puede probar una manera nueva de hablar con la gente. Dé pasos pequeños. Usted elige cuáles.',
    ),
    information(
      'shared-work',
      'compartir el trabajo',
      'Entre todos hacemos que el grupo sea bueno para cada persona. Usted también es parte de eso.',
    ),
    information(
      'how-change-happens',
      'cómo puede venir un cambio',
      'El cambio puede venir en tres pasos. Primero, usted dice algo de una manera nueva. Luego, los demás le dicen que está bien. Entonces usted aprende de eso.',
    ),
    information(
      'put-into-words',
      'poner en palabras lo que siente',
      'De vez en cuando, haga una pausa y note qué piensa y qué siente. Luego trate de decírselo al grupo con palabras.',
    ),
    information(
      'more-than-polite',
      'más que ser cortés',
      'No tiene que actuar como si todo estuviera bien. El grupo es para conocer lo que pasa entre las personas y lo que eso nos hace sentir. También es un lugar para ser amables.',
    ),
    information(
      'how-it-is-said',
      'cómo se dicen las cosas',
      'Importa cómo decimos algo, y no solo las palabras. Quizás note que las palabras y el tono no van juntos, en otros o en usted. Puede preguntar por eso.',
    ),
    information(
      'here-and-now',
      'lo que pasa en el grupo',
      'Ponga atención a lo que pasa en el grupo, entre los integrantes y con su líder. Eso le puede ayudar a entender lo que pasa en su vida afuera.',
    ),
    information(
      'known-and-not-known',
      'lo que se sabe y lo que no',
      'Algunas cosas sobre usted las saben usted y los demás. Otras solo las sabe usted. Otras solo las notan los demás. Y otras no las sabe nadie todavía. En el grupo se puede conocer más, hasta donde usted quiera.',
    ),
    information(
      'sharing',
      'compartir',
      'Hay tres maneras de hacerlo. Una es compartir. Usted dice lo que casi siempre se guarda, o lo que piensa de alguien del grupo.',
    ),
    information(
      'feedback',
      'oír lo que otros notan',
      'Otra manera es oír a los demás. Le dicen lo que notan en usted. Puede ser algo nuevo para usted.',
    ),
    information(
      'insight',
      'entenderse mejor',
      'La tercera manera es pensar. Usted piensa a fondo y llega a entenderse mejor.',
    ),
    information(
      'other-ways',
      'otras cosas que hace un grupo',
      'Algunos grupos también tienen charlas cortas, lecturas o cosas para probar en casa. Su líder le puede decir qué hace este grupo. Pueden ayudar mucho si las prueba con ganas. Usted decide si las hace.',
    ),
  ],
};
