/** Taking back a signed document: never blocked, never argued with. Loaded when someone withdraws. @module */
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { Options, Withdrawal } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import type { WithdrawQuery } from '../signed-types.ts';
import { changeEntry } from './changes.ts';
import { groupOf, instantIn, patientOf, requireWritable, roleIn, type PortalContext } from './context.ts';
import { requireActsFor, requireGuardian } from './guardian.ts';
import { membershipOf } from './memberships.ts';
import { endings, signedTimes, standingConsents } from './standing.ts';

/** See SignedPortal.withdraw. */
export async function withdraw(
  context: PortalContext,
  query: WithdrawQuery,
  options: Options = {},
): Promise<Withdrawal> {
  const group = await groupOf(context, query.group, options);
  const role = roleIn(context, group);
  if (role === 'staff') throw new PortalError('not-allowed', 'This account may not record a withdrawal.', ['user']);
  const patient = patientOf(context, query.patient);
  await requireGuardian(context, group, patient, options);
  const mappings = await requireWritable(context, options);
  const now = context.now();
  const at = query.when === undefined ? now.getTime() : ms(query.when);
  if (!(at <= now.getTime())) throw new PortalError('invalid', 'This time has not come, or is none.', ['when']);
  const { reference: membership } = await membershipOf(context, group, patient, options);
  const kind = query.document === 'rules' ? ('group-rules' as const) : ('group-participation' as const);
  const found = await standingConsents(context, { group, patient, membership, kind }, options);
  if (found.length === 0) throw new PortalError('not-found', 'Nothing signed is in force.', ['document']);
  const told =
    query.when === undefined
      ? undefined
      : await signedTimes(context, { consents: found, mappings, patient, zone: group.timeZone }, options);
  // whoever wants out is let out, also where nobody can tell when it was signed
  const standing = found.filter((consent) => !((told?.get(consent) ?? Number.NaN) > at));
  // taken back before it was signed: nobody can have meant it
  if (standing.length === 0) throw new PortalError('invalid', 'It was signed after this time.', ['when']);
  // the member's own word, whoever types it; a guardian's is their own
  const author =
    role === 'guardian'
      ? context.user.reference
      : role !== 'member' && query.by === 'representative'
        ? await representativeIn(context, standing, patient, options)
        : patient;
  const when = instantIn(group.timeZone, new Date(at));
  const ended = endings(mappings, standing, { group, when, why: 'withdrawn' });
  const recordedAt = instantIn(group.timeZone, now);
  const record = { patient, recordedBy: context.user.reference, recordedAt, author };
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
      matches: (there) => 'status' in there && there.status === 'inactive',
    })),
    options,
  );
  context.saved();
  return { when, documents: ended.length };
}

/** Who signed one of these for the member. `invalid` naming `by` when nobody did. */
async function representativeIn(
  context: PortalContext,
  standing: readonly FhirResource[],
  patient: string,
  options: Options,
): Promise<string> {
  const signers = standing.flatMap((one) => {
    // R4's and R5's element
    const { performer = [], grantor = [] } = one as Partial<Record<'performer' | 'grantor', { reference?: string }[]>>;
    return [...performer, ...grantor].map(({ reference = '' }) => relative(reference, context.client.base));
  });
  const found = signers.find((reference) => reference.startsWith('RelatedPerson/'));
  if (found === undefined) throw new PortalError('invalid', 'The member signed this alone.', ['by']);
  await requireActsFor(context, found, patient, options);
  return found;
}
