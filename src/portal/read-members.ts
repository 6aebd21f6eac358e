/** Reads what preparation needs of many members at once, for leaders attendance too: one batch for every twenty. @module */
import type { FhirResource } from 'fhir/r4.js';
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { SearchResult } from '../client/search.ts';
import type { Options } from '../portal-types.ts';
import { about, subjects } from './about.ts';
import { readingOf, type PortalContext } from './context.ts';
import type { MemberRead } from './facts.ts';
import { withLeaderNotes } from './leader-notes.ts';
import { asSurvivor, idsOf, survivorOf } from './merged.ts';
import { attendanceOf, notesFor } from './read-member.ts';

/** One member's part of what was read; the memberships are the group's, read before. */
export type PreparationRead = Omit<MemberRead, 'memberships'>;

const token = (...codes: string[]) => codes.map((code) => `${codeSystem}|${code}`).join(',');

/**
 * By `Patient/…`; everybody asked for is there, with a gap where something of theirs may be missing.
 * @param as `leader`: attendance and all notes as well; without it nothing of attendance is asked for
 */
export async function readMembers(
  context: PortalContext,
  patients: readonly string[],
  options: Options = {},
  as?: 'leader',
): Promise<Map<string, PreparationRead>> {
  // 20 at a time keeps the address short enough for every server
  const parts = Array.from({ length: Math.ceil(patients.length / 20) }, (_, i) =>
    readPart(context, patients.slice(i * 20, i * 20 + 20), options, as),
  );
  return new Map((await Promise.all(parts)).flat());
}

async function readPart(
  context: PortalContext,
  patients: readonly string[],
  options: Options,
  as: 'leader' | undefined,
): Promise<[string, PreparationRead][]> {
  const { client } = context;
  const { known, readers } = await readingOf(context, options);
  const ids = idsOf(context, patients);
  const expected = new Set(ids);
  // a seat names the group and its leaders too
  const named = (resource: FhirResource) =>
    subjects(resource)
      .map((one) => relative(one, client.base))
      .find((one) => one.startsWith('Patient/')) ?? '';
  const whose = (resource: FhirResource) => survivorOf(context, named(resource));
  const isAbout = about(expected, client.base);
  // what names nobody can't be told apart from another member's
  const accept = (resource: FhirResource) => isAbout(resource) && expected.has(named(resource));
  const patient = ids.join(',');
  const answers = await client.searchAll(
    [
      { type: 'Consent', params: { patient, category: token('group-rules', 'group-participation') } },
      { type: 'QuestionnaireResponse', params: { patient } },
      {
        type: 'Observation',
        params: { patient, code: token(...(as ? notesFor(as, context) : ['talked-about', 'leader-decision'])) },
      },
      { type: 'Patient', params: { _id: patients.map((p) => p.slice('Patient/'.length)).join(',') } },
      ...(as ? attendanceOf(patient, readers) : []),
    ],
    { ...options, accept },
  );
  const found = as ? await withLeaderNotes(context, answers, { at: 2, ids, options }) : answers;
  return patients.map((one) => {
    const of = (result: SearchResult | undefined): SearchResult | undefined =>
      result && {
        ...result,
        resources: result.resources.filter((r) => whose(r) === one).map((r) => asSurvivor(context, r)),
        // on a server of a version we don't know something is always missing
        ...(!known && { complete: false, gap: result.gap ?? ('partial' as const) }),
      };
    const [consents, responses, observations, person, seats, encounters] = found.map(of);
    return [one, { consents, responses, observations, person, ...(as && { attendance: { seats, encounters } }) }];
  });
}
