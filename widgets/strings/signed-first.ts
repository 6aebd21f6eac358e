/** The few words `<group-signed>` has before anything else of it is loaded. @module */
export const firstWords = {
  en: { noMember: 'Open a member’s chart to see what they signed.' },
  es: { noMember: 'Abra el expediente de un miembro para ver lo que firmó.' },
};
