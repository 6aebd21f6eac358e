/** The two Consents a member signs: the same form, told apart by scope and category. @module */
import { agreementKinds, codeSystem, extension, hl7, sid, type AgreementKind } from '../../fhir-mappings/codes.ts';
import { extensionSlices, onlyReference, pattern, profile } from './profile-parts.ts';
import { element, refersTo, rule, sliced, type Conformance, type ElementRule, type Version } from './shape.ts';

const texts = {
  'group-rules': [
    'Agreement to the group rules',
    'A member’s signed agreement to the rules of their group. It is not a consent to treatment.',
  ],
  'group-participation': [
    'Consent to take part',
    'A member’s signed consent to take part in a group, apart from the rules: it can be withdrawn apart.',
  ],
} as const satisfies Record<AgreementKind, [string, string]>;

/** Ids of the profiles, by kind. */
export const consentProfileIds = {
  'group-rules': 'rules-agreement',
  'group-participation': 'participation-consent',
} as const;

export const consentProfiles = (version: Version): Conformance[] =>
  agreementKinds.map((kind) => consent(version, kind));

function consent(version: Version, kind: AgreementKind): Conformance {
  const [title, description] = texts[kind];
  const r4 = version === 'r4';
  const period = r4 ? 'provision.period' : 'period';
  const signer = r4 ? 'performer' : 'grantor';
  return profile(version, {
    id: consentProfileIds[kind],
    type: 'Consent',
    title,
    description,
    rules: [
      rule(
        'fgt-identifier',
        'Has one identifier: the signing',
        `identifier.where(system = '${sid.consent(kind)}').count() = 1`,
      ),
      rule(
        'fgt-covers',
        'Covers one membership or one programme',
        `extension('${extension.groupMembership}').count() + extension('${extension.groupProgramme}').count() = 1`,
      ),
      rule(
        'fgt-in-force',
        'In force for a known time',
        // an R5 refusal is active as well, with the decision deny and no time (fhir.md 1.6)
        `(status = 'active'${r4 ? '' : " and decision = 'permit'"}) implies (${period}.start.exists() and ${period}.end.exists())`,
      ),
      rule(
        'fgt-waiting',
        'Nothing is in force while a talk is awaited',
        `(status = 'proposed' or status = 'draft') implies ${period}.empty()`,
      ),
      rule(
        'fgt-basis',
        'Says why exactly when somebody other than the member signed, or a minor alone',
        `${signer}.reference.where(contains('Patient/')).empty() = extension('${extension.signerBasis}').value.where($this != 'minors-own-consent').exists()`,
      ),
      ...(r4 ? r4Rules : []),
    ],
    elements: [
      ...extensionSlices('Consent', {
        membership: [0, 'group-membership'],
        programme: [0, 'group-programme'],
        signerBasis: [0, 'signer-basis'],
        exception: [0, 'exception'],
        ended: [0, 'consent-ended'],
        ...(r4 ? {} : { textHash: [1, 'text-hash'] }),
      }),
      element('Consent.identifier', {}, [1, '*']),
      ...(r4 ? r4Elements(kind) : r5Elements(kind)),
    ],
  });
}

const scope = (kind: AgreementKind) =>
  kind === 'group-rules' ? pattern('group-agreement', codeSystem) : pattern(hl7.treatment.code, hl7.treatment.system);

const categories = (kind: AgreementKind, withScope: boolean): ElementRule[] => [
  sliced('Consent.category', 'pattern', '$this'),
  element('Consent.category:document', pattern(hl7.consentDocument.code, hl7.consentDocument.system), [1, '1']),
  element('Consent.category:kind', pattern(kind), [1, '1']),
  ...(withScope ? [element('Consent.category:scope', scope(kind), [1, '1'])] : []),
];

const r4Rules = [
  rule('fgt-document', 'Cites a document and its version', `policy.uri.where(contains('|')).count() = 1`),
  rule('fgt-text', 'Cites the exact words by their hash', `policy.uri.where(startsWith('ni:///sha-256;')).count() = 1`),
];

const r4Elements = (kind: AgreementKind): ElementRule[] => [
  element('Consent.scope', scope(kind)),
  ...categories(kind, false),
  ...onlyReference('Consent.patient', 'Patient'),
  element('Consent.dateTime', {}, [1, '1']),
  ...onlyReference('Consent.performer', 'Patient', 'RelatedPerson'),
  element('Consent.source[x]', refersTo('QuestionnaireResponse'), [1, '1']),
  element('Consent.policy', {}, [2, '2']),
  // OPTIN and OPTOUT are privacy directives, which this is not
  element('Consent.policyRule', {}, [0, '0']),
];

const r5Elements = (kind: AgreementKind): ElementRule[] => [
  ...categories(kind, true),
  ...onlyReference('Consent.subject', 'Patient'),
  element('Consent.date', {}, [1, '1']),
  ...onlyReference('Consent.grantor', 'Patient', 'RelatedPerson'),
  element('Consent.sourceReference', {}, [1, '*']),
  element('Consent.policyBasis', {}, [1, '1']),
  element('Consent.policyBasis.url', {}, [1, '1']),
];
