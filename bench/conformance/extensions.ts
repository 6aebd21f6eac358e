/** A StructureDefinition for every extension we write (codes.ts `extension`). @module */
import { base, extension } from '../../fhir-mappings/codes.ts';
import {
  boundTo,
  element,
  fhirVersions,
  head,
  refersTo,
  type Conformance,
  type ElementRule,
  type Version,
} from './shape.ts';

interface Definition {
  title: string;
  description: string;
  /** Resource types, or elements of one, it may stand on. */
  on: string[];
  /** How often it may stand there. */
  max?: '*';
  /** Its value, or the parts of a complex one with their cardinality. */
  value?: Record<string, unknown>;
  parts?: Record<string, [min: number, max: string, value: Record<string, unknown>]>;
}

const type = (...codes: string[]) => ({ type: codes.map((code) => ({ code })) });
const coded = (valueSet: string) => ({ ...type('CodeableConcept'), ...boundTo(valueSet) });
const code = (valueSet: string) => ({ ...type('code'), ...boundTo(valueSet) });

const definitions: Record<string, Definition> = {
  'therapy-group': {
    title: 'Therapy group',
    description:
      'The group a membership is in. Only a membership and a seat name the group, and neither names another member.',
    on: ['EpisodeOfCare'],
    value: refersTo('HealthcareService'),
  },
  'display-name': {
    title: 'Display name',
    description: 'The name a member chose to be called by in group. It is never taken from Patient.name.',
    on: ['EpisodeOfCare'],
    value: type('string'),
  },
  'group-membership': {
    title: 'Group membership',
    description: 'The membership that a Consent covers: the member’s own, never the group.',
    on: ['Consent'],
    value: refersTo('EpisodeOfCare'),
  },
  'group-programme': {
    title: 'Group programme',
    description:
      'The programme that a Consent covers, as HealthcareService.program says it, when it covers more than one group.',
    on: ['Consent'],
    value: type('Coding'),
  },
  exception: {
    title: 'Exception',
    description:
      'A leader’s decision that a member starts without having said yes to some clauses. The answers stay as they are.',
    on: ['Consent'],
    parts: {
      clause: [1, '*', type('code')],
      decidedOn: [1, '1', type('dateTime')],
      decidedBy: [1, '1', refersTo('Practitioner', 'PractitionerRole')],
    },
  },
  'consent-ended': {
    title: 'Consent ended',
    description: 'When and why a consent ended before its time: Consent has no element for either.',
    on: ['Consent'],
    parts: { when: [1, '1', type('dateTime')], why: [1, '1', code('consent-end-reasons')] },
  },
  'signer-basis': {
    title: 'Signer basis',
    description: 'Why somebody other than an adult member may sign. It is never derived from age alone.',
    on: ['Consent'],
    value: code('signer-bases'),
  },
  'text-hash': {
    title: 'Text hash',
    description:
      'ni URI (RFC 6920) of the SHA-256 of the RFC 8785 JSON of the whole signed document. In R4 it is a second Consent.policy.',
    on: ['Consent'],
    value: type('uri'),
  },
  interpreter: {
    title: 'Interpreter',
    description: 'Who interpreted, by the number or id their service gives, and how they took part.',
    on: ['QuestionnaireResponse'],
    parts: { id: [1, '1', type('Identifier')], way: [1, '1', code('interpreter-ways')] },
  },
  'signed-hash': {
    title: 'Signed hash',
    description:
      'ni URI (RFC 6920) of the SHA-256 of what was signed: text, signing, signer, answers and time. It has no key: it shows that something was edited, not who did.',
    on: ['QuestionnaireResponse'],
    value: type('uri'),
  },
  entered: {
    title: 'Entered',
    description:
      'When a paper form was typed in that nobody dated: when it was signed is unknown, and this is the latest it can have been.',
    on: ['QuestionnaireResponse.authored'],
    value: type('dateTime'),
  },
  'identity-check': {
    title: 'Identity check',
    description: 'How staff knew who was signing.',
    on: ['Provenance'],
    value: coded('identity-checks'),
  },
  'copy-given': {
    title: 'Copy given',
    description: 'How the signer got a copy of what was signed.',
    on: ['Provenance'],
    value: coded('copy-given'),
  },
  'signature-way': {
    title: 'Signature way',
    description:
      'How one signature was given: the typed name, a button beside the name shown, a drawing, or by hand on paper. All are equal, and none is a digital signature.',
    on: ['Provenance.signature'],
    value: code('signature-ways'),
  },
  'moved-from': {
    title: 'Moved from',
    description: 'Start of the session before it was moved, the first one. The seat keeps the identity it had then.',
    on: ['Appointment'],
    value: type('dateTime'),
  },
  'time-zone': {
    title: 'Time zone',
    description:
      'IANA zone in which the sessions of a group are. Another one under the same key would move every session there was.',
    on: ['HealthcareService'],
    value: type('code'),
  },
  'change-reason': {
    title: 'Change reason',
    description:
      'Why a record was changed, as a code: free text could name somebody. R4 and R5 have different elements for a reason, neither meant for it.',
    on: ['Provenance'],
    value: code('change-reasons'),
  },
};

/** Urls of ours, whatever else codes.ts has: core extensions are not ours to define. */
export const ownExtensions = (): string[] => {
  const named = Object.values(extension).filter((url) => url.startsWith(base));
  return [...new Set([...named, ...Object.keys(definitions).map((id) => `${base}/StructureDefinition/${id}`)])];
};

export const extensions = (version: Version): Conformance[] =>
  ownExtensions().map((url) => {
    const id = url.split('/').at(-1) ?? '';
    const definition = definitions[id];
    if (definition === undefined)
      throw new Error(`codes.ts has the extension ${id}; describe it in bench/conformance/extensions.ts`);
    return structureOf(id, url, definition, version);
  });

function structureOf(
  id: string,
  url: string,
  { on, title, description, ...d }: Definition,
  version: Version,
): Conformance {
  return {
    ...head('StructureDefinition', id, { title, description }),
    fhirVersion: fhirVersions[version],
    kind: 'complex-type',
    abstract: false,
    context: on.map((expression) => ({ type: 'element', expression })),
    type: 'Extension',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
    derivation: 'constraint',
    differential: {
      element: [
        element('Extension', { short: title, definition: description }, [0, d.max ?? '1']),
        ...(d.parts ? partsOf(d.parts) : [element('Extension.extension', {}, [0, '0'])]),
        element('Extension.url', { fixedUri: url }),
        d.value ? element('Extension.value[x]', d.value, [1, '1']) : element('Extension.value[x]', {}, [0, '0']),
      ],
    },
  };
}

function partsOf(parts: NonNullable<Definition['parts']>): ElementRule[] {
  const slicing = { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'closed' };
  return [
    element('Extension.extension', { slicing }, [Object.values(parts).filter(([min]) => min > 0).length, '*']),
    ...Object.entries(parts).flatMap(([name, [min, max, value]]) => {
      const part = `Extension.extension:${name}`;
      return [
        element(part, {}, [min, max]),
        element(`${part}.extension`, {}, [0, '0']),
        element(`${part}.url`, { fixedUri: name }),
        element(`${part}.value[x]`, value, [1, '1']),
      ];
    }),
  ];
}
