/** Golden cases about who was there and what they are called (domain.md 6: G9, G11): sheet, grid, list and paper in a real browser, the charts by plain GETs. @module */
import type { Locator } from 'playwright';
import { describe, expect, test } from 'vitest';
import { users } from '../../demo/seed/clinic.ts';
import type { User } from '../../src/portal-types.ts';
import { kept, textOf } from './browser.ts';
import { cases } from './leader-clinic.ts';
import { chartOf, namedIn, outcomesOf, recordsOf } from './leader-outside.ts';
import { leaderPage } from './leader-page.ts';
import { searchAll } from './outside.ts';
import { watchPrinting } from './signing-page.ts';

const [, , lindqvist] = users as [User, User, User];
const nine = cases.g9.people.map(({ id, name }) => ({ id, name }));

/** Registers the story. `demo` gives the page's address and the FHIR base, which holds `leaderClinic()`. */
export function presenceStory(demo: () => { url: string; fhirBase: string }): void {
  describe('the leader’s cases, of a whole group', () => {
    const leader = leaderPage(demo);
    const base = () => demo().fhirBase;

    test('G9 by hand: one came, and the session ended early; it is held for all', async () => {
      await leader.sheet('2026-11-11T01:00:00Z', 'nine', '2026-11-10T18:00:00-06:00');
      await leader.mark('Mia', 'Here');
      for (const { name } of nine.slice(1)) {
        await leader.mark(name, 'Away');
        await leader.told(name, name === 'Gus' ? 'No word' : 'Told us');
      }
      await leader.press('Real times');
      await leader.page().getByLabel('Ended at').fill('18:40');
      await leader.save(8);
      const outcomes = await Promise.all(nine.map(({ id }) => outcomesOf(base(), id)));
      expect(outcomes.flat().map((one) => one.split(' ')[1])).toEqual([
        'present',
        ...Array.from({ length: 6 }, () => 'absent-with-notice'),
        'absent-without-notice',
      ]);
      const [came] = await recordsOf(base(), 'nine-mia');
      expect(came?.effectivePeriod?.end).toBe('2026-11-10T18:40:00-06:00');
    });

    const after = '2026-11-11T15:00:00Z';
    test('G9 group presence 1 of 8, to the leader alone', async () => {
      const grid = await leader.show('picture', { at: after, group: 'nine' });
      expect(await textOf(grid)).toContain('1 of 8');
      expect(await grid.getByRole('row').count()).toBe(10);
      for (const role of ['staff', 'intake'] as const) {
        const other = await leader.show('picture', { at: after, group: 'nine', user: { ...lindqvist, role } });
        expect(await textOf(other)).not.toMatch(/1 of 8|Mia|Gus/);
      }
    });

    test('G9 nothing a member sees, and no chart but their own, shows that only one came', async () => {
      const user = { reference: 'Patient/nine-gus', display: 'Gus Case-Test', role: 'member' } as const;
      let said = '';
      const heard = await leader.wire(async () => {
        said = await leader.card(after, 'nine', 'Patient/nine-gus', user);
      });
      const rest = new RegExp(
        `1 of 8|${nine
          .slice(0, -1)
          .map(({ id, name }) => `${id}|\\b${name}\\b`)
          .join('|')}`,
      );
      expect(said).toContain('0 of 1');
      expect(said).not.toMatch(rest);
      expect(heard.match(/Patient\/nine-\w+/g)?.filter((one) => one !== 'Patient/nine-gus')).toEqual([]);
      for (const { id } of nine) {
        const chart = await chartOf(base(), id);
        expect(namedIn(chart)).toEqual([`Patient/${id}`]);
        expect(JSON.stringify(chart)).not.toMatch(/1 member|1 of 8/);
      }
    });

    test('G9 by hand, called off after all: nobody keeps another outcome', async () => {
      await leader.sheet('2026-11-11T01:05:00Z', 'nine', '2026-11-10T18:00:00-06:00');
      await leader.press('Not held');
      await leader.save(8);
      const outcomes = await Promise.all(nine.map(({ id }) => outcomesOf(base(), id)));
      expect(outcomes.flat()).toEqual(nine.map(() => '2026-11-11T00:00:00.000Z session-cancelled'));
    });

    const evening = '2026-11-10T18:00:00-06:00';
    const names = cases.g11.people.map(({ name }) => name);
    /** Each name as its own piece of text: what stands after one from the right does not jump. */
    const isolated = (widget: Locator) => widget.locator('bdi').filter({ hasText: new RegExp(names.join('|')) });

    test('G11 names of three scripts stand in the list, the sheet and the grid as they are, each with its own direction', async () => {
      for (const tag of ['roster', 'attendance', 'picture'] as const) {
        const at = tag === 'roster' ? '2026-11-10T23:50:00Z' : after;
        const widget = await leader.show(tag, { at, group: 'eleven', start: evening, mode: 'leader' });
        const found = isolated(widget);
        expect(new Set((await found.allInnerTexts()).map((name) => name.trim()))).toEqual(new Set(names));
        const directions = await found.evaluateAll((all) => all.map((one) => getComputedStyle(one).unicodeBidi));
        expect(new Set(directions)).toEqual(new Set(['isolate']));
        expect(await widget.locator('section').first().getAttribute('lang')).toBe('en');
      }
      const initials = "import('/words.js').then(({ initials }) => initials('E\\u0301mile', 'محمد'))";
      expect(await leader.page().evaluate(initials)).toBe('E\u0301م');
      const [episode] = await searchAll(base(), 'EpisodeOfCare', { patient: 'Patient/muhammad' });
      expect(JSON.stringify(episode?.extension)).toContain('"محمد"');
    });

    test('G11 on paper the names are the same, and nothing became a question mark', async () => {
      await leader.show('roster', { at: '2026-11-10T23:50:00Z', group: 'eleven', start: evening, mode: 'leader' });
      await watchPrinting(leader.page());
      await leader.press('Print a sheet');
      const printed = () => leader.page().evaluate<{ text: string }[]>('globalThis.printed');
      await expect.poll(async () => (await printed()).length).toBe(1);
      const [{ text } = { text: '' }] = await printed();
      for (const name of names) expect(text).toContain(name);
      expect(text).not.toMatch(/\?|\uFFFD|Ã|Ø/);
    });

    test('all the while: nothing printed, no other host asked, nothing kept', async () => {
      expect(leader.faults()).toEqual([]);
      expect(await kept(leader.page())).toBe(0);
    });
  });
}
