/** The name a member chose for the group. Loaded when one is chosen. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { Options } from '../portal-types.ts';
import type { MemberQuery } from '../preparation-types.ts';
import type { PortalContext } from './context.ts';
import { keepsBook } from './book.ts';
import { memberIn, type MemberIn } from './member-in.ts';
import { changedMembership, writeMembers } from './member-write.ts';
import { members } from './members.ts';
import { survivorOf } from './merged.ts';
import { patientOfRow } from './rows.ts';

/** See PreparationDesk.saveDisplayName. */
export async function saveDisplayName(
  context: PortalContext,
  query: MemberQuery,
  typed: string,
  options: Options = {},
): Promise<{ shared?: boolean }> {
  const name = chosen(typed);
  const member = await memberIn(context, query, { ...options, roles: ['member', 'intake', 'leader'] });
  const { held, mappings, group, patient } = member;
  if (held.record.displayName !== name) {
    const record: Membership = { ...held.record, displayName: name };
    const changes = [{ entry: changedMembership(mappings, group, held, record), record }];
    await writeMembers(context, { mappings, group, patient, changes }, options);
  }
  return sharedName(context, member, name, options);
}

/** As typed, without the space around it. Throws `invalid` (`name`). */
function chosen(typed: string): string {
  const name = typeof typed === 'string' ? typed.trim().normalize('NFC') : '';
  // line breaks, and marks that turn the direction of what stands beside a name
  if (name === '' || name.length > 60 || /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name))
    throw new PortalError('invalid', 'Some fields are not valid.', ['name']);
  return name;
}

/** Without regard to accents and case, in any script (José = Jose; an Indic vowel is no accent). */
const names = new Intl.Collator('en', { sensitivity: 'base', usage: 'search' });
const isSameName = (a: string, b: string): boolean => names.compare(a.normalize('NFC'), b.normalize('NFC')) === 0;

/**
 * Whether another current member uses the name: for leaders and intake, who ask in private (G11). Nobody else's names are
 * even read for a member. What is saved is saved: when the list can't be read, it isn't told.
 */
export async function sharedName(
  context: PortalContext,
  { group, patient }: Pick<MemberIn, 'group' | 'patient'>,
  name: string,
  options: Options,
): Promise<{ shared?: boolean }> {
  if (!keepsBook(context, group)) return {};
  try {
    const list = await members(context, { group: group.key }, options);
    const shared = list.members.some(
      (m) =>
        m.place !== 'past' && isSameName(m.name, name) && survivorOf(context, patientOfRow(list, m.row)) !== patient,
    );
    return { shared };
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return {};
  }
}
