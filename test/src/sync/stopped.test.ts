/** A run that fails ends whole: nothing of it goes on behind the back of who starts the next. */
import { expect, test } from 'vitest';
import { readJournal } from '../../../src/sync/journal.ts';
import { openState } from '../../../src/sync/state.ts';
import { run } from '../../../src/sync/sync.ts';
import { startDemo } from '../../../demo/server.ts';
import { seededAt } from '../../support/demo.ts';
import { row, workshop } from '../../support/sync-clinic.ts';

test('after a failure nothing new is sent, and what was sent is in the journal', { timeout: 30_000 }, async () => {
  const demo = await startDemo({ now: seededAt, attendance: 'exported' });
  const shop = workshop();
  let sent = 0;
  let answered = 0;
  const fetch = async (url: string, init: RequestInit) => {
    const body = typeof init.body === 'string' ? init.body : '';
    if (!body.includes('"type":"transaction"')) return globalThis.fetch(url, init);
    if (++sent === 1) return new Response(null, { status: 401 });
    // under way while the first has failed
    await new Promise((resolve) => setTimeout(resolve, 150));
    const answer = await globalThis.fetch(url, init);
    answered++;
    return answer;
  };
  const file = shop.rows(...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => row(n, 'Show', { date: '12/01/2026' })));
  const setting = shop.setting(demo.fhirBase, {
    now: () => new Date('2026-12-09T12:00:00Z'),
    connection: { base: demo.fhirBase, fetch },
  });
  await expect(run(setting, file)).rejects.toMatchObject({ code: 'not-authorized' });
  const atEnd = [sent, answered];
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect([sent, answered]).toEqual(atEnd);
  expect([sent > 1, sent < 8, answered]).toEqual([true, true, sent - 1]);
  const state = openState(setting.stateFolder);
  const lines = readJournal(state.runFolder(state.latest() ?? ''));
  expect(['will', 'did'].map((t) => lines.filter((line) => line.t === t).length)).toEqual([sent, answered]);
  shop.end();
  await demo.stop();
});
