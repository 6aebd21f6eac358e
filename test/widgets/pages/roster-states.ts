/** Synthetic intake lists of `<group-roster>`, for its tests and its trial page. @module */
import type { IntakeList, IntakeRow } from '../../../src/book-types.ts';
import type { GroupSummary } from '../../../src/portal-types.ts';
import { group } from './readiness-states.ts';

export const thursday: GroupSummary = { ...group, key: 'thursday', name: 'Thursday evening group' };
export const tonight = '2026-11-24T18:00:00-05:00';
const nextTuesday = '2026-12-01T18:00:00-05:00';

/** A row of tonight's session of the Tuesday group, unless said otherwise. */
export const row = (name: string, over: Partial<IntakeRow> = {}): IntakeRow => ({
  row: `row-${name}`,
  group,
  name,
  fullName: `${name} Santos-Test`,
  session: tonight,
  steps: ['participation', 'agreement'],
  unknown: false,
  ...over,
});
export const list = (over: Partial<IntakeList> = {}): IntakeList => ({
  day: '2026-11-24',
  until: '2026-12-01',
  today: [],
  later: [],
  unread: [],
  ...over,
});

const bo = row('Bo', {
  steps: ['introduction', 'participation', 'agreement', 'contact'],
  fullName: 'Bo Lindgren-Test',
});
const untold = row('Ty', { steps: [], unknown: true, fullName: 'Ty Brooks-Test' });
const zoe = row('Zoë', {
  group: thursday,
  session: '2026-11-26T17:30:00-05:00',
  fullName: 'Zoë Núñez-Test',
  steps: ['agreement'],
});

export const states: Record<string, IntakeList> = {
  usual: list({
    today: [bo, row('Sam'), row('Noor', { steps: ['contact'], fullName: 'Noor Haddad-Test' })],
    later: [zoe, row('Kit', { session: nextTuesday, steps: ['participation'], fullName: 'Kit Barros-Test' })],
  }),
  nobody: list(),
  'nobody today': list({ later: [zoe] }),
  'some can’t be told': list({
    today: [bo, untold],
    later: [{ ...zoe, steps: ['introduction'], unknown: true }],
  }),
  'nobody can be told': list({ today: [untold, row('', { steps: [], unknown: true, fullName: '' })] }),
  'a group unread': list({ today: [bo], unread: [{ group: thursday, code: 'timeout' }] }),
  'all groups unread': list({
    unread: [
      { group, code: 'offline' },
      { group: thursday, code: 'not-found' },
    ],
  }),
  'long names': list({
    today: [
      row('محمد', { fullName: 'محمد عبد الرحمن-Test' }),
      row('Bartholomew-James', { fullName: 'Bartholomew-James Featherstonehaugh-Cholmondeley-Test' }),
      row('Mary Ann Elizabeth', { fullName: 'Mary Ann Elizabeth', group: thursday, steps: bo.steps }),
    ],
  }),
};
