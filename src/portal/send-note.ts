/** Writing one note: an Observation and its Provenance, once, and read back. @module */
import type { Observation } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { parseNote, type Note } from '../../fhir-mappings/records/note.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { FhirClient } from '../client/client.ts';
import type { Options } from '../portal-types.ts';
import { changeEntry } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import type { MemberIn } from './member-in.ts';

/**
 * Writes a note once, whatever answer is lost, and reads it back. `conflict` when its UUID stands for another note.
 * @param keeper the server it is kept on, the store unless said
 */
export async function sendNote(
  context: PortalContext,
  { mappings, group, patient }: Pick<MemberIn, 'mappings' | 'group' | 'patient'>,
  note: Note,
  { keeper = context.client, ...options }: Options & { keeper?: FhirClient },
): Promise<void> {
  const resource = same<Observation>(mappings.noteToFhir(note, { labels: labelsFor(group) }));
  guard(resource, { patient });
  const entry = {
    resource,
    fullUrl: `urn:uuid:${crypto.randomUUID()}`,
    condition: { param: 'identifier' as const, system: sid.note, value: note.id },
  };
  const record = { patient, recordedBy: note.by, recordedAt: instantIn(group.timeZone, context.now()) };
  // under the note's own UUID, so that both are sent again as one
  const change = changeEntry({ mappings, group, record, entries: [entry], id: note.id });
  const [written] = await keeper.transaction([entry, change], options);
  await keeper.confirm(
    [
      {
        type: 'Observation',
        id: written?.id ?? '',
        matches: (now) => {
          const read = mappings.noteFromFhir(now);
          return !isForeign(read) && saying(read) === saying(note);
        },
      },
    ],
    options,
  );
  context.saved();
}

/** All but when: sent again a minute later it is the same note. */
const saying = (note: Note): string => JSON.stringify({ ...parseNote(note), at: '' });
