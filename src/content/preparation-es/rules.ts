/** Draft translation of preparation-en/rules.ts. @module */
import { information, type Section } from '../information.ts';

export const rules: Section = {
  id: 'rules',
  title: 'Las cinco reglas en breve',
  clauses: [
    information(
      'about-the-rules',
      'cómo funcionan las reglas',
      'El grupo tiene cinco reglas. Aquí están en breve. Va a recibir un formulario con todas sus palabras. En cada una puede decir sí, no, o que quiere hablar de eso.',
    ),
    information(
      'rule-privacy',
      'la privacidad',
      'Guarde en privado lo que escucha en el grupo. Puede hablar con personas cercanas sobre lo que usted vive aquí. Por favor, no dé nombres ni detalles de otras personas. Usted querría lo mismo de ellas.',
    ),
    information(
      'rule-privacy-limits',
      'los límites de la privacidad',
      'Los líderes también guardan en privado lo que usted dice. A veces la ley dice que tienen que avisar a alguien. Los integrantes se hacen una promesa. No podemos asegurar que cada uno la cumpla.',
    ),
    information(
      'rule-coming',
      'venir al grupo',
      'Por favor, venga a cada sesión si puede, y llegue a tiempo. El grupo funciona mejor cuando las personas están presentes. Es bueno para usted y para los demás.',
    ),
    information(
      'rule-telling-us',
      'avisarnos antes',
      'Si no puede venir, llámenos antes de que empiece el grupo, o deje un mensaje. Así nadie tiene que esperar. No diremos por qué. Si va a estar fuera por un tiempo, dígalo antes en el grupo.',
    ),
    information(
      'rule-time',
      'darle tiempo',
      'Toma tiempo saber cuánto le puede ayudar el grupo. Antes de empezar, por favor, hable con su líder sobre cuánto tiempo piensa quedarse.',
    ),
    information(
      'rule-leaving',
      'dejar el grupo cuando quiera',
      'Usted puede dejar el grupo cuando quiera. Si piensa en dejarlo, por favor, hable de eso primero en el grupo.',
    ),
    information(
      'rule-alcohol-drugs',
      'el alcohol y las drogas',
      'En el grupo hablamos de cosas personales. El alcohol y las drogas lo hacen más difícil. Por favor, no venga al grupo después de beber alcohol o usar drogas. No juzgamos a nadie.',
    ),
    information(
      'rule-medicine',
      'las medicinas, y dejar la sesión por un día',
      'Siga tomando sus medicinas como le indicaron. También las medicinas para el uso de opioides. Si ese día usted no puede participar, su líder puede pedirle que deje esa sesión. Podemos ayudarle a volver a casa de manera segura.',
    ),
    information(
      'rule-contact',
      'el contacto fuera del grupo',
      'El grupo es atención, y no reemplaza a los amigos. Pedimos a los integrantes que no se reúnan, no se llamen ni se manden mensajes fuera del grupo. Dos personas muy cercanas quizás callen cosas ante los demás. Entonces el grupo puede ayudar menos.',
    ),
    information(
      'rule-contact-happens',
      'el contacto, si lo hay',
      'Si hay contacto, le pedimos que lo cuente en el grupo. Así todos podemos hablar de lo que eso cambia. No le pediremos que escriba quién fue.',
    ),
  ],
};
