/** In a browser, beside an EHR as Epic and Oracle Health are documented, with the record on a store of its own, and without one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ehrs } from '../../demo/fhir/ehrs.ts';
import { groups, users } from '../../demo/seed/clinic.ts';
import type { Demo, DemoOptions } from '../../demo/server.ts';
import type { User } from '../../src/portal-types.ts';
import { besideStory } from '../support/beside-story.ts';
import { heldOn, startBeside, type Beside } from '../support/beside.ts';
import { textOf } from '../support/browser.ts';
import { comingStart as start, seededAt, startDemo } from '../support/demo.ts';
import { leaderPage, type Shown } from '../support/leader-page.ts';
import { story } from '../support/story.ts';

describe.each(['epic', 'oracle-health'] as const)('beside an EHR like %s', (name) => {
  const withStore = (options: DemoOptions): (() => Beside) => {
    let demo: Beside;
    beforeAll(async () => {
      demo = await startBeside(ehrs[name], { now: seededAt, ...options });
    });
    afterAll(() => demo.stop());
    return () => demo;
  };
  describe('from an empty store', () => {
    besideStory(withStore({ empty: true }));
  });
  describe('with a store of eight members', () => {
    story(withStore({}));
  });
});

const [leader, , intake] = users as [User, User, User];
const member: User = { reference: 'Patient/p8', display: 'Sam Santos-Test', role: 'member' };
const patient = member.reference;

describe.each(['epic', 'oracle-health'] as const)('on an EHR like %s, with no record store beside it', (name) => {
  let demo: Demo;
  let writes = 0;
  beforeAll(async () => {
    const { refuses, ...behaviour } = ehrs[name];
    demo = await startDemo({
      now: seededAt,
      behaviour: {
        ...behaviour,
        refuses(call) {
          if (call.method !== 'GET' && !JSON.stringify(call.body).includes('"method":"GET"')) writes++;
          return refuses?.(call);
        },
      },
    });
  });
  afterAll(() => demo.stop());
  const hands = leaderPage(() => demo, { all: [{ group: groups[0]!, sessions: [], people: [] }] });

  const cantKeep = /This record system can’t keep (this|signed documents)\./;
  test.each<[string, Parameters<typeof hands.show>[0], Omit<Shown, 'at' | 'group'>, RegExp]>([
    ['the agreement', 'agreement', { patient, user: intake }, cantKeep],
    ['the agreement to its member', 'agreement', { patient, user: member }, cantKeep],
    ['the introduction', 'preparation', { patient, user: intake, mode: 'staff' }, cantKeep],
    ['the introduction to its member', 'preparation', { patient, user: member }, /This can’t be kept here\./],
    ['a leader’s decisions', 'preparation', { patient, user: leader, mode: 'leader' }, cantKeep],
    ['the sheet of a session', 'attendance', { start, user: leader }, cantKeep],
    ['the group’s book', 'members', { user: intake }, cantKeep],
  ])('%s does not open: it says that nothing can be kept, and nothing is written', async (_what, tag, shown, words) => {
    const before = await heldOn(demo.fhirBase);
    const widget = await hands.show(tag, { at: seededAt.toISOString(), group: 'tuesday', ...shown });
    await expect.poll(() => textOf(widget)).toMatch(words);
    expect(await textOf(widget)).not.toMatch(/\bsaved\b/i);
    expect(await widget.locator('input, select, textarea').count()).toBe(0);
    expect([writes, await heldOn(demo.fhirBase)]).toEqual([0, before]);
  });

  test('the member’s own view takes no word that they can’t come', async () => {
    const widget = await hands.show('readiness', {
      at: seededAt.toISOString(),
      group: 'tuesday',
      patient,
      user: member,
    });
    // where the membership can be read at all
    for (const offer of await widget.getByRole('button', { name: 'I can’t come' }).all()) await offer.click();
    await expect.poll(() => textOf(widget)).toMatch(/This can’t be kept here\.|We can’t tell right now/);
    expect(await widget.locator('input').count()).toBe(0);
    expect(writes).toBe(0);
  });
});
