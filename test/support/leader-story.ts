/** The leader's golden cases by hand (domain.md 6: G4 to G8): the sheet, the card and the grid in a real browser, the record by plain GETs. @module */
import { describe, expect, test } from 'vitest';
import { users } from '../../demo/seed/clinic.ts';
import type { User } from '../../src/portal-types.ts';
import { kept, textOf } from './browser.ts';
import { outcomesOf, recordsOf } from './leader-outside.ts';
import { leaderPage } from './leader-page.ts';
import { searchAll } from './outside.ts';

const [, haddad, lindqvist] = users as [User, User, User];

/** Registers the story. `demo` gives the page's address and the FHIR base, which holds `leaderClinic()`. */
export function leaderStory(demo: () => { url: string; fhirBase: string }): void {
  describe('the leader’s cases', () => {
    const leader = leaderPage(demo);
    const base = () => demo().fhirBase;

    test('G4 by hand: one person in two groups, each leader sees their own numbers, and A’s nothing of B', async () => {
      await leader.sheet('2026-10-28T01:00:00Z', 'four-a', '2026-10-27T18:00:00-05:00');
      await leader.mark('Ife', 'Here');
      await leader.save();
      await leader.sheet('2026-10-02T01:00:00Z', 'four-b', '2026-10-01T18:00:00-05:00', haddad);
      await leader.mark('Ife', 'Here');
      await leader.save();
      const now = '2026-10-29T15:00:00Z';
      const a = await leader.card(now, 'four-a', 'Patient/ife');
      for (const words of ['Preparation complete', 'Attended 7 of 8 88%', 'On time 6 of 7 (86%)', '1 of 1 absence'])
        expect(a).toContain(words);
      expect(a).not.toMatch(/four b|no word|follow up/i);
      const b = await leader.card(now, 'four-b', 'Patient/ife', haddad);
      for (const words of ['Attended 2 of 4 50%', 'Two absences, no word']) expect(b).toContain(words);
      expect(b).not.toContain('four a');
      for (const tag of ['attendance', 'roster', 'picture', 'readiness'] as const) {
        const asked = await leader.wire(async () => {
          const start = '2026-10-01T18:00:00-05:00';
          const widget = await leader.show(tag, {
            at: now,
            group: 'four-b',
            start,
            mode: 'leader',
            patient: 'Patient/ife',
          });
          expect(await textOf(widget)).not.toMatch(/Ife|Kim|four b/);
        });
        expect(asked).toBe('');
      }
      // on the server the two stay apart: eight and four, in two memberships
      const all = await recordsOf(base(), 'ife');
      const covered = all.map((o) =>
        JSON.stringify(o)
          .match(/EpisodeOfCare\/[a-z-]+/g)
          ?.join(),
      );
      expect(covered.filter((one) => one === 'EpisodeOfCare/m-four-a-ife')).toHaveLength(8);
      expect(covered.filter((one) => one === 'EpisodeOfCare/m-four-b-ife')).toHaveLength(4);
    });

    test('G5 by hand: the clock change moves no session, and none is doubled', async () => {
      await leader.sheet('2026-11-04T02:00:00Z', 'five', '2026-11-03T18:00:00-06:00');
      await leader.see('Tuesday 3 November, 6:00 to 7:30 pm');
      await leader.mark('Jo', 'Here');
      await leader.save();
      await leader.sheet('2026-11-11T02:00:00Z', 'five', '2026-11-11T00:00:00Z');
      await leader.see('Tuesday 10 November, 6:00 to 7:30 pm');
      await leader.mark('Jo', 'Away');
      await leader.told('Jo', 'No word');
      await leader.save();
      const card = await leader.card('2026-11-11T16:00:00Z', 'five', 'Patient/jo');
      for (const words of ['Attended 5 of 6 83%', 'On time 4 of 5 (80%)']) expect(card).toContain(words);
      expect(await outcomesOf(base(), 'jo')).toEqual([
        '2026-10-06T23:00:00.000Z present',
        '2026-10-13T23:00:00.000Z present',
        '2026-10-20T23:00:00.000Z present-late',
        '2026-10-27T23:00:00.000Z present',
        '2026-11-04T00:00:00.000Z present',
        '2026-11-11T00:00:00.000Z absent-without-notice',
      ]);
    });

    test('G6 by hand: a session past midnight is of the evening it began; 47 minutes late', async () => {
      await leader.sheet('2026-11-01T05:10:00Z', 'six', '2026-10-31T23:15:00-04:00');
      await leader.see('Saturday 31 October, 11:15 pm to 12:45 am');
      await leader.mark('Kit', 'Late');
      await leader.page().getByLabel('give minutes').fill('47');
      await leader.save();
      const card = await leader.card('2026-11-01T16:00:00Z', 'six', 'Patient/kit');
      for (const words of ['Attended 2 of 2', 'On time 1 of 2', '31 Oct']) expect(card).toContain(words);
      expect(card).not.toMatch(/%|1 Nov/);
      const [, late] = await recordsOf(base(), 'kit');
      expect(await outcomesOf(base(), 'kit')).toContain('2026-11-01T03:15:00.000Z present-late');
      expect(late?.component?.find((c) => c.code.coding?.[0]?.code === 'minutes-late')).toMatchObject({
        valueQuantity: { value: 47 },
      });
    });

    test('G7 by hand: no word becomes told us the next day; old and new value, who, when and why are in the record', async () => {
      const start = '2026-10-06T18:00:00-05:00';
      await leader.sheet('2026-10-07T01:00:00Z', 'seven', start);
      await leader.mark('Noor', 'Away');
      await leader.told('Noor', 'No word');
      await leader.save();
      const [before] = (await recordsOf(base(), 'noor')).slice(-1);
      const wrong = await leader.card('2026-10-07T14:00:00Z', 'seven', 'Patient/noor');
      for (const words of ['Attended 3 of 5 60%', 'Two absences, no word']) expect(wrong).toContain(words);
      // the next day somebody finds the voice message
      await leader.sheet('2026-10-07T15:00:00Z', 'seven', start);
      await leader.told('Noor', 'Told us');
      await leader.save();
      const right = await leader.card('2026-10-07T15:01:00Z', 'seven', 'Patient/noor');
      for (const words of ['Attended 3 of 5 60%', '1 of 2 absences', 'Preparation complete'])
        expect(right).toContain(words);
      expect(right).not.toContain('no word, ');
      const records = await recordsOf(base(), 'noor');
      expect([records.length, records.at(-1)?.id]).toEqual([5, before?.id]);
      const now = records.at(-1);
      const value = (o = now) => o?.valueCodeableConcept?.coding?.[0]?.code;
      expect([now?.status, value(), now?.issued]).toEqual([
        'amended',
        'absent-with-notice',
        '2026-10-07T10:00:00-05:00',
      ]);
      const old = await fetch(`${base()}/Observation/${now?.id}/_history/${before?.meta?.versionId}`);
      expect(value((await old.json()) as typeof now)).toBe('absent-without-notice');
      const [change, ...others] = await searchAll(base(), 'Provenance', { target: `Observation/${now?.id}` });
      expect(others).toEqual([]);
      expect([change?.agent[0]?.who.reference, change?.recorded, change?.extension?.[0]?.valueCode]).toEqual([
        'Practitioner/l1',
        expect.stringContaining('2026-10-07T10:00:00'),
        'correction',
      ]);
    });

    test('G8 by hand: moved on by the desk; three of five stay in the first group, the second begins at zero', async () => {
      await leader.show('members', { at: '2026-10-21T15:00:00Z', group: 'eight-a', user: lindqvist });
      await leader.press('Change Alex');
      await leader.press('Move to another group');
      await leader.page().getByLabel('Move to', { exact: true }).selectOption({ label: 'Group eight b' });
      await leader.page().getByLabel('First day there', { exact: true }).fill('2026-10-27');
      await leader.press('Move');
      await leader.see(/^Saved\. Alex/);
      for (const [at, start] of [
        ['2026-10-28T01:00:00Z', '2026-10-27T18:00:00-05:00'],
        ['2026-11-04T02:00:00Z', '2026-11-03T18:00:00-06:00'],
      ] as const) {
        await leader.sheet(at, 'eight-b', start, haddad);
        await leader.mark('Alex', 'Here');
        await leader.save();
      }
      const now = '2026-11-04T15:00:00Z';
      const b = await leader.card(now, 'eight-b', 'Patient/alex', haddad);
      for (const words of ['Attended 2 of 2', '2 sessions held', 'Attended without agreement or consent in force'])
        expect(b).toContain(words);
      expect(b).not.toMatch(/%|absence|follow-up after/);
      const a = await leader.card(now, 'eight-a', 'Patient/alex');
      for (const words of ['Not currently in this group', 'Attended 3 of 5 60%']) expect(a).toContain(words);
      const episodes = await searchAll(base(), 'EpisodeOfCare', { patient: 'Patient/alex' });
      expect(new Set(episodes.map(({ status, period }) => `${status} ${period?.start} ${period?.end}`))).toEqual(
        new Set(['finished 2026-09-22 2026-10-26', 'active 2026-10-27 undefined']),
      );
      expect(await recordsOf(base(), 'alex')).toHaveLength(7);
    });

    test('G8 the leader of B reads nothing of A, unless the clinic names them there', async () => {
      const told = await leader.card('2026-11-04T15:00:00Z', 'eight-a', 'Patient/alex', haddad);
      expect(told).not.toMatch(/3 of 5|Attended|eight a/);
    });

    test('all the while: nothing printed, no other host asked, nothing kept', async () => {
      expect(leader.faults()).toEqual([]);
      expect(await kept(leader.page())).toBe(0);
    });
  });
}
