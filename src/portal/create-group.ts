/** The group itself in the record: one HealthcareService, made from its definition. @module */
import canonicalize from 'canonicalize';
import type { HealthcareService } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { same } from '../../fhir-mappings/same.ts';
import { ofType } from '../client/search.ts';
import type { Options } from '../portal-types.ts';
import { bookOf } from './book.ts';
import { requireWritable, type PortalContext } from './context.ts';
import { whole } from './whole.ts';

/** See Portal.createGroup. What the clinic added to the resource stays. */
export async function createGroup(
  context: PortalContext,
  query: { group: string },
  options: Options = {},
): Promise<'created' | 'changed' | 'unchanged'> {
  const group = await bookOf(context, query.group, options);
  const mappings = await requireWritable(context, options);
  const wanted = same<HealthcareService>(mappings.groupToFhir(group));
  guard(wanted, { patient: null, texts: [group.name] });
  const identity = { system: sid.group, value: group.key };
  const params = { identifier: `${identity.system}|${identity.value}` };
  const [there] = ofType(whole(await context.client.search('HealthcareService', params, options)), 'HealthcareService');
  if (there === undefined) {
    const { created } = await context.client.create(wanted, { param: 'identifier', ...identity }, options);
    context.saved();
    return created ? 'created' : 'unchanged';
  }
  const changed = (Object.keys(wanted) as (keyof HealthcareService)[]).some(
    (key) => key !== 'identifier' && canonicalize(there[key]) !== canonicalize(wanted[key]),
  );
  if (!changed) return 'unchanged';
  const { identifier: _identifier, ...now } = wanted;
  await context.client.update({ ...there, ...now }, there.meta?.versionId ?? '', options);
  context.saved();
  return 'changed';
}
