/** The group's HealthcareService; its server id is looked up by the group's key. @module */
import { extension, sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { extensionOf } from '../../fhir-mappings/r4/shared.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';
import { whole } from './whole.ts';

/** `HealthcareService/…`, or undefined while the record does not hold the group. Throws `invalid` naming `timeZone`. */
export async function findService(
  context: PortalContext,
  group: GroupDefinition,
  options: Options,
): Promise<string | undefined> {
  const params = { identifier: `${sid.group}|${group.key}` };
  const found = ofType(whole(await context.client.search('HealthcareService', params, options)), 'HealthcareService');
  // a server that ignores the parameter sends every service there is
  const service = found.find(({ identifier }) =>
    identifier?.some((i) => i.system === sid.group && i.value === group.key),
  );
  const zone = service && extensionOf(service, extension.timeZone)?.valueCode;
  if (zone !== undefined && zone !== group.timeZone)
    throw new PortalError('invalid', 'The record holds this group in another time zone.', ['timeZone']);
  return service && `HealthcareService/${service.id}`;
}

/** The same; throws `not-found` naming `group`. */
export async function serviceOf(context: PortalContext, group: GroupDefinition, options: Options): Promise<string> {
  const service = await findService(context, group, options);
  if (service === undefined) throw new PortalError('not-found', 'The record does not hold this group yet.', ['group']);
  return service;
}
