/** Rows that wait on disk, and which part of the patients somebody is in. */
import { expect, test } from 'vitest';
import type { Fact } from '../../../src/sync/row.ts';
import { createSpill, isFact, partOf } from '../../../src/sync/spill.ts';
import { workshop } from '../../support/sync-clinic.ts';

const factOf = (line: number): Fact => ({
  line,
  patient: `P${line % 30}`,
  group: 'tuesday',
  start: Date.parse('2026-11-24T18:00:00-05:00'),
  outcome: 'present-arrival-unknown',
  cells: {},
});

test('what does not fit into memory goes to disk with all of a patient’s rows in one part, and is gone afterwards', () => {
  const shop = workshop();
  const spill = createSpill(`${shop.folder}/parts`, { room: 200, together: 1000 });
  const all = Array.from({ length: 300 }, (_, i) => factOf(i));
  for (const one of all) spill.add(one);
  const parts = [...spill.parts()];
  expect(parts.length).toBeGreaterThan(5);
  expect(
    parts
      .flat()
      .filter(isFact)
      .map(({ line }) => line)
      .toSorted((a, b) => a - b),
  ).toEqual(all.map(({ line }) => line));
  for (const part of parts)
    for (const { patient: one } of part) expect(part.filter((p) => p.patient === one)).toHaveLength(10);
  spill.discard();
  expect(() => shop.file('', 'parts/x')).toThrow('ENOENT');
  shop.end();
});

test('parts of the patients are of about the same size', () => {
  const sizes = new Map<number, number>();
  for (let i = 0; i < 8000; i++) {
    const part = partOf(`TEST-${String(i).padStart(6, '0')}`, 8);
    sizes.set(part, (sizes.get(part) ?? 0) + 1);
  }
  expect([sizes.size, Math.min(...sizes.values()) > 800, Math.max(...sizes.values()) < 1200]).toEqual([8, true, true]);
});
