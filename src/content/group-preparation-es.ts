/** What a new member reads or hears before the first session, Spanish: a draft translation of group-preparation-en. @module */
import type { MemberDocument } from './document.ts';
import { gettingTheMost } from './preparation-es/getting-the-most.ts';
import { helps } from './preparation-es/helps.ts';
import { howItWorks } from './preparation-es/how-it-works.ts';
import { introduction } from './preparation-es/introduction.ts';
import { myths } from './preparation-es/myths.ts';
import { rules } from './preparation-es/rules.ts';
import { stumblingBlocks } from './preparation-es/stumbling-blocks.ts';
import { preparationEs } from './versions.ts';

export const groupPreparationEs: MemberDocument = {
  ...preparationEs,
  language: 'es',
  title: 'Qué esperar del grupo',
  intro:
    'Esto dice cómo es el grupo y cómo puede ayudar. Tómese su tiempo. Puede parar y volver después. Puede preguntar sobre cualquier parte.',
  rules: [introduction, helps, howItWorks, myths, gettingTheMost, stumblingBlocks, rules],
  clauses: [],
  statements: {
    sign: 'Leí esto, o alguien me lo leyó. Pude hacer preguntas.',
    electronic: 'Sé que puedo usar papel si quiero. Puedo recibir una copia gratis.',
    help: 'Puede parar y volver después. Puede preguntar a una persona. Nadie revisa este formulario de inmediato. Si necesita ayuda ahora, llame al 988 y oprima el 2, o envíe la palabra AYUDA al 988. Si está en peligro, llame al 911.',
  },
  review: null,
};
