/** Who changed what, written beside every change (design 3): a Provenance in the same transaction. @module */
import type { Coding, FhirResource } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { ChangeReason } from '../../fhir-mappings/records/change.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';

export interface ChangeFacts {
  mappings: Mappings;
  group: GroupDefinition;
  /** What is changed; each entry an update, or a create with a `fullUrl`. */
  entries: readonly Entry[];
  record: {
    patient: string;
    recordedBy: string;
    /** Instant with offset. */
    recordedAt: string;
    /** Whose word it is, where it is not the recorder's. */
    author?: string;
  };
  reason?: ChangeReason;
  /** UUID of the change, where the caller sends it again under the same one. */
  id?: string;
  /** The group's, unless it is about more than one. */
  labels?: readonly Coding[];
}

export function changeEntry({ mappings, group, entries, record, reason, labels, ...of }: ChangeFacts): Entry {
  const id = of.id ?? crypto.randomUUID();
  const provenance = mappings.changeToFhir(
    {
      id,
      patient: record.patient,
      activity: entries.every(({ ifMatch }) => ifMatch === undefined) ? 'create' : 'update',
      targets: entries.map(({ resource, fullUrl }) => fullUrl ?? `${resource.resourceType}/${resource.id}`),
      at: record.recordedAt,
      author: record.author ?? record.recordedBy,
      recorder: record.recordedBy,
      organization: group.organization,
      ...(reason && { reason }),
    },
    { labels: labels ?? labelsFor(group) },
  );
  // a guardian who withdraws was read by whoever calls
  const relatedPersons = [record.author ?? '', record.recordedBy].filter((r) => r.startsWith('RelatedPerson/'));
  guard(same<FhirResource>(provenance), { patient: record.patient, relatedPersons });
  return {
    resource: same(provenance),
    fullUrl: `urn:uuid:${crypto.randomUUID()}`,
    condition: { param: '_tag', system: sid.change, value: id },
  };
}

/** An update of the version that was read. */
export const replaced = (resource: FhirResource, old: FhirResource): Entry => ({
  resource: { ...resource, id: old.id ?? '' },
  ifMatch: old.meta?.versionId ?? '',
});
