/** Facts staff note ↔ Observation with local codes (mapping table: README). @module */
import type { Coding, Observation, ObservationComponent } from 'fhir/r4.js';
import { extension, hl7, local, sid } from '../codes.ts';
import { note, parseNote, type Note } from '../records/note.ts';
import { parse } from '../records/primitives.ts';
import {
  codeIn,
  concept,
  episodeExtension,
  extensionOf,
  identifierIn,
  isForeign,
  meta,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

const coded = (code: string, value: string): ObservationComponent => ({
  code: concept(local(code)),
  valueCodeableConcept: concept(local(value)),
});

/** Writes a note. Throws PortalError `invalid` with field names. */
export function noteToFhir(record: Note, { labels }: { labels: readonly Coding[] }): Observation {
  const n = parseNote(record);
  const component = components(n);
  return {
    resourceType: 'Observation',
    meta: meta(labels),
    extension: [episodeExtension(extension.episodeOfCare, n.membership)],
    identifier: [{ system: sid.note, value: n.id }],
    status: 'final',
    category: [concept(hl7.survey)],
    code: concept(local(n.kind)),
    subject: { reference: n.patient },
    effectiveDateTime: n.at,
    performer: [{ reference: n.by }],
    ...present({
      derivedFrom: n.kind === 'talked-about' ? [{ reference: n.response }] : undefined,
      component: component.length > 0 ? component : undefined,
    }),
  };
}

function components(n: Note): ObservationComponent[] {
  switch (n.kind) {
    case 'talked-about':
      return n.clauses.map((id) => coded('clause', id));
    case 'followed-up':
      return [coded('reason', n.reason)];
    default: {
      if (n.expectedLength === undefined) return [];
      const { value, unit } = n.expectedLength;
      const quantity = {
        value,
        unit: unit === 'wk' ? 'wk' : 'sessions',
        system: 'http://unitsofmeasure.org',
        code: unit,
      };
      return [{ code: concept(local('expected-length')), valueQuantity: quantity }];
    }
  }
}

/** Reads a note of a kind we know. Throws PortalError `unreadable` when it is ours and broken. */
export function noteFromFhir(value: unknown): Note | Foreign {
  return reading(() => {
    const o = resourceOf(value, 'Observation');
    if (isForeign(o)) return o;
    const kind = codeIn(o.code);
    if (kind !== 'commitment-talk' && kind !== 'talked-about' && kind !== 'followed-up')
      return { foreign: 'Observation', why: 'other-code' } as const;
    const identity = identifierIn(o.identifier, sid.note);
    if (identity === undefined || o.status === 'entered-in-error')
      return { foreign: 'Observation', why: 'no-identifier-of-ours' } as const;
    const all = (code: string) => (o.component ?? []).filter((c) => codeIn(c.code) === code);
    const length = all('expected-length')[0]?.valueQuantity;
    return parse(
      note,
      present({
        kind,
        id: identity.value,
        patient: o.subject?.reference,
        membership: extensionOf(o, extension.episodeOfCare)?.valueReference?.reference,
        at: o.effectiveDateTime,
        by: o.performer?.[0]?.reference,
        expectedLength: length && { value: length.value, unit: length.code },
        ...(kind === 'talked-about'
          ? {
              clauses: all('clause').map((c) => codeIn(c.valueCodeableConcept)),
              response: o.derivedFrom?.[0]?.reference,
            }
          : {}),
        ...(kind === 'followed-up' ? { reason: codeIn(all('reason')[0]?.valueCodeableConcept) } : {}),
      }),
      'unreadable',
    );
  });
}
