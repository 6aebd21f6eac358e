/** Codes of other systems that only writing needs: no page that reads loads them. @module */
import type { Coding } from 'fhir/r4.js';

/** Codes of other systems that we write, with the display the system gives them. */
export const hl7 = {
  restricted: { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R', display: 'restricted' },
  psychiatry: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: 'PSY',
    display: 'psychiatry disorder information sensitivity',
  },
  substanceUse: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: 'SUD',
    display: 'substance use disorder information sensitivity',
  },
  part2: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: '42CFRPart2',
    display: '42 CFR Part2',
  },
  noRedisclosure: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
    code: 'NORDSCLCD',
    display: 'no redisclosure without consent directive',
  },
  consentDocument: { system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' },
  treatment: { system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment', display: 'Treatment' },
  survey: {
    system: 'http://terminology.hl7.org/CodeSystem/observation-category',
    code: 'survey',
    display: 'Survey',
  },
  ambulatory: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
  virtual: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'VR', display: 'virtual' },
  primaryPerformer: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
    code: 'PPRF',
    display: 'primary performer',
  },
  secondaryPerformer: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
    code: 'SPRF',
    display: 'secondary performer',
  },
  witness: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
    code: 'CONSWIT',
    display: 'consent witness',
  },
  interpreter: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
    code: 'INTPRTER',
    display: 'interpreter',
  },
  proxy: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
    code: 'HPOWATT',
    display: 'healthcare power of attorney',
  },
  guardian: { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'GUARD', display: 'guardian' },
  create: { system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'CREATE', display: 'create' },
  update: { system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'UPDATE', display: 'revise' },
  cancelledByPatient: {
    system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason',
    code: 'pat',
    display: 'Patient',
  },
  cancelledByProvider: {
    system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason',
    code: 'prov',
    display: 'Provider',
  },
  consentSignature: {
    system: 'urn:iso-astm:E1762-95:2013',
    code: '1.2.840.10065.1.12.1.7',
    display: 'Consent Signature',
  },
} as const satisfies Record<string, Coding>;
