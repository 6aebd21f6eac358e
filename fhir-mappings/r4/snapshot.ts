/** Preparation snapshot ↔ Observation: administrative, no number (mapping table: README). @module */
import type { Coding, Observation } from 'fhir/r4.js';
import { extension, hl7, local, sid } from '../codes.ts';
import { parse } from '../records/primitives.ts';
import { parseSnapshot, snapshot, type Snapshot } from '../records/snapshot.ts';
import {
  codeIn,
  concept,
  episodeExtension,
  extensionOf,
  identifierIn,
  isForeign,
  meta,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

/** Writes it. Throws PortalError `invalid` with field names. */
export function snapshotToFhir(record: Snapshot, { labels }: { labels: readonly Coding[] }): Observation {
  const s = parseSnapshot(record);
  return {
    resourceType: 'Observation',
    meta: meta(labels),
    extension: [episodeExtension(extension.episodeOfCare, s.membership)],
    identifier: [{ system: sid.note, value: s.id }],
    status: 'final',
    category: [concept(hl7.survey)],
    code: concept(local('group-preparation-status')),
    subject: { reference: s.patient },
    effectiveDateTime: s.at,
    performer: [{ reference: s.by }],
    valueCodeableConcept: concept(local(s.preparation)),
    component: s.criteria.map(({ code, state }) => ({
      code: concept(local(code)),
      valueCodeableConcept: concept(local(state)),
    })),
    ...present({
      derivedFrom: s.derivedFrom.length > 0 ? s.derivedFrom.map((reference) => ({ reference })) : undefined,
    }),
  };
}

/** Reads it. Throws PortalError `unreadable` when it is ours and broken. */
export function snapshotFromFhir(value: unknown): Snapshot | Foreign {
  return reading(() => {
    const o = resourceOf(value, 'Observation');
    if (isForeign(o)) return o;
    if (codeIn(o.code) !== 'group-preparation-status') return { foreign: 'Observation', why: 'other-code' } as const;
    const identity = identifierIn(o.identifier, sid.note);
    // wrong notes are no notes: there is no record of one
    if (identity === undefined || o.status === 'entered-in-error') return notOurs(o);
    return parse(
      snapshot,
      present({
        id: identity.value,
        patient: o.subject?.reference,
        membership: extensionOf(o, extension.episodeOfCare)?.valueReference?.reference,
        at: o.effectiveDateTime,
        by: o.performer?.[0]?.reference,
        preparation: codeIn(o.valueCodeableConcept),
        criteria: (o.component ?? []).map((c) => ({ code: codeIn(c.code), state: codeIn(c.valueCodeableConcept) })),
        derivedFrom: (o.derivedFrom ?? []).map((d) => d.reference),
      }),
      'unreadable',
    );
  });
}
