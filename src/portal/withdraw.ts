/** Taking back a signed document: never blocked, never argued with. Loaded when someone withdraws. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Options, Withdrawal } from '../portal-types.ts';
import { changeEntry } from './changes.ts';
import { groupOf, instantIn, patientOf, requireWritable, roleIn, type PortalContext } from './context.ts';
import { requireGuardian } from './guardian.ts';
import { membershipOf } from './memberships.ts';
import { endings, standingConsents } from './standing.ts';

/** See Portal.withdraw. */
export async function withdraw(
  context: PortalContext,
  query: { group: string; patient?: string; document: 'rules' | 'participation' },
  options: Options = {},
): Promise<Withdrawal> {
  const group = await groupOf(context, query.group, options);
  const role = roleIn(context, group);
  if (role === 'staff') throw new PortalError('not-allowed', 'This account may not record a withdrawal.', ['user']);
  const patient = patientOf(context, query.patient);
  if (role === 'guardian') await requireGuardian(context, patient, options);
  const mappings = await requireWritable(context, options);
  const { reference: membership } = await membershipOf(context, group, patient, options);
  const kind = query.document === 'rules' ? ('group-rules' as const) : ('group-participation' as const);
  const standing = await standingConsents(context, { group, patient, membership, kind }, options);
  if (standing.length === 0) throw new PortalError('not-found', 'Nothing signed is in force.', ['document']);
  const when = instantIn(group.timeZone, context.now());
  const ended = endings(mappings, standing, { group, when, why: 'withdrawn' });
  // the member's own word, whoever types it; a guardian's is their own
  const author = role === 'guardian' ? context.user.reference : patient;
  const record = { patient, recordedBy: context.user.reference, recordedAt: when, author };
  const change = changeEntry({ mappings, group, record, entries: ended, reason: 'withdrawn' });
  // what others wrote into a Consent goes back as it came, or they could block a withdrawal: ours is the change alone
  try {
    await context.client.transaction([...ended, change], options);
  } catch (error) {
    // an answer that was lost is asked for again, and meets its own versions: what is there now decides
    if (!isPortalError(error) || error.code !== 'conflict') throw error;
  }
  await context.client.confirm(
    ended.map(({ resource }) => ({
      type: 'Consent' as const,
      id: resource.id ?? '',
      matches: (now) => 'status' in now && now.status === 'inactive',
    })),
    options,
  );
  context.saved();
  return { when, documents: ended.length };
}
