/** Facts staff note ↔ Observation with local codes; the same JSON in R4, R4B and R5 (mapping table: README). @module */
import type { Coding, Observation } from 'fhir/r4.js';
import { extension, hl7, local, sid } from '../codes.ts';
import { note, parseNote, type Note } from '../records/note.ts';
import { parse } from '../records/primitives.ts';
import { noteParts, partsOf } from './note-parts.ts';
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

/** Writes a note. Throws PortalError `invalid` with field names. */
export function noteToFhir(record: Note, { labels }: { labels: readonly Coding[] }): Observation {
  const n = parseNote(record);
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
    ...present(noteParts(n)),
  };
}

const kinds: readonly string[] = [
  'commitment-talk',
  'talked-about',
  'followed-up',
  'absence-notice',
  'planned-absence',
  'outside-contact-reported',
  'thinking-of-leaving',
  'leader-decision',
  'asked-to-leave',
  'signed-copy-problem',
] satisfies Note['kind'][];

/** Reads a note of a kind we know. Throws PortalError `unreadable` when it is ours and broken. */
export function noteFromFhir(value: unknown): Note | Foreign {
  return reading(() => {
    const o = resourceOf(value, 'Observation');
    if (isForeign(o)) return o;
    const kind = codeIn(o.code);
    if (kind === undefined || !kinds.includes(kind)) return { foreign: 'Observation', why: 'other-code' } as const;
    const identity = identifierIn(o.identifier, sid.note);
    // wrong notes are no notes: there is no record of one
    if (identity === undefined || o.status === 'entered-in-error') return notOurs(o);
    return parse(
      note,
      present({
        kind,
        id: identity.value,
        patient: o.subject?.reference,
        membership: extensionOf(o, extension.episodeOfCare)?.valueReference?.reference,
        at: o.effectiveDateTime,
        by: o.performer?.[0]?.reference,
        ...partsOf(kind as Note['kind'], o),
      }),
      'unreadable',
    );
  });
}
