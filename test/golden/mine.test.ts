/** Golden cases of the member's own view. */
import { expect, test } from 'vitest';
import { ownTime } from '../../widgets/readiness/mine-view.ts';
import { en } from '../../widgets/strings/mine.ts';

test('G5 reminder shows the member their own local time', () => {
  const zones = { there: 'America/Denver', here: 'America/Phoenix' };
  expect(ownTime('2026-10-30T00:00:00Z', zones, en)).toBe('That is 5:00 pm where you are.');
  // the clocks have changed in Denver: both say 6:00 pm
  expect(ownTime('2026-11-06T01:00:00Z', zones, en)).toBe('');
});
