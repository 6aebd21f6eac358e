/** Who may keep the group's book. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import { groupOf, roleIn, type PortalContext } from './context.ts';

export const keepsBook = (context: PortalContext, group: GroupDefinition): boolean =>
  ['intake', 'leader'].includes(roleIn(context, group));

/** The group, for those who keep its book: its leaders and intake. */
export async function bookOf(context: PortalContext, key: string, options: Options): Promise<GroupDefinition> {
  const group = await groupOf(context, key, options);
  if (!keepsBook(context, group))
    throw new PortalError('not-allowed', 'Only the group’s leaders and intake keep its list.', ['user']);
  return group;
}
