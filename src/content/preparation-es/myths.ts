/** Draft translation of preparation-en/myths.ts. @module */
import { information, type Section } from '../information.ts';

export const myths: Section = {
  id: 'myths',
  title: 'Lo que se dice y lo que se teme',
  clauses: [
    information(
      'second-best',
      'la idea de que el grupo es menos bueno',
      'Algunas personas piensan que el grupo cuesta menos y por eso ayuda menos. Es verdad que un grupo puede ayudar a muchas personas. Pero para la mayoría funciona más o menos igual de bien que otras terapias en las que se habla.',
    ),
    information(
      'tell-all',
      'el miedo a tener que contar todo',
      'Usted no tiene que contar todo sobre su vida. Usted decide cuánto contar y cuándo. Puede buscar lo que está bien para usted.',
    ),
    information(
      'own-pace',
      'el ritmo de un grupo',
      'Cada grupo va a su propio ritmo. Hablar se hace más fácil cuando las personas se conocen y confían más.',
    ),
    information(
      'few-details',
      'dejar fuera los detalles',
      'En el grupo hablamos de lo que pasa entre las personas y de lo que eso significa para cada quien. Muchas veces no hacen falta los detalles. No tiene que decir su apellido, dónde vive ni en qué trabaja.',
    ),
    information(
      'feel-worse',
      'el miedo a sentirse peor',
      'Quizás teme sentirse peor al oír lo que es difícil para otros. A muchas personas les pasa. Pero la mayoría nota que hablar ayuda. Si se siente peor, por favor, dígaselo a su líder.',
    ),
    information(
      'not-alone',
      'no ser la única persona',
      'Puede ser un alivio oír que otras personas pasaron por algo parecido.',
    ),
    information(
      'help-others',
      'ayudar a otros',
      'Muchas personas no esperaban poder ayudar a alguien. Luego notan que sí pueden.',
    ),
    information(
      'films',
      'los grupos en las películas',
      'En las películas, la gente de un grupo pierde el control, o hace daño por enojo. En la vida real esto es raro.',
    ),
    information(
      'leader-pays-attention',
      'cómo pone atención su líder',
      'Es tarea de su líder poner atención a cómo va el grupo. Cuando va lento, ayuda a que las personas hablen. Cuando hay tensión, ayuda a que vuelva la calma.',
    ),
    information(
      'fears',
      'los miedos sobre los demás',
      'Quizás teme que le hagan a un lado, o que piensen mal de usted. Quizás teme perderse en el grupo, o dejarse llevar a cosas que no quiere.',
    ),
    information(
      'fears-are-common',
      'lo comunes que son estos miedos',
      'Casi todas las personas sienten miedos así en un grupo nuevo. Está bien. Usted sigue decidiendo cuánto dice y hace.',
    ),
    information(
      'name-fears-early',
      'hablar pronto de los miedos',
      'Ayuda hablar pronto de un miedo. Así el grupo lo puede entender y puede ayudar.',
    ),
  ],
};
