/** Facts staff note → Observation with local codes; the same JSON in R4, R4B and R5 (mapping table: README). @module */
import type { Coding, Observation } from 'fhir/r4.js';
import { extension, hl7, local, sid } from '../codes.ts';
import { parseNote, type Note } from '../records/note.ts';
import { noteParts } from './note-parts.ts';
import { concept, episodeExtension, meta, present } from './shared.ts';

export { noteFromFhir } from './note-read.ts';

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
