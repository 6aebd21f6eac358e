/** Pieces every profile is made of. @module */
import { base, codeSystem, extension, hl7 } from '../../fhir-mappings/codes.ts';
import {
  element,
  fhirVersions,
  head,
  refersTo,
  rule,
  sliced,
  type Conformance,
  type ElementRule,
  type Version,
} from './shape.ts';

export interface Profile {
  id: string;
  type: string;
  title: string;
  description: string;
  /** Of how many patients it speaks: a signing by a guardian may name none. */
  patients?: 'one' | 'at-most-one';
  rules?: ReturnType<typeof rule>[];
  elements: ElementRule[];
}

export const staff = ['Practitioner', 'PractitionerRole'];

export const ownMembership = rule(
  'fgt-membership',
  'Points to the member’s own membership, never to the group',
  `extension('${extension.episodeOfCare}').value.reference.where(startsWith('EpisodeOfCare/') or contains('/EpisodeOfCare/')).count() = 1`,
);

const patientReferences =
  "descendants().where($this is Reference).reference.where(startsWith('Patient/') or contains('/Patient/')).distinct().count()";

export function profile(
  version: Version,
  { id, type, title, description, patients, rules = [], elements }: Profile,
): Conformance {
  const shared = [
    // the guard's rule (design 4.1), as far as a validator can see it
    rule(
      'fgt-patient',
      'Is about one patient and names no other',
      `${patientReferences} ${patients === undefined ? '=' : '<='} 1`,
    ),
    rule(
      'fgt-label',
      'Carries the label “restricted”',
      `meta.security.where(system = '${hl7.restricted.system}' and code = '${hl7.restricted.code}').exists()`,
    ),
  ];
  const invariants = [
    ...shared,
    ...rules,
    ...elements.flatMap((e) => (e['rootRule'] as ReturnType<typeof rule>[]) ?? []),
  ];
  return {
    ...head('StructureDefinition', id, { title, description }),
    fhirVersion: fhirVersions[version],
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    derivation: 'constraint',
    differential: {
      element: [
        element(type, { constraint: invariants }),
        // something contained could be another person
        element(`${type}.contained`, {}, [0, '0']),
        ...inOrder(
          type,
          elements.filter((e) => e['rootRule'] === undefined),
        ).map((e) => discriminated(version, e)),
      ],
    },
  };
}

/** Snapshot generators want the extensions before the elements of the type itself; the rest is written in order. */
const inOrder = (type: string, elements: ElementRule[]): ElementRule[] => [
  ...elements.filter((e) => e.path.startsWith(`${type}.extension`)),
  ...elements.filter((e) => !e.path.startsWith(`${type}.extension`)),
];

/** R5 tells slices apart by the value of a pattern; R4 has a discriminator of its own for it. */
function discriminated(version: Version, rules: ElementRule): ElementRule {
  const slicing = rules['slicing'] as { discriminator: { type: string; path: string }[] } | undefined;
  if (version === 'r4' || slicing === undefined) return rules;
  const discriminator = slicing.discriminator.map(({ path }) => ({ type: 'value', path }));
  return { ...rules, slicing: { ...slicing, discriminator } };
}

/** A code of ours as a pattern: a display or another coding beside it does no harm. */
export const pattern = (code: string, system = codeSystem) => ({
  patternCodeableConcept: { coding: [{ system, code }] },
});

/** Slices for extensions of ours, by name: minimum and id. */
export const extensionSlices = (on: string, slices: Record<string, [min: number, id: string]>): ElementRule[] => [
  sliced(`${on}.extension`, 'value', 'url'),
  ...Object.entries(slices).map(([name, [min, id]]) =>
    element(
      `${on}.extension:${name}`,
      { type: [{ code: 'Extension', profile: [`${base}/StructureDefinition/${id}`] }] },
      [min, '1'],
    ),
  ),
];

/** Exactly one reference, to one of the types, that says to whom. */
export const onlyReference = (path: string, ...types: string[]): ElementRule[] => [
  element(path, refersTo(...types), [1, '1']),
  element(`${path}.reference`, {}, [1, '1']),
];

/** An identifier of ours, or the system it is put under when the resource is entered in error (design 4.2d). */
export const identifiedBy = (type: string, path: string, prefix: string): ElementRule[] => [
  {
    id: type,
    path: type,
    rootRule: [
      rule(
        'fgt-identifier',
        'Has exactly one identifier of ours, or the one it had before it was entered in error',
        `identifier.where(system.startsWith('${prefix}') or system = '${base}/sid/void').count() = 1`,
      ),
    ],
  },
  element(path, {}, [1, path.startsWith('QuestionnaireResponse') ? '1' : '*']),
];
