/** Agents of a Provenance, each in its own role (fhir.md 1.5). @module */
import type { Provenance, ProvenanceAgent } from 'fhir/r4.js';
import { codeIn, concept, present } from './shared.ts';

export const roles = {
  author: 'Author',
  informant: 'Informant',
  verifier: 'Verifier',
  attester: 'Attester',
  enterer: 'Enterer',
  performer: 'Performer',
} as const;
export type AgentRole = keyof typeof roles;
export const agentSystem = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';

/** Staff act for their organization. */
export const agentOf = (
  role: AgentRole,
  who: string,
  { organization }: { organization?: string | undefined },
): ProvenanceAgent => ({
  type: concept({ system: agentSystem, code: role, display: roles[role] }),
  who: { reference: who },
  ...present({
    onBehalfOf: who.startsWith('Practitioner') && organization ? { reference: organization } : undefined,
  }),
});

export const agentIn = (provenance: Provenance, role: AgentRole): ProvenanceAgent | undefined =>
  provenance.agent.find((a) => codeIn(a.type, agentSystem) === role);
