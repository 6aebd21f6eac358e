/** A signing entered in error: on the wrong chart, or wrong in what it says of who signed. Loaded when it is needed. @module */
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Options } from '../portal-types.ts';
import type { VoidedSigning, VoidReason } from '../signed-types.ts';
import { changeEntry, replaced } from './changes.ts';
import { groupOf, instantIn, patientOf, requireWritable, roleIn, type PortalContext } from './context.ts';
import { findSigning, type OneSigning } from './signed-find.ts';
import { unreplace } from './unreplace.ts';
import { emptied, identifiersOf, isVoid, voided } from './voided.ts';

/** See SignedPortal.voidSigning. One transaction, then read back; then another for what it had ended. */
export async function voidSigning(
  context: PortalContext,
  query: { group: string; patient?: string },
  signing: string,
  { reason }: { reason: VoidReason },
  options: Options = {},
): Promise<VoidedSigning> {
  const group = await groupOf(context, query.group, options);
  const role = roleIn(context, group);
  if (role !== 'intake' && role !== 'leader')
    throw new PortalError('not-allowed', 'This account may not enter a signing in error.', ['user']);
  if (reason !== 'wrong-member' && reason !== 'correction')
    throw new PortalError('invalid', 'There is no such reason.', ['reason']);
  const patient = patientOf(context, query.patient);
  const mappings = await requireWritable(context, options);
  const find = () => findSigning(context, { group, patient, signing, shared: false }, options);
  const before = await find();
  // on the wrong chart it holds somebody else's words: the one case in which content is removed (domain.md G15)
  const isOpen = (copy: FhirResource) => !isVoid(copy) || (reason === 'wrong-member' && hasContent(copy));
  const open = [
    ...[...before.consents, ...before.responses, ...before.problems].filter((resource) => !isVoid(resource)),
    ...before.copies.filter(isOpen),
  ];
  if (open.length > 0) {
    // the Consents always go with it: whoever looks for why it is in error looks there
    const all = [...before.consents.filter((one) => !open.includes(one)), ...open];
    const entries = all.map((old) => {
      const gone = voided(old, old.resourceType === 'Observation' ? (identifiersOf(old)[0]?.value ?? '') : signing);
      return replaced(
        old.resourceType === 'DocumentReference' && reason === 'wrong-member' ? emptied(gone) : gone,
        old,
      );
    });
    const at = instantIn(group.timeZone, context.now());
    const record = { patient, recordedBy: context.user.reference, recordedAt: at };
    // what was written goes back as it came; ours is the change alone
    const change = changeEntry({ mappings, group, record, entries, reason });
    try {
      await context.client.transaction([...entries, change], options);
    } catch (error) {
      // an answer that was lost is asked for again, and meets its own versions: what is there now decides
      if (!isPortalError(error) || error.code !== 'conflict') throw error;
    }
    const now = await find();
    if ([...now.consents, ...now.responses, ...now.problems].some((one) => !isVoid(one)) || now.copies.some(isOpen))
      throw new PortalError('conflict', 'Somebody else changed this meanwhile.');
  }
  const again = await unreplace(context, before, { group, patient, mappings }, options);
  if (open.length + again > 0) context.saved();
  return { references: referencesOf(before), replaced: Math.max(replacedBy(before), again) };
}

const hasContent = (copy: FhirResource): boolean =>
  ((copy as { content?: { attachment?: { data?: string; url?: string } }[] }).content ?? []).some(
    ({ attachment }) => attachment?.data !== undefined || attachment?.url !== undefined,
  );

const referencesOf = ({ copies, responses, consents, problems, provenances }: OneSigning): string[] =>
  [...copies, ...responses, ...consents, ...problems, ...provenances].map(
    ({ resourceType, id }) => `${resourceType}/${id}`,
  );

/** Older Consents whose end this signing was. */
const replacedBy = ({ provenances }: OneSigning): number =>
  new Set(
    provenances.flatMap(({ entity = [] }) =>
      entity.filter(({ role }) => role === 'revision').map(({ what }) => what.reference),
    ),
  ).size;
