/** The group's HealthcareService; its server id is looked up by the group's key. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';
import { whole } from './whole.ts';

/** `HealthcareService/…`, or undefined while the record does not hold the group. */
export async function findService(
  context: PortalContext,
  group: GroupDefinition,
  options: Options,
): Promise<string | undefined> {
  const params = { identifier: `${sid.group}|${group.key}` };
  const [service] = whole(await context.client.search('HealthcareService', params, options));
  return service && `HealthcareService/${service.id}`;
}

/** The same; throws `not-found` naming `group`. */
export async function serviceOf(context: PortalContext, group: GroupDefinition, options: Options): Promise<string> {
  const service = await findService(context, group, options);
  if (service === undefined) throw new PortalError('not-found', 'The record does not hold this group yet.', ['group']);
  return service;
}
