/**
 * Whom a guardian asks about, and what they see of a readiness answer: what was said no to, or is to be talked about, may be a teen's own word, and of
 * that they see nothing at all (domain.md 4.8, G12). Loaded for guardians.
 * @module
 */
import type { MemberPreparation, Options } from '../portal-types.ts';
import type { Readiness } from '../readiness/types.ts';
import { groupOf, patientOf, type PortalContext } from './context.ts';
import { requireGuardian } from './guardian.ts';
import { readiness as readMember } from './read-member.ts';

/** See Portal.readiness. Before anything of the member is read: that the guardian acts for them. */
export async function readForGuardian(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options = {},
): Promise<MemberPreparation> {
  const group = await groupOf(context, query.group, options);
  await requireGuardian(context, group, patientOf(context, query.patient), options);
  const answer = await readMember(context, query, options);
  return { ...answer, readiness: guardianSees(answer.readiness) };
}

export function guardianSees(readiness: Readiness): Readiness {
  const { preparation, criteria, state } = readiness;
  const reasons = readiness.reasons.filter(({ code }) => code !== 'wants-to-talk' && code !== 'rule-declined');
  const asked = criteria.introduction.state === 'met' && criteria.questions.state === 'not-met';
  return {
    ...readiness,
    state: state === 'needs-attention' && reasons.length === 0 ? preparation : state,
    criteria: asked ? { ...criteria, questions: { state: 'not-required', evidence: [] } } : criteria,
    reasons,
  };
}

export { readForGuardian as readiness };
