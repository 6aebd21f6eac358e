/** What was wrong with a paper form: a fact of its own, for intake to follow up (domain.md 4.3 `signed-copy-problem`). @module */
import type { Observation } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { copyProblems } from '../../fhir-mappings/records/note.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import type { PaperForm } from '../portal-types.ts';

interface About {
  signing: string;
  patient: string;
  membership: string;
  /** Instant with offset. */
  at: string;
  by: string;
}

/** One note for each problem; paper without a day is one without being told. */
export async function problemNotes(
  { signing, patient, ...about }: About,
  { paper, group, mappings }: { paper: PaperForm | undefined; group: GroupDefinition; mappings: Mappings },
): Promise<Entry[]> {
  if (paper === undefined) return [];
  const undated = paper.signedOn === undefined ? (['missing-date'] as const) : [];
  const problems = [...new Set([...paper.problems, ...undated])];
  return Promise.all(
    problems.map(async (problem): Promise<Entry> => {
      const id = await idOf(signing, problem);
      const note = { kind: 'signed-copy-problem' as const, id, patient, problem, ...about };
      const resource = same<Observation>(mappings.noteToFhir(note, { labels: labelsFor(group) }));
      guard(resource, { patient });
      const condition = { param: 'identifier' as const, system: sid.note, value: id };
      return { resource, fullUrl: `urn:uuid:${crypto.randomUUID()}`, condition };
    }),
  );
}

/** Identifiers of all notes one signing may have left. */
export const problemIds = (signing: string): Promise<string[]> =>
  Promise.all(copyProblems.map((problem) => idOf(signing, problem)));

/** The same for the same signing and problem, so that sending again adds nothing. */
async function idOf(signing: string, problem: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([signing, problem])));
  const hex = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
