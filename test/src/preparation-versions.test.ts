/** A new version of the pack: what was said of other words is not said of these. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import type { SectionMark } from '../../src/preparation-types.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

const query = { group: 'tuesday', patient: 'Patient/p8' };
const next = (change: 'material' | 'editorial') => ({
  ...groupPreparationEn,
  version: '2026.2',
  effective: '2026-12-01',
  change,
});
const later = (change: 'material' | 'editorial') =>
  portalOn(demo.fhirBase, 'intake', {
    documents: [next(change)],
    now: () => new Date('2026-12-02T15:00:00Z'),
  });

test('after a material change all of it is still to be read; an editorial one asks nobody again', async () => {
  const portal = portalOn(demo.fhirBase, 'intake');
  const first = await portal.openPreparation(query);
  expect(first).not.toHaveProperty('renewed');
  const all = Object.fromEntries(first.pack.rules.map(({ id }): [string, SectionMark] => [id, 'read']));
  const said = { sections: all, questions: 'no-questions', mode: 'screen', status: 'completed' } as const;
  await portal.savePreparation(first, said);

  const same = await later('editorial').openPreparation(query);
  expect(same.pack.version).toBe('2026.2');
  expect(same.marks).toEqual(all);
  expect(same.completed).toBeDefined();
  expect(same).not.toHaveProperty('renewed');

  const introduction = async (of: typeof fresh) => (await of.readiness(query)).readiness.criteria.introduction;
  const fresh = later('material');
  // readiness asks what the pack asks: begun, and not complete
  expect((await introduction(later('editorial'))).state).toBe('met');
  expect(await introduction(fresh)).toMatchObject({ state: 'not-met', evidence: [expect.any(String)] });
  const opened = await fresh.openPreparation(query);
  expect(opened).toMatchObject({ marks: {}, renewed: true, pack: { version: '2026.2' } });
  expect(opened).not.toHaveProperty('completed');
  expect(opened).not.toHaveProperty('questions');
  // half of the new words is half of them: it can't be completed with what was said of the old ones
  const [one = ''] = Object.keys(all);
  await expect(fresh.savePreparation(opened, { ...said, sections: { [one]: 'read' } })).rejects.toMatchObject({
    code: 'invalid',
  });
  await fresh.savePreparation(opened, { sections: { [one]: 'talk' }, mode: 'screen', status: 'in-progress' });
  const again = await fresh.openPreparation(query);
  expect(again.marks).toEqual({ [one]: 'talk' });
  expect(again).not.toHaveProperty('renewed');
});
