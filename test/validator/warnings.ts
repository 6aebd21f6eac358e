/** Warnings that are expected, each with its reason: they are counted by kind, never hidden. */
const expected: [kind: string, pattern: RegExp][] = [
  ['no narrative (dom-6): servers make one', /dom-6/],
  ['LOINC is not loaded', /loinc\.org/],
  [
    'a code of ours in an extensible, preferred or example binding',
    /None of the codings provided are in the value set|fhir-group-therapy\.example\/fhir\S* not found in value set/,
  ],
  ['a security label outside the value set HAPI has (extensible)', /value set '(All )?Security ?Labels'/],
  ['a code of HL7 outside an example binding (fhir.js)', /^Code "(GUARD|R)" \(http:\/\/terminology/],
  ['an extension’s place, in FHIRPath in the copy HAPI gets (cases.ts)', /should be 'element' not 'fhirpath'/],
  ['a programme is the clinic’s own code', /fhir\/program for/],
  ['the examples answer a document of their own, 2026.11', /questionnaire '\S+\|2026\.11' could not be resolved/],
  ['the golden cases answer a clinic’s own documents', /questionnaire 'https:\/\/clinic\.example\/\S+' could not be/],
];

/** The kind of a warning; undefined when nobody expected it. */
export const kindOf = (message: string): string | undefined =>
  expected.find(([, pattern]) => pattern.test(message))?.[0];
