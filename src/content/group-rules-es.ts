/** The five group rules in Spanish (plain, Latin American, "usted"): a draft translation. Ids are those of the English. @module */
import type { MemberDocument } from './document.ts';
import { rulesEs } from './versions.ts';

export const groupRulesEs: MemberDocument = {
  ...rulesEs,
  language: 'es',
  title: 'Reglas del grupo',
  intro:
    'Este formulario dice lo que pedimos a todas las personas del grupo. Tómese su tiempo. Puede preguntar sobre cualquier parte. En cada una puede decir sí, no, o quiero hablar de esto.',
  rules: [
    {
      id: 'confidentiality',
      title: 'Privacidad',
      clauses: [
        {
          id: 'private',
          short: 'guardar en privado lo que se dice',
          kind: 'choice',
          text: 'Guarde en privado lo que escucha en el grupo. Puede hablar con personas cercanas sobre lo que usted vive aquí. Por favor, no dé nombres ni detalles de otras personas.',
        },
        {
          id: 'limits',
          short: 'lo que los líderes guardan en privado',
          kind: 'information',
          text: 'Los líderes también guardan en privado lo que usted dice. A veces la ley dice que tenemos que avisar a alguien. Esto puede pasar si usted u otra persona puede salir lastimada. También puede pasar si alguien hace daño a un niño o una niña. Cada integrante promete guardar las cosas en privado. No podemos asegurar que cada persona cumpla esa promesa.',
        },
      ],
    },
    {
      id: 'attendance',
      title: 'Venir al grupo',
      clauses: [
        {
          id: 'come',
          short: 'venir a cada sesión',
          kind: 'choice',
          text: 'Venga a cada sesión si puede. El grupo funciona mejor cuando las personas están presentes.',
        },
        {
          id: 'on-time',
          short: 'llegar a tiempo',
          kind: 'choice',
          text: 'Por favor, llegue a tiempo. Empezamos a la hora para que nadie tenga que esperar.',
        },
        {
          id: 'tell-us',
          short: 'avisarnos antes',
          kind: 'choice',
          text: 'Si no puede venir, avísenos antes de que empiece el grupo. Llámenos o deje un mensaje. Le diremos al grupo que usted no va a estar. No diremos por qué.',
        },
        {
          id: 'plan',
          short: 'avisar al grupo antes de una ausencia larga',
          kind: 'choice',
          text: 'Si va a estar fuera por un tiempo, dígalo antes en el grupo. Así podemos hacer un plan.',
        },
      ],
    },
    {
      id: 'commitment',
      title: 'Darle tiempo',
      clauses: [
        {
          id: 'talk-about-stay',
          short: 'hablar de cuánto tiempo quedarse',
          kind: 'choice',
          text: '¿Hablará con su líder sobre cuánto tiempo piensa quedarse? El grupo necesita tiempo para ayudar. Después de las primeras sesiones, muchas personas sienten dudas o desánimo. Esto es común. Ayuda decirlo en el grupo.',
        },
        {
          id: 'leaving',
          short: 'dejar el grupo cuando quiera',
          kind: 'information',
          text: 'Usted puede dejar el grupo cuando quiera. Si piensa en dejarlo, por favor, hable de eso primero en el grupo.',
        },
      ],
    },
    {
      id: 'alcohol-drugs',
      title: 'Alcohol y drogas',
      clauses: [
        {
          id: 'sober',
          short: 'no usar alcohol ni drogas antes del grupo',
          kind: 'choice',
          text: 'Por favor, no venga al grupo después de beber alcohol o usar drogas. Siga tomando sus medicinas como le indicaron. No juzgamos a nadie. Si ese día usted no puede participar, su líder puede pedirle que deje esa sesión.',
        },
      ],
    },
    {
      id: 'outside-contact',
      title: 'Contacto fuera del grupo',
      clauses: [
        {
          id: 'avoid',
          short: 'evitar el contacto fuera del grupo',
          kind: 'choice',
          text: 'Pedimos a los integrantes que no se reúnan, no se llamen ni se manden mensajes fuera del grupo. El grupo es un lugar de tratamiento.',
        },
        {
          id: 'report',
          short: 'contar el contacto si lo hay',
          kind: 'choice',
          text: 'Si hay contacto, cuéntelo en el grupo. No le pediremos que escriba quién fue.',
        },
      ],
    },
  ],
  clauses: [
    {
      id: 'name',
      short: 'el nombre que usa aquí',
      kind: 'information',
      text: 'Usted elige el nombre que usa aquí. No tiene que decir su apellido, dónde vive ni en qué trabaja.',
    },
    {
      id: 'pace',
      short: 'su propio ritmo',
      kind: 'information',
      text: 'Usted decide cuánto contar y cuándo.',
    },
    {
      id: 'video',
      short: 'un lugar privado para el video',
      kind: 'choice',
      video: true,
      text: 'Conéctese desde un lugar privado. Use audífonos si puede. No grabe ni tome fotos. No deje que otras personas escuchen.',
    },
  ],
  statements: {
    sign: 'Leí esto, o alguien me lo leyó. Pude hacer preguntas. Acepto cada regla en la que marqué sí. Puedo cambiar de opinión después si le aviso a la clínica.',
    electronic: 'Acepto firmar en esta pantalla. Sé que puedo usar papel si quiero. Puedo recibir una copia gratis.',
    help: 'Puede parar y volver después. Puede preguntar a una persona. Nadie revisa este formulario de inmediato. Si necesita ayuda ahora, llame al 988 y oprima el 2, o envíe la palabra AYUDA al 988. Si está en peligro, llame al 911.',
  },
  review: null,
};
