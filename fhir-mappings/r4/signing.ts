/** A signing ↔ Provenance: every agent in its own role; the same JSON in R4 and R5 (fhir.md 1.5; mapping table: README). @module */
import type { Coding, Element, Provenance, ProvenanceAgent, Signature } from 'fhir/r4.js';
import { extension, hl7, local, sid } from '../codes.ts';
import { agentIn, agentOf, agentSystem, roles, type AgentRole } from './agents.ts';
import { parse } from '../records/primitives.ts';
import { parseSigning, signing, type Signing } from '../records/signing.ts';
import { relationship } from './related-person.ts';
import { codeIn, concept, extensionOf, isForeign, meta, present, reading, resourceOf, type Foreign } from './shared.ts';

/** Writes the Provenance. Its `meta.tag` makes a retry safe: R4 Provenance has no identifier. */
export function signingToFhir(record: Signing, { labels }: { labels: readonly Coding[] }): Provenance {
  const s = parseSigning(record);
  const agent = (role: AgentRole, who: string, more: Partial<ProvenanceAgent> = {}): ProvenanceAgent => ({
    ...agentOf(role, who, s),
    ...more,
  });
  const behalf = s.signer.reference === s.patient ? undefined : { reference: s.patient };
  return {
    resourceType: 'Provenance',
    meta: { ...meta(labels), tag: [{ system: sid.signing, code: s.signing }] },
    extension: [
      { url: extension.identityCheck, valueCodeableConcept: concept(local(s.identityCheck)) },
      ...(s.copyGiven ? [{ url: extension.copyGiven, valueCodeableConcept: concept(local(s.copyGiven)) }] : []),
    ],
    target: s.targets.map((reference) => ({ reference })),
    ...(s.signedUnknown ? { _occurredDateTime: unknown } : { occurredDateTime: s.signed }),
    recorded: s.recorded,
    policy: s.documents.map((d) => `${d.url}|${d.version}`),
    activity: concept(hl7.create),
    ...(s.replaces && { entity: s.replaces.map((what) => ({ role: 'revision', what: { reference: what } })) }),
    agent: [
      agent('author', s.signer.reference, behalf && { ...roleOf(s), onBehalfOf: behalf }),
      ...(s.assent ? [agent('informant', s.patient, { role: [concept(local('assent'))] })] : []),
      ...(s.verifier ? [agent('verifier', s.verifier)] : []),
      ...(s.witness ? [agent('attester', s.witness, { role: [concept(hl7.witness)] })] : []),
      // known by their service's number: an interpreter has no resource here
      ...(s.interpreter ? [interpreting(s.interpreter)] : []),
      agent('enterer', s.recorder),
    ],
    signature: [
      signatureOf(s, s.signer.reference, s.mark, behalf),
      ...(s.assent ? [signatureOf(s, s.patient, s.assent.mark)] : []),
    ],
  };
}

const roleOf = ({ signer }: Signing): Pick<ProvenanceAgent, 'role'> => {
  const { relationship: role } = relationship(signer.basis);
  return present({ role });
};

/** How they took part stands on the response, where criterion R8 reads it. */
const interpreting = ({ id }: NonNullable<Signing['interpreter']>): ProvenanceAgent => ({
  type: concept({ system: agentSystem, code: 'performer', display: roles.performer }),
  role: [concept(hl7.interpreter)],
  who: { identifier: { system: sid.interpreter, value: id } },
});

/** Nobody knows when: the paper has no date. */
const unknown: Element = { extension: [{ url: extension.absentReason, valueCode: 'unknown' }] };

const signatureOf = (
  { signed }: Signing,
  who: string,
  mark: Signing['mark'],
  onBehalfOf?: { reference: string },
): Signature => ({
  extension: [{ url: extension.signatureWay, valueCode: mark.by }],
  type: [hl7.consentSignature],
  // R4 requires a value, and not every validator takes data-absent-reason for one: of a paper without a date it is when it
  // was entered, and the Provenance says beside it that the time of signing is unknown
  when: signed,
  who: { reference: who },
  sigFormat: mark.format,
  data: mark.data,
  ...(onBehalfOf && { onBehalfOf }),
});

/** What a Provenance does not hold exactly: its reader takes it from the agreement that was signed. */
export interface Signed {
  patient: string;
  name: string;
  basis?: Signing['signer']['basis'];
  /** How the interpreter took part, where there was one. */
  way?: NonNullable<Signing['interpreter']>['way'];
}

const isUndated = ({ occurredDateTime, _occurredDateTime: beside = {} }: Provenance): boolean =>
  occurredDateTime === undefined && extensionOf(beside, extension.absentReason) !== undefined;

/** Reads it back. Throws PortalError `unreadable` when it is ours and broken. */
export function signingFromFhir(value: unknown, { patient, way, ...signer }: Signed): Signing | Foreign {
  return reading(() => {
    const p = resourceOf(value, 'Provenance');
    if (isForeign(p)) return p;
    const tag = p.meta?.tag?.find((t) => t.system === sid.signing);
    if (tag === undefined) return { foreign: 'Provenance', why: 'no-identifier-of-ours' } as const;
    const agent = (role: AgentRole) => agentIn(p, role);
    const who = (role: AgentRole) => agent(role)?.who.reference;
    const mark = (signature: Signature | undefined) =>
      signature && {
        format: signature.sigFormat,
        data: signature.data,
        by: extensionOf(signature, extension.signatureWay)?.valueCode,
      };
    const interpreter = agent('performer');
    const assents = agent('informant') !== undefined;
    return parse(
      signing,
      present({
        signing: tag.code,
        patient,
        targets: p.target.map((t) => t.reference),
        replaces: p.entity?.filter((e) => e.role === 'revision').map((e) => e.what.reference),
        ...(isUndated(p) ? { signed: p.recorded, signedUnknown: true } : { signed: p.occurredDateTime }),
        recorded: p.recorded,
        documents: (p.policy ?? []).map((uri) => ({ url: uri.split('|')[0], version: uri.split('|')[1] })),
        signer: present({ reference: who('author'), ...signer }),
        identityCheck: codeIn(extensionOf(p, extension.identityCheck)?.valueCodeableConcept),
        copyGiven: codeIn(extensionOf(p, extension.copyGiven)?.valueCodeableConcept),
        verifier: who('verifier'),
        witness: who('attester'),
        interpreter: interpreter && {
          id: interpreter.who.identifier?.value,
          way,
        },
        assent: assents ? { mark: mark(p.signature?.find((s) => s.who.reference === patient)) } : undefined,
        recorder: who('enterer'),
        organization: p.agent.find((a) => a.onBehalfOf?.reference?.startsWith('Organization/'))?.onBehalfOf?.reference,
        mark: mark(p.signature?.[0]),
      }),
      'unreadable',
    );
  });
}
