/** The group itself in the record: one HealthcareService, made from its definition. @module */
import canonicalize from 'canonicalize';
import type { HealthcareService } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Options } from '../portal-types.ts';
import { bookOf } from './book.ts';
import { requireWritable, type PortalContext } from './context.ts';
import { kept } from './kept.ts';
import { findService } from './service.ts';

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
  // another zone is refused there: it would move every session the group has had
  const reference = await findService(context, group, options);
  const there =
    reference &&
    (await context.client.read('HealthcareService', reference.slice('HealthcareService/'.length), options));
  if (!there) {
    const { created } = await context.client.create(wanted, { param: 'identifier', ...identity }, options);
    context.saved();
    return created ? 'created' : 'unchanged';
  }
  const changed = (Object.keys(wanted) as (keyof HealthcareService)[]).some(
    (key) => key !== 'identifier' && key !== 'extension' && canonicalize(there[key]) !== canonicalize(wanted[key]),
  );
  if (!changed) return 'unchanged';
  await context.client.update(kept(there, wanted), there.meta?.versionId ?? '', options);
  context.saved();
  return 'changed';
}
