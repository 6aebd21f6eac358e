/** The two Provenances we write: of a signing, and of a change. They share how agents stand in their roles. @module */
import { extension, hl7, sid } from '../../fhir-mappings/codes.ts';
import { agentSystem } from '../../fhir-mappings/r4/agents.ts';
import { extensionSlices, pattern, profile, staff } from './profile-parts.ts';
import { element, refersTo, rule, sliced, type Conformance, type Version } from './shape.ts';

export const provenanceProfiles = (version: Version): Conformance[] => [signing(version), change(version)];

const anybody = [...staff, 'Patient', 'RelatedPerson'];

const agent = (code: string, cardinality: [number, string], who: string[]) => [
  element(`Provenance.agent:${code}`, {}, cardinality),
  element(`Provenance.agent:${code}.type`, pattern(code, agentSystem), [1, '1']),
  element(`Provenance.agent:${code}.who`, refersTo(...who)),
];

const tagged = (key: string, what: string, system: string) =>
  rule(key, `Carries the id of the ${what} as its tag`, `meta.tag.where(system = '${system}').count() = 1`);

function signing(version: Version): Conformance {
  const { system, code } = hl7.consentSignature;
  return profile(version, {
    id: 'signing',
    type: 'Provenance',
    title: 'Signing',
    description:
      'Who took part in one signing, each in their own role. The mark is evidence, not a digital signature; no reader needs this to know who signed and when.',
    patients: 'at-most-one',
    rules: [
      tagged('fgt-signing', 'signing', sid.signing),
      rule(
        'fgt-undated',
        'Says when it was signed, or that nobody knows: of paper alone, and then a signature says when it was entered',
        `occurred.hasValue() or (occurred.extension('${extension.absentReason}').exists() and signature.all(when = %resource.recorded and extension('${extension.signatureWay}').value = 'paper'))`,
      ),
      rule(
        'fgt-mark',
        'Every mark is a consent signature by an author or by somebody who assents',
        `signature.all(type.where(system = '${system}' and code = '${code}').exists() and who.reference in %resource.agent.where(type.coding.code = 'author' or type.coding.code = 'informant').who.reference)`,
      ),
    ],
    elements: [
      ...extensionSlices('Provenance', { identityCheck: [1, 'identity-check'], copyGiven: [0, 'copy-given'] }),
      element('Provenance.occurred[x]', { type: [{ code: 'dateTime' }] }, [1, '1']),
      element('Provenance.policy', {}, [1, '*']),
      sliced('Provenance.agent', 'pattern', 'type'),
      ...agent('author', [1, '1'], ['Patient', 'RelatedPerson']),
      ...agent('informant', [0, '1'], ['Patient']),
      ...agent('verifier', [0, '1'], staff),
      ...agent('attester', [0, '1'], staff),
      ...agent('enterer', [1, '1'], anybody),
      element('Provenance.signature', {}, [1, '2']),
      ...extensionSlices('Provenance.signature', { way: [1, 'signature-way'] }),
      element('Provenance.signature.data', {}, [1, '1']),
    ],
  });
}

const change = (version: Version) =>
  profile(version, {
    id: 'change',
    type: 'Provenance',
    title: 'Change',
    description:
      'Who made or changed a record of a member, when and on whose word: a membership, a correction, a withdrawal, time on hold, a seat given back or moved. Nothing is deleted, and nobody signs it.',
    patients: 'at-most-one',
    rules: [
      tagged('fgt-change', 'change', sid.change),
      rule(
        'fgt-activity',
        'Something was made or changed',
        `activity.coding.where(system = '${hl7.update.system}' and (code = 'CREATE' or code = 'UPDATE')).exists()`,
      ),
    ],
    elements: [
      ...extensionSlices('Provenance', { reason: [0, 'change-reason'] }),
      element('Provenance.occurred[x]', { type: [{ code: 'dateTime' }] }, [1, '1']),
      element('Provenance.activity', {}, [1, '1']),
      sliced('Provenance.agent', 'pattern', 'type'),
      ...agent('author', [1, '1'], anybody),
      ...agent('enterer', [1, '1'], anybody),
      element('Provenance.signature', {}, [0, '0']),
    ],
  });
