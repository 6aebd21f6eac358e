import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementKinds, extension, recordedOutcomes, sid } from '../../fhir-mappings/codes.ts';
import * as r4 from '../../fhir-mappings/r4/index.ts';
import { changeReasons } from '../../fhir-mappings/records/change.ts';
import { decisions, type Note } from '../../fhir-mappings/records/note.ts';
import { seatStatuses } from '../../fhir-mappings/records/seat.ts';
import { signatureWays } from '../../fhir-mappings/records/signing.ts';
import { snapshotStates } from '../../fhir-mappings/records/snapshot.ts';
import { at } from './compartment.ts';
import { rosters } from './rosters.ts';
import { writeAll } from './write.ts';

const used = new Set<string | symbol>();
const watched = new Proxy(r4, {
  get: (mappings, name: keyof typeof r4) => {
    used.add(name);
    return mappings[name];
  },
});
/** What 300 rosters are written as: the seed is fixed, so this is the same every time. */
const written = (
  await Promise.all(
    fc
      .sample(rosters, { seed: 20_261_201, numRuns: 300 })
      .map(async (roster) => (await writeAll(watched, roster)).members),
  )
)
  .flat()
  .flatMap((member) => member.resources);

/** The values at a path that stand in at least 10 resources of the type. */
function often(type: string, path: string): string[] {
  const times = new Map<unknown, number>();
  for (const resource of written.filter((r) => r.resourceType === type))
    for (const value of new Set(at(resource, path.split('.')))) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].flatMap(([value, n]) => (n < 10 ? [] : [String(value)])).toSorted();
}

/** Types check that no kind is missing here. */
const noteKinds: Record<Note['kind'], true> = {
  'commitment-talk': true,
  'talked-about': true,
  'followed-up': true,
  'absence-notice': true,
  'planned-absence': true,
  'outside-contact-reported': true,
  'thinking-of-leaving': true,
  'leader-decision': true,
  'asked-to-leave': true,
  'signed-copy-problem': true,
};
const expected: [type: string, path: string, values: readonly string[]][] = [
  ['EpisodeOfCare', 'status', ['active', 'entered-in-error', 'finished', 'onhold', 'planned']],
  ['EpisodeOfCare', 'statusHistory.status', ['active', 'entered-in-error', 'finished', 'onhold', 'planned']],
  ['Appointment', 'status', seatStatuses],
  ['Observation', 'code.coding.code', ['session-attendance', 'group-preparation-status', ...Object.keys(noteKinds)]],
  ['Observation', 'status', ['amended', 'corrected', 'entered-in-error', 'final']],
  ['Observation', 'valueCodeableConcept.coding.code', [...recordedOutcomes, ...snapshotStates, ...decisions]],
  ['Encounter', 'status', ['finished']],
  ['Consent', 'status', ['active', 'entered-in-error', 'inactive', 'proposed', 'rejected']],
  ['Consent', 'category.coding.code', ['59284-0', ...agreementKinds]],
  [
    'Consent',
    'extension.url',
    [
      extension.consentEnded,
      extension.exception,
      extension.groupMembership,
      extension.groupProgramme,
      extension.signerBasis,
    ],
  ],
  ['QuestionnaireResponse', 'status', ['completed', 'entered-in-error', 'in-progress']],
  ['QuestionnaireResponse', 'identifier.system', [...agreementKinds.map(sid.answers), sid.draft, sid.preparation]],
  ['QuestionnaireResponse', '_authored.extension.url', [extension.absentReason, extension.entered]],
  [
    'QuestionnaireResponse',
    'item.answer.valueCoding.code',
    ['has-questions', 'no', 'no-questions', 'read', 'talk', 'yes'],
  ],
  ['DocumentReference', 'status', ['current', 'entered-in-error', 'superseded']],
  ['Provenance', 'agent.type.coding.code', ['attester', 'author', 'enterer', 'informant', 'performer', 'verifier']],
  ['Provenance', 'activity.coding.code', ['CREATE', 'UPDATE']],
  ['Provenance', 'extension.valueCode', changeReasons],
  ['Provenance', 'agent.role.coding.code', ['CONSWIT', 'GUARD', 'HPOWATT', 'INTPRTER', 'assent']],
  ['Provenance', 'signature.extension.valueCode', signatureWays],
  ['RelatedPerson', 'identifier.system', [sid.signer]],
  ['RelatedPerson', 'relationship.coding.code', ['GUARD', 'HPOWATT']],
];
test.each(expected)('random rosters fill %s %s with everything it can say', (type, path, values) => {
  expect(often(type, path)).toEqual([...new Set(values)].toSorted());
});
test('every writer writes', () => {
  const writers = Object.keys(r4).filter((name) => /ToFhir$|^end/.test(name));
  expect(writers.length).toBeGreaterThan(10);
  expect(writers.filter((name) => !used.has(name))).toEqual([]);
});
test('and no other type of resource', () => {
  expect(new Set(written.map((r) => r.resourceType))).toEqual(new Set(expected.map(([type]) => type)));
});
